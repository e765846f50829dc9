import type { Identity } from '../../../shared/account.ts'
import type { Check } from '../../../shared/contract.ts'
import { dollars, estimateOf, gatewayLimit, throttleOf } from '../../../shared/cost.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import { count } from '../../../shared/figures.ts'
import { AppError, errorMessage } from '../../../shared/errors.ts'
import { isAccessDenied } from '../aws/aws-errors.ts'
import { clockSkewMs } from '../aws/clock.ts'
import { credentialsEnd } from '../aws/credentials.ts'
import {
  gatewayThrottle,
  lambdaConcurrency,
  loadBalancerCount,
  missingParameters,
  neighbours,
  quota,
  runningVCpus,
  vpcCount,
} from '../aws/limits.ts'
import { deniedActions } from '../aws/permissions.ts'
import { liveStacks, validateTemplate } from '../aws/templates.ts'
import { chooseZones } from '../aws/zones.ts'
import type { Aws } from '../aws/clients.ts'
import type { Catalog, Template } from '../catalog.ts'
import { actionsIn, personPolicy } from '../policy/policies.ts'

/** What the checks look at: a plan, its templates, and the account that it is for. */
export interface Plan {
  deployment: Deployment
  templates: readonly Template[]
  catalog: Catalog
  identity: Identity
  /** Ids of the deployments that this data folder knows to be live. */
  known: ReadonlySet<string>
}

type Outcome = Omit<Check, 'name'>

/** One question about the account. What it throws is an answer too: that it could not be asked. */
export interface AccountCheck {
  name: string
  ask: (aws: Aws, plan: Plan) => Promise<Outcome> | Outcome
}

const ok = (finding: string): Outcome => ({ outcome: 'ok', finding, remedy: null })
const warning = (finding: string, remedy: string): Outcome => ({ outcome: 'warning', finding, remedy })
const failed = (finding: string, remedy: string): Outcome => ({ outcome: 'failed', finding, remedy })

const increase = (what: string): string =>
  `Ask AWS for more under Service Quotas (${what}), or choose another Region.`

/** How many of something a plan adds to what is there, against what is allowed. */
async function room(
  what: string,
  used: Promise<number>,
  most: Promise<number>,
  needed: number,
): Promise<Outcome> {
  const [have, limit] = await Promise.all([used, most])
  const finding = `${have} of ${limit} in use, ${needed} needed`
  return have + needed <= limit ? ok(finding) : failed(finding, increase(what))
}

const has = (templates: readonly Template[], type: string): number =>
  templates.flatMap(({ resources }) => resources).filter((one) => one.type === type).length

/** Where IAM may not be asked: what can be tried without making anything is tried, and the rest is named. */
async function tryOut(aws: Aws): Promise<Outcome> {
  const tries: [string, () => Promise<unknown>][] = [
    ['cloudformation:ListStacks', () => liveStacks(aws)],
    ['ec2:DescribeVpcs', () => vpcCount(aws)],
    ['ec2:DescribeInstances', () => runningVCpus(aws)],
    ['elasticloadbalancing:DescribeLoadBalancers', () => loadBalancerCount(aws)],
    ['lambda:GetAccountSettings', () => lambdaConcurrency(aws)],
    ['apigateway:GET', () => gatewayThrottle(aws)],
  ]
  const refused = await Promise.all(
    tries.map(([action, call]) =>
      call().then(
        () => null,
        (thrown: unknown) => (isAccessDenied(reasonOf(thrown)) ? action : null),
      ),
    ),
  )
  const denied = refused.filter((action) => action !== null)
  const rest =
    'whether stacks may be made and removed cannot be known beforehand: iam:SimulatePrincipalPolicy is not allowed'
  if (denied.length > 0)
    return failed(
      `not allowed: ${denied.join(', ')}; ${rest}`,
      '`sluice policy`, or the card below, prints what your credentials must be allowed.',
    )
  return {
    outcome: 'unknown',
    finding: `${tries.length} actions that only look were tried and are allowed; ${rest}`,
    remedy:
      'Compare your permissions with the least that is needed: `sluice policy`, or the card below, prints it.',
  }
}

/** Our own errors carry AWS's as their cause. */
function reasonOf(thrown: unknown): unknown {
  return thrown instanceof AppError ? thrown.cause : thrown
}

/** vCPUs of the instance types that the templates allow: large has 2, xlarge 4, smaller ones 2. */
function vCpusOf(type: string): number {
  const size = type.split('.')[1] ?? ''
  return size === 'xlarge' ? 4 : size.endsWith('xlarge') ? Number.parseInt(size, 10) * 4 : 2
}

/** All checks, in the order in which they are shown. */
export const accountChecks: readonly AccountCheck[] = [
  {
    name: 'account',
    ask: (_aws, { identity: { accountId, alias, arn, region } }) =>
      ok(`${accountId}${alias === null ? '' : ` (${alias})`} in ${region}, as ${arn}`),
  },
  {
    name: 'endpoint',
    ask: (_aws, { identity: { endpoint, endpointFrom } }) =>
      endpoint === null
        ? ok('calls go to AWS, or to the practice account')
        : warning(
            `calls go to ${endpoint}, since ${endpointFrom} says so`,
            'Unset it if you mean AWS itself.',
          ),
  },
  {
    name: 'credentials',
    ask: (_aws, { identity, deployment }) =>
      credentialsEnd(identity.expiresAtMs, Date.now(), estimateOf(deployment).durationMs),
  },
  {
    name: 'permissions',
    async ask(aws, { identity, catalog }) {
      const { accountId, arn, region } = identity
      const actions = actionsIn(personPolicy(catalog.template('guard.yaml'), { accountId, region }))
      const denied = await deniedActions(aws, arn, actions).catch((thrown: unknown) =>
        isAccessDenied(thrown) ? null : Promise.reject(thrown),
      )
      if (denied === null) return tryOut(aws)
      return denied.length === 0
        ? ok(`all ${actions.length} actions that are needed are allowed`)
        : failed(
            `not allowed: ${denied.join(', ')}`,
            '`sluice policy`, or the card below, prints what your credentials must be allowed.',
          )
    },
  },
  {
    name: 'cost',
    ask(_aws, { deployment }) {
      const { expectedUsd, mostUsd, idleUsdPerHour } = estimateOf(deployment)
      const onAws = deployment.account.kind === 'practice' ? 'nothing here; on AWS ' : ''
      const finding = `${onAws}${dollars(expectedUsd)} expected, ${dollars(mostUsd)} at most, ${dollars(idleUsdPerHour)} per idle hour`
      if (deployment.account.kind === 'practice') return ok(finding)
      if (expectedUsd > deployment.capUsd)
        return failed(
          `${finding}; the cap is ${dollars(deployment.capUsd)}`,
          'Raise the cap, or choose fewer scenarios, paths, rounds or seconds.',
        )
      return mostUsd > deployment.capUsd
        ? warning(
            `${finding}; the cap is ${dollars(deployment.capUsd)}`,
            'It may be stopped early: what is measured by then is kept.',
          )
        : ok(`${finding}; the cap is ${dollars(deployment.capUsd)}`)
    },
  },
  {
    name: 'Lambda concurrency',
    async ask(aws, { deployment, templates }) {
      if (has(templates, 'AWS::Lambda::Function') === 0) return ok('no function is planned')
      const { connections } = deployment.plan.load
      const limit = await lambdaConcurrency(aws)
      const finding = `${count(limit)} invocations may run at once, ${count(connections)} connections are planned`
      const remedy = `New accounts start with 10. Ask for more under Service Quotas (Lambda, concurrent executions), or use at most ${limit} connections.`
      if (limit >= connections) return ok(finding)
      // Where it costs nothing, what too small a limit does is worth seeing.
      return deployment.account.kind === 'practice' ? warning(finding, remedy) : failed(finding, remedy)
    },
  },
  {
    name: 'API Gateway throttle',
    async ask(aws, { deployment, templates }) {
      if (has(templates, 'AWS::ApiGateway::RestApi') === 0) return ok('no gateway is planned')
      const limit = await gatewayThrottle(aws)
      const wanted = Math.max(
        ...deployment.scenarios.map((id) => throttleOf(deployment, id)).filter(Number.isFinite),
        0,
      )
      const finding = `${count(limit)} requests per second over all APIs of the account, the stages let ${count(wanted)} through`
      return limit >= Math.min(wanted, gatewayLimit.ratePerSec)
        ? ok(finding)
        : warning(
            finding,
            'More than the account allows is answered with 429 and counts as errors: results would show the limit, not the gateway.',
          )
    },
  },
  {
    name: 'shared limits',
    async ask(aws, { deployment }) {
      const { apis, functions } = await neighbours(aws)
      if (apis.length === 0 && functions.length === 0)
        return ok('nobody else uses API Gateway or Lambda in this Region')
      const rates = deployment.scenarios.map((id) => throttleOf(deployment, id)).filter(Number.isFinite)
      const lowered =
        rates.length > 0
          ? ` The stages let at most ${count(Math.max(...rates))} requests per second through.`
          : ''
      return warning(
        `REST APIs of others in this Region: ${apis.length}, functions: ${functions.length}.${lowered}`,
        'Its limits are shared: the load could starve them. Choose a Region or an account of its own for measuring.',
      )
    },
  },
  {
    name: 'VPCs',
    ask: (aws, { templates }) =>
      room('VPCs per Region', vpcCount(aws), quota(aws, 'vpcs'), has(templates, 'AWS::EC2::VPC')),
  },
  {
    name: 'elastic addresses',
    ask: (_aws, { templates }) =>
      has(templates, 'AWS::EC2::EIP') === 0
        ? ok('none needed')
        : warning('some needed', 'Look at the quota of elastic addresses.'),
  },
  {
    name: 'vCPUs',
    ask(aws, { deployment }) {
      const needed = deployment.stacks
        .flatMap(({ billables }) => billables)
        .reduce((sum, one) => sum + (one.kind === 'instance' ? vCpusOf(one.type) : 0), 0)
      return room('Running On-Demand Standard instances', runningVCpus(aws), quota(aws, 'vCpus'), needed)
    },
  },
  {
    name: 'load balancers',
    ask: (aws, { templates }) =>
      room(
        'Classic Load Balancers per Region',
        loadBalancerCount(aws),
        quota(aws, 'loadBalancers'),
        has(templates, 'AWS::ElasticLoadBalancing::LoadBalancer'),
      ),
  },
  {
    name: 'zones',
    async ask(aws, { deployment }) {
      const types = deployment.stacks.flatMap(({ billables }) =>
        billables.flatMap((one) => (one.kind === 'instance' ? [one.type] : [])),
      )
      const zones = await chooseZones(aws, [...new Set(types)]).catch((thrown: unknown) => thrown)
      return Array.isArray(zones)
        ? ok(`${zones.join(' and ')} offer ${[...new Set(types)].join(' and ')}`)
        : failed(errorMessage(zones), 'Choose another Region.')
    },
  },
  {
    name: 'machine image',
    async ask(aws, { templates }) {
      const names = [
        ...new Set(
          templates.flatMap(({ parameters }) =>
            Object.values(parameters).filter((value) => value?.startsWith('/aws/service/') === true),
          ),
        ),
      ]
      const missing = await missingParameters(
        aws,
        names.filter((name) => name !== undefined),
      )
      return missing.length === 0
        ? ok('Amazon Linux 2023 is there')
        : failed(`this Region does not have ${missing.join(', ')}`, 'Choose another Region.')
    },
  },
  {
    name: 'templates',
    async ask(aws, { templates }) {
      const mistakes: string[] = []
      for (const { file, body } of templates) {
        if (Buffer.byteLength(body) > 51_200)
          mistakes.push(`${file} is longer than the 51,200 bytes that CloudFormation takes`)
        await validateTemplate(aws, body).catch((thrown: unknown) =>
          mistakes.push(`${file}: ${(thrown as Error).message}`),
        )
      }
      return mistakes.length === 0
        ? ok(`CloudFormation takes all ${templates.length}`)
        : failed(
            mistakes.join('; '),
            'This is a fault of Sluice or of the templates in use: report it, or put the templates back.',
          )
    },
  },
  {
    name: 'leftovers',
    async ask(aws, { known }) {
      const ids = [...new Set((await liveStacks(aws)).map(({ deploymentId }) => deploymentId))].filter(
        (id) => !known.has(id),
      )
      return ids.length === 0
        ? ok('no stacks of Sluice that this machine does not know')
        : warning(
            `${ids.length} unknown deployment${ids.length === 1 ? '' : 's'} of Sluice: ${ids.join(', ')}`,
            'Look at Sweep under Deployments, or at `sluice sweep`.',
          )
    },
  },
  {
    name: 'clock',
    async ask(aws) {
      const skew = await clockSkewMs(aws)
      if (skew === null) return { outcome: 'unknown', finding: 'answers carry no date', remedy: null }
      const seconds = Math.round(skew / 1000)
      const finding =
        Math.abs(seconds) <= 2
          ? 'this machine and the account agree'
          : `this machine is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} the account`
      if (Math.abs(skew) > 240_000)
        return failed(finding, 'Set the clock: AWS refuses requests that are five minutes off.')
      return Math.abs(skew) > 60_000
        ? warning(finding, 'Set the clock: AWS refuses requests that are five minutes off.')
        : ok(finding)
    },
  },
]
