import { setTimeout as delay } from 'node:timers/promises'
import type { Deployment } from '../../../shared/deployment.ts'
import { AppError, errorMessage } from '../../../shared/errors.ts'
import type { Receipt } from '../../../shared/receipt.ts'
import { callerIdentity } from '../aws/identity.ts'
import { questionsAbout, taggedResources } from '../aws/inventory.ts'
import { coverOf, namesIt, type Question } from '../aws/inventory-question.ts'
import type { OtherInVpc } from '../aws/others-in-vpc.ts'
import type { Aws } from '../aws/clients.ts'
import type { EngineContext } from '../engine-context.ts'
import { linkedRolesOf } from './linked-roles.ts'
import { listStackResources } from '../store/stack-resources.ts'
import { othersInNetwork } from './others-in-network.ts'
import { retainedIds } from './retain.ts'
import { outputOf } from './stack-plan.ts'

/** How many times what services still show is asked for again: several of them are eventually consistent. */
const tries = 10

type Check = Receipt['checks'][number]

/**
 * Asks every service for what a deployment may have left, and writes down what each answered. What could
 * not be asked says why, and stops nothing.
 * @throws AppError `deployment-failed` naming what is still there, but for what the person agreed to leave
 * behind
 */
export async function proveEmpty(
  context: EngineContext,
  aws: Aws,
  deployment: Deployment,
  signal: AbortSignal,
): Promise<Receipt> {
  const resources = listStackResources(context.store, deployment.id)
  const agreed = retainedIds(context, deployment)
  const others = await othersLeft(context, aws, deployment, agreed)
  const retained = [...agreed, ...others.map(({ id }) => id)]
  const asked = deployment.stacks.filter(({ status }) => status !== 'PLANNED')
  const questions = questionsAbout({
    deploymentId: deployment.id,
    vpcId: outputOf(deployment.stacks, 'VpcId') ?? null,
    stacks: asked.map(({ name, arn }) => arn ?? name),
    resources: resources.map(({ physicalId }) => physicalId),
  })
  const checks = await Promise.all(questions.map((question) => answer(aws, question, retained, signal)))
  const answered = new Set(
    questions.flatMap(({ covers }, index) => (checks[index]?.unknown === null ? [covers] : [])),
  )
  checks.push(await tagCheck(aws, deployment.id, answered, retained, signal))
  const left = checks.flatMap(({ service, found }) => found.map((what) => `${what} (${service})`))
  if (left.length > 0)
    throw new AppError(
      'deployment-failed',
      `Still there after the removal: ${left.join(', ')}. Try again in some minutes.`,
    )
  const { accountId } = await callerIdentity(aws)
  return {
    checkedAtMs: Date.now(),
    accountId,
    region: deployment.region,
    checks,
    leftBehind: [...agreed, ...others.map(({ text }) => text)],
    stays: staysOf(resources.map(({ type }) => type)),
  }
}

/** A VPC that is left behind is so with what others have put into it. */
async function othersLeft(
  context: EngineContext,
  aws: Aws,
  deployment: Deployment,
  agreed: readonly string[],
): Promise<OtherInVpc[]> {
  const vpcId = outputOf(deployment.stacks, 'VpcId')
  if (vpcId === undefined || !agreed.includes(vpcId)) return []
  return othersInNetwork(context, aws, deployment).catch(() => [])
}

type Asked = Pick<Question, 'service' | 'how' | 'ask'>

async function answer(
  aws: Aws,
  { service, how, ask }: Asked,
  retained: readonly string[],
  signal: AbortSignal,
): Promise<Check> {
  for (let attempt = 1; ; attempt += 1) {
    signal.throwIfAborted()
    try {
      const found = (await ask(aws)).filter((text) => !retained.some((id) => namesIt(text, id)))
      if (found.length === 0 || attempt === tries) return { service, how, found, unknown: null }
    } catch (thrown) {
      signal.throwIfAborted()
      return { service, how, found: [], unknown: errorMessage(thrown) }
    }
    await delay(aws.pacing.pollMs, undefined, { signal })
  }
}

/**
 * The tagging API knows everything that carries tags, and lists it for a while after it is deleted. What a
 * service has answered itself counts; only the rest of what is tagged counts as left behind.
 * @param answered what services were asked for and could answer, in the words of `Question.covers`
 */
async function tagCheck(
  aws: Aws,
  deploymentId: string,
  answered: ReadonlySet<string>,
  retained: readonly string[],
  signal: AbortSignal,
): Promise<Check> {
  let late = 0
  const question = {
    service: 'Resource Groups Tagging',
    how:
      `everything with the tag sluice:deployment = ${deploymentId}; ` +
      "for what is named above, the service's own answer counts",
    ask: async (one: Aws) => {
      const tagged = await taggedResources(one, deploymentId)
      const rest = tagged.filter((arn) => !answered.has(coverOf(arn)))
      late = tagged.length - rest.length
      return rest
    },
  }
  const check = await answer(aws, question, retained, signal)
  return late === 0
    ? check
    : { ...check, how: `${question.how} (it still listed ${late} of those: it is updated late)` }
}

/** What no removal takes away. None of it costs anything. @param types of the resources that there were */
function staysOf(types: readonly string[]): Receipt['stays'] {
  const roles = linkedRolesOf(types).map(({ name, madeWith }) => ({
    what: `Service-linked role ${name}`,
    why:
      `AWS creates it with the first ${madeWith} of an account. It belongs to the account, and others may ` +
      'use it.',
  }))
  return [...knownToStay, ...roles]
}

const knownToStay: Receipt['stays'] = [
  { what: 'Deleted stacks in CloudFormation', why: 'Their names and events stay readable for 90 days.' },
  {
    what: 'Run Command history in Systems Manager',
    why: 'The commands sent to the load generator stay readable for 30 days.',
  },
  {
    what: 'Metrics in CloudWatch',
    why:
      'Figures of the load balancer, the gateway, the functions and the instances expire automatically ' +
      'within 15 months.',
  },
]
