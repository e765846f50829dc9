import { afterAll, beforeAll, expect, test } from 'vitest'
import { openServicesAccount, type ServicesAccount } from './services-account.ts'
import { readText } from '../../unit/templates/bundled.ts'

let account: ServicesAccount
beforeAll(async () => {
  account = await openServicesAccount()
})
afterAll(() => account.close())

const given = { DeploymentId: 'd1', ElbDnsName: 'origin.example.internal' }

/** The bundled template of a REST API, with defaults for what has none. */
const template = Object.entries(given).reduce(
  (text, [name, value]) => text.replace(`  ${name}:\n`, `  ${name}:\n    Default: ${value}\n`),
  readText('scenarios/http-proxy/template.yaml'),
)

test('AWS refuses some of four REST APIs that are made at once, with 429 in the event', async () => {
  const stacks = ['one', 'two', 'three', 'four'].map((name) => account.makeStack(`at-once-${name}`, template))
  const reasons = (await Promise.allSettled(stacks)).flatMap((result) =>
    result.status === 'rejected' ? [String(result.reason)] : [],
  )
  expect(reasons.length).toBeGreaterThan(0)
  for (const reason of reasons)
    expect(reason).toMatch(
      /(RestApi|Deployment): Too Many Requests \(Service: ApiGateway, Status Code: 429\)/,
    )
})

test('one after another they are made and deleted', { timeout: 30_000 }, async () => {
  const ids: string[] = []
  for (const name of ['one', 'two', 'three', 'four'])
    ids.push((await account.makeStack(`in-turn-${name}`, template)).id)
  for (const id of ids) await account.removeStack(id)
})
