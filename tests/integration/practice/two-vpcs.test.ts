/** Two deployments in one practice account, whose networks have the same private addresses. */
import { setTimeout as sleep } from 'node:timers/promises'
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { SSMClient } from '@aws-sdk/client-ssm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { deployBundled, onGenerator, type BundledDeployment } from './bundled-deployment.ts'
import { openServicesAccount, type ServicesAccount } from './services-account.ts'

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

async function removeBackend({ id }: BundledDeployment): Promise<void> {
  const StackName = `${id}-backend`
  const { Stacks } = await account.cloudformation.send(new DescribeStacksCommand({ StackName }))
  await account.removeStack(Stacks?.[0]?.StackId ?? '')
}

/** Asks every way in so often, and answers the statuses and how many requests the origin counted. */
async function measure(
  deployment: BundledDeployment,
  times: number,
): Promise<{ statuses: string[]; counted: number }> {
  const { known } = deployment
  const counter = `curl -s --max-time 5 '${known['OriginStatusUrl']}' | awk 'NR == 3 { print $3 }'`
  const urls = Object.values(deployment.urls).map((url) => `'${url}/'`)
  const script = `before=$(${counter})
for url in ${urls.join(' ')}; do
  n=0
  while [ $n -lt ${times} ]; do
    curl -s -o /dev/null -w '%{http_code}\\n' --max-time 5 "$url"; n=$((n + 1))
  done
done
echo $(( $(${counter}) - before ))`
  const lines = (await onGenerator(ssm, deployment, script)).trim().split('\n')
  return { statuses: [...new Set(lines.slice(0, -1))], counted: Number(lines.at(-1)) }
}

test('two deployments work side by side, and one goes on when the other is removed', async () => {
  // One after the other: the account makes a REST API every three seconds, and refuses the one in between.
  const first = await deployBundled(account, 'first')
  const second = await deployBundled(account, 'second')
  expect(second.known['OriginAddress']).toBe(first.known['OriginAddress'])
  // One of the requests is for the counter itself.
  const whole = { statuses: ['200'], counted: 3 * 8 + 1 }
  await sleep(500)
  expect(await Promise.all([measure(first, 8), measure(second, 8)])).toEqual([whole, whole])
  await removeBackend(second)
  expect(await measure(first, 8)).toEqual(whole)
}, 120_000)
