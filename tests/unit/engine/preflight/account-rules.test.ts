import { APIGatewayClient } from '@aws-sdk/client-api-gateway'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { expect, test } from 'vitest'
import type { Aws } from '../../../../electron/engine/aws/clients.ts'
import { openCatalog } from '../../../../electron/engine/catalog.ts'
import { planDeployment } from '../../../../electron/engine/deployments/plan-deployment.ts'
import type { Outcome, Plan } from '../../../../electron/engine/preflight/account-check.ts'
import { recorderCheck } from '../../../../electron/engine/preflight/cost-check.ts'
import { publicAccessCheck } from '../../../../electron/engine/preflight/public-access-check.ts'
import { sharedLimitsCheck } from '../../../../electron/engine/preflight/throughput-checks.ts'
import { choicesSchema } from '../../../../shared/choices-schema.ts'

const catalog = openCatalog()
const account = { kind: 'profile', profile: 'work' } as const
const deployment = planDeployment(catalog, choicesSchema.parse({ experimentId: 'proxy-2017', account }), 'd1')
const plan = { deployment, catalog } as Plan

/** Clients that give one answer to everything. */
const answering = (service: string, ...answers: object[]): Partial<Aws> => ({
  [service]: { send: async () => answers.shift() ?? {} },
})

const withRegion = (clients: Partial<Aws>): Aws => ({ region: 'us-west-2', ...clients }) as Aws

test.each([
  ['off', 'account', 'ok', /is off/],
  ['block-ingress', 'account', 'failed', /\(block-ingress\) is on in us-west-2, set by the account/],
  ['block-bidirectional', 'declarative-policy', 'failed', /set by a policy of the organisation/],
])(
  'public access that is %s, set by %s, is %s',
  async (InternetGatewayBlockMode, ManagedBy, outcome, says) => {
    const VpcBlockPublicAccessOptions = { InternetGatewayBlockMode, ManagedBy }
    const aws = withRegion(answering('ec2', { VpcBlockPublicAccessOptions }))
    expect(await publicAccessCheck.ask(aws, plan)).toMatchObject({
      outcome,
      finding: expect.stringMatching(says) as string,
    })
  },
)

test('a recorder costs an item for each of the many resources, made and deleted', async () => {
  const asked = (recording: boolean): Promise<Outcome> | Outcome =>
    recorderCheck.ask(
      withRegion(answering('config', { ConfigurationRecordersStatus: [{ recording }] })),
      plan,
    )
  expect(await asked(false)).toMatchObject({ outcome: 'ok' })
  const { outcome, finding, remedy } = await asked(true)
  const resources = Number(/(\d+) resources/.exec(finding)?.[1])
  expect(outcome).toBe('warning')
  expect(resources).toBeGreaterThan(70)
  expect(remedy).toContain(`$${(resources * 2 * 0.003).toFixed(2)}`)
})

test('HTTP and WebSocket APIs are asked for page by page, and share the limits', async () => {
  const nothing = { send: async () => ({}) }
  const nobody = {
    // Their paginators take real clients only.
    apiGateway: Object.assign(new APIGatewayClient({ region: 'us-west-2' }), nothing),
    lambda: Object.assign(new LambdaClient({ region: 'us-west-2' }), nothing),
    ...answering(
      'apiGatewayV2',
      { Items: [{ Name: 'shop' }], NextToken: 't' },
      { Items: [{ Name: 'chat' }] },
    ),
  }
  expect(await sharedLimitsCheck.ask(withRegion(nobody), plan)).toMatchObject({
    outcome: 'warning',
    finding: expect.stringMatching(
      /0 other REST APIs, 2 HTTP or WebSocket APIs and 0 other functions/,
    ) as string,
  })
})
