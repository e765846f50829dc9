import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { GetCommandInvocationCommand, SendCommandCommand, type SSMClient } from '@aws-sdk/client-ssm'
import type { ServicesAccount } from './services-account.ts'

const templates = join(import.meta.dirname, '../../../templates')
const permissionsBoundary = `{ "Resources": { "Boundary": { "Type": "AWS::IAM::ManagedPolicy", "Properties": {
  "ManagedPolicyName": "boundary", "PolicyDocument": { "Version": "2012-10-17", "Statement": [
    { "Effect": "Allow", "Action": "*", "Resource": "*" }] } } } },
  "Outputs": { "PermissionsBoundaryArn": { "Value": { "Ref": "Boundary" } } } }`

/** The stacks of an experiment in a practice account, without the engine. */
export interface BundledDeployment {
  id: string
  /** Parameters that were given, and all outputs. */
  known: Record<string, string>
  /** By scenario. */
  urls: Record<'elb' | 'lambda' | 'http-proxy', string>
}

/** A stack of a bundled template. Parameters are filled in from `known`, like those of an experiment. */
async function deploy(
  account: ServicesAccount,
  name: string,
  template: string,
  known: Record<string, string>,
): Promise<void> {
  const declared = template.split(/^Resources:/m)[0] ?? ''
  const wanted = [...declared.matchAll(/^ {2}(\w+):\n {4}Description: /gm)].map(
    ([, parameter = '']) => parameter,
  )
  await account.cloudformation.send(
    new CreateStackCommand({
      StackName: name,
      TemplateBody: template,
      Capabilities: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM'],
      Parameters: wanted.flatMap((ParameterKey) => {
        const ParameterValue = known[ParameterKey]
        return ParameterValue === undefined ? [] : [{ ParameterKey, ParameterValue }]
      }),
    }),
  )
  for (;;) {
    const { Stacks } = await account.cloudformation.send(new DescribeStacksCommand({ StackName: name }))
    const [{ StackStatus, Outputs = [] } = { StackStatus: 'gone' }] = Stacks ?? []
    if (StackStatus === 'CREATE_COMPLETE') {
      for (const { OutputKey = '', OutputValue = '' } of Outputs) known[OutputKey] = OutputValue
      return
    }
    if (StackStatus !== 'CREATE_IN_PROGRESS') throw new Error(`${name} is ${StackStatus}`)
    await sleep(100)
  }
}

const bundled = (file: string): string => readFileSync(join(templates, file), 'utf8')

/** Makes the stacks of one experiment: load balancer, a Lambda proxy and the HTTP proxy. */
export async function deployBundled(
  account: ServicesAccount,
  id: string,
  given: Record<string, string> = {},
): Promise<BundledDeployment> {
  const known = { DeploymentId: id, ZoneA: 'us-west-2a', ZoneB: 'us-west-2b', ...given } as Record<
    string,
    string
  >
  const make = (name: string, template: string) => deploy(account, `${id}-${name}`, template, known)
  await make('guard', permissionsBoundary.replace('"boundary"', `"boundary-${id}"`))
  await make('base', bundled('base.yaml'))
  await make('backend', bundled('backend.yaml'))
  await make('load-generator', bundled('load-generator.yaml'))
  known['SubnetIds'] = known['LambdaSubnets256'] ?? ''
  await make('lambda', bundled('scenarios/lambda-proxy.yaml'))
  const lambda = known['Url'] ?? ''
  await make('http-proxy', bundled('scenarios/http-proxy/template.yaml'))
  return { id, known, urls: { elb: known['ElbUrl'] ?? '', lambda, 'http-proxy': known['Url'] ?? '' } }
}

/** Makes the stack of one more scenario, which has a template of its own. @returns its address */
export async function deployScenario(
  account: ServicesAccount,
  { id, known }: BundledDeployment,
  scenario: string,
): Promise<string> {
  await deploy(account, `${id}-${scenario}`, bundled(`scenarios/${scenario}/template.yaml`), known)
  return known['Url'] ?? ''
}

/** Makes the links into a VPC and an nginx of one's own: `known` has the outputs, `urls` the addresses. */
export async function deployLinks(
  account: ServicesAccount,
  id: string,
): Promise<{ known: Record<string, string>; urls: Record<string, string> }> {
  const known: Record<string, string> = {
    DeploymentId: id,
    ZoneA: 'us-west-2a',
    ZoneB: 'us-west-2b',
    OriginService: 'shaped',
  }
  const make = (name: string, template: string) => deploy(account, `${id}-${name}`, template, known)
  await make('guard', permissionsBoundary.replace('"boundary"', `"boundary-${id}"`))
  for (const file of ['base', 'backend', 'load-generator', 'shared/internal-alb', 'shared/vpc-link'])
    await make(file.replace('shared/', ''), bundled(`${file}.yaml`))
  const urls: Record<string, string> = {}
  for (const scenario of ['rest-vpc-link', 'http-vpc-link', 'own-gateway']) {
    await make(scenario, bundled(`scenarios/${scenario}/template.yaml`))
    urls[scenario] = known['Url'] ?? ''
  }
  return { known, urls }
}

/** Runs a script on the load generator of a deployment. */
export async function onGenerator(
  ssm: SSMClient,
  { known }: Pick<BundledDeployment, 'known'>,
  script: string,
): Promise<string> {
  const InstanceId = known['LoadGeneratorInstanceId'] ?? ''
  const sent = new SendCommandCommand({
    DocumentName: 'AWS-RunShellScript',
    InstanceIds: [InstanceId],
    Parameters: { commands: [script] },
  })
  let CommandId: string | undefined
  while (CommandId === undefined) {
    const answer = await ssm.send(sent).catch(() => undefined)
    CommandId = answer?.Command?.CommandId
    if (CommandId === undefined) await sleep(200)
  }
  for (;;) {
    await sleep(200)
    const shown = await ssm
      .send(new GetCommandInvocationCommand({ CommandId, InstanceId }))
      .catch(() => undefined)
    if (shown?.Status === 'Success') return shown.StandardOutputContent ?? ''
    if (shown?.Status === 'Failed') throw new Error(shown.StandardErrorContent)
  }
}
