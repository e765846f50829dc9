/** Two deployments in one practice account, whose networks have the same private addresses. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { GetCommandInvocationCommand, SendCommandCommand, SSMClient } from '@aws-sdk/client-ssm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openServicesAccount, type ServicesAccount } from './services-account.ts'

const templates = join(import.meta.dirname, '../../../templates')
const permissionsBoundary = `{ "Resources": { "Boundary": { "Type": "AWS::IAM::ManagedPolicy", "Properties": {
  "ManagedPolicyName": "boundary", "PolicyDocument": { "Version": "2012-10-17", "Statement": [
    { "Effect": "Allow", "Action": "*", "Resource": "*" }] } } } },
  "Outputs": { "PermissionsBoundaryArn": { "Value": { "Ref": "Boundary" } } } }`

let account: ServicesAccount
let ssm: SSMClient

beforeEach(async () => {
  account = await openServicesAccount()
  ssm = new SSMClient(account.config)
})
afterEach(async () => {
  ssm.destroy()
  await account.close()
})

/** A stack of a bundled template. Parameters are filled in from `known`, like those of an experiment. */
async function deploy(name: string, template: string, known: Record<string, string>): Promise<void> {
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

interface Deployment {
  id: string
  known: Record<string, string>
}

async function deployAll(id: string): Promise<Deployment> {
  const known: Record<string, string> = { DeploymentId: id, ZoneA: 'us-west-2a', ZoneB: 'us-west-2b' }
  await deploy(`${id}-guard`, permissionsBoundary.replace('"boundary"', `"boundary-${id}"`), known)
  await deploy(`${id}-base`, bundled('base.yaml'), known)
  await deploy(`${id}-backend`, bundled('backend.yaml'), known)
  await deploy(`${id}-load-generator`, bundled('load-generator.yaml'), known)
  known['SubnetIds'] = known['LambdaSubnets256'] ?? ''
  await deploy(`${id}-lambda`, bundled('scenarios/lambda-proxy.yaml'), known)
  known['LambdaUrl'] = known['Url'] ?? ''
  await deploy(`${id}-http-proxy`, bundled('scenarios/http-proxy/template.yaml'), known)
  return { id, known }
}

async function removeBackend({ id }: Deployment): Promise<void> {
  const StackName = `${id}-backend`
  const { Stacks } = await account.cloudformation.send(new DescribeStacksCommand({ StackName }))
  await account.removeStack(Stacks?.[0]?.StackId ?? '')
}

/** Runs a script on the load generator of a deployment. */
async function onGenerator({ known }: Deployment, script: string): Promise<string> {
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

/** Asks every way in so often, and answers the statuses and how many requests the origin counted. */
async function measure(
  deployment: Deployment,
  times: number,
): Promise<{ statuses: string[]; counted: number }> {
  const { known } = deployment
  const counter = `curl -s --max-time 5 '${known['OriginStatusUrl']}' | awk 'NR == 3 { print $3 }'`
  const urls = [known['ElbUrl'], known['LambdaUrl'], known['Url']].map((url) => `'${url}/'`)
  const script = `before=$(${counter})
for url in ${urls.join(' ')}; do
  n=0
  while [ $n -lt ${times} ]; do
    curl -s -o /dev/null -w '%{http_code}\\n' --max-time 5 "$url"; n=$((n + 1))
  done
done
echo $(( $(${counter}) - before ))`
  const lines = (await onGenerator(deployment, script)).trim().split('\n')
  return { statuses: [...new Set(lines.slice(0, -1))], counted: Number(lines.at(-1)) }
}

test('two deployments work side by side, and one goes on when the other is removed', async () => {
  const [first, second] = await Promise.all([deployAll('first'), deployAll('second')])
  expect(second.known['OriginAddress']).toBe(first.known['OriginAddress'])
  // One of the requests is for the counter itself.
  const whole = { statuses: ['200'], counted: 3 * 8 + 1 }
  await sleep(500)
  expect(await Promise.all([measure(first, 8), measure(second, 8)])).toEqual([whole, whole])
  await removeBackend(second)
  expect(await measure(first, 8)).toEqual(whole)
}, 120_000)
