import { afterEach, expect, test } from 'vitest'
import { call } from '../../../../electron/cli/session.ts'
import type { CommandOutput } from '../../../../shared/contract.ts'
import { printed } from '../../../prepared-accounts.ts'
import { openProfileWorld, operatorRole, type ProfileWorld } from '../accounts/profile-world.ts'

let world: ProfileWorld
afterEach(() => world.end())

type Check = CommandOutput<'preflight.check'>['checks'][number]

const keys = '[profile work]\nKEYS\n'

/** A check of a profile that leads to the account of this world. */
async function checkNamed(
  name: string,
  { config = keys, experimentId = 'proxy-2017' } = {},
): Promise<Check | undefined> {
  world.profiles(config)
  const account = { kind: 'profile', profile: 'work' } as const
  const { id } = await call(world.engine, 'deployments.plan', { experimentId, account, region: 'us-west-2' })
  const { checks } = await call(world.engine, 'preflight.check', { id })
  return checks.find((one) => one.name === name)
}

const permissions = (config = keys) => checkNamed('permissions', { config })

test('a user with exactly the printed policy has all permissions', { timeout: 60_000 }, async () => {
  world = await openProfileWorld()
  expect(await permissions()).toMatchObject({ outcome: 'ok' })
})

test('a role with exactly the printed policy has, too', { timeout: 60_000 }, async () => {
  world = await openProfileWorld()
  const role = `[profile keys]\nKEYS\n[profile work]\nsource_profile = keys\nrole_arn = ${operatorRole}\n`
  expect(await permissions(role)).toMatchObject({ outcome: 'ok' })
})

test('an explicit deny stops, an implicit one is confirmed', { timeout: 60_000 }, async () => {
  world = await openProfileWorld()
  world.faults({ denied: ['scheduler:CreateSchedule'] })
  const doubted = await permissions()
  expect(doubted).toMatchObject({ outcome: 'warning', toConfirm: true })
  expect(doubted?.finding).toBe('Probably not allowed to your credentials: scheduler:CreateSchedule.')
  world.faults({ denied: ['scheduler:*'] })
  const denied = await permissions()
  expect(denied?.outcome).toBe('failed')
  expect(denied?.finding).toMatch(/^Denied to your credentials: .*scheduler:CreateSchedule/)
})

test('an account without the boundary for roles says that it is missing', { timeout: 60_000 }, async () => {
  world = await openProfileWorld({ ...printed('us-west-2'), managedPolicies: {} })
  const check = await permissions()
  expect(check).toMatchObject({ outcome: 'warning', toConfirm: true })
  expect(check?.finding).toContain('iam:CreateRole')
  expect(check?.remedy).toContain('no policy sluice-boundary')
})

test('a deny that depends on MFA is certain for keys that never expire', { timeout: 60_000 }, async () => {
  const Condition = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }
  const deny = { Sid: 'NoMfa', Effect: 'Deny', Action: 'scheduler:*', Resource: '*', Condition }
  const { userPolicies, managedPolicies } = printed('us-west-2')
  const organisation = [{ Version: '2012-10-17', Statement: [deny] }]
  world = await openProfileWorld({ userPolicies: { ...userPolicies, organisation }, managedPolicies })
  expect(await permissions()).toMatchObject({ outcome: 'failed' })
})

test('the policy of another Region does not allow a start in this one', { timeout: 60_000 }, async () => {
  world = await openProfileWorld(printed('eu-west-1'))
  const check = await permissions()
  expect(check).toMatchObject({ outcome: 'warning', toConfirm: true })
  expect(check?.finding).toContain('cloudformation:CreateStack')
})

test(
  'a public function URL is asked for as if it were allowed: only a deny counts',
  { timeout: 90_000 },
  async () => {
    const publicUrls = (experimentId: string) => checkNamed('public function URLs', { experimentId })
    const Condition = { StringNotEquals: { 'lambda:FunctionUrlAuthType': 'AWS_IAM' } }
    const deny = { Effect: 'Deny', Action: 'lambda:CreateFunctionUrlConfig', Resource: '*', Condition }
    const { userPolicies, managedPolicies } = printed('us-west-2')
    world = await openProfileWorld()
    expect(await publicUrls('proxy-2017')).toMatchObject({ finding: 'The plan has no function URL.' })
    expect(await publicUrls('functions')).toMatchObject({ outcome: 'ok' })
    await world.end()
    const organisation = [{ Version: '2012-10-17', Statement: [deny] }]
    world = await openProfileWorld({ userPolicies: { ...userPolicies, organisation }, managedPolicies })
    const check = await publicUrls('functions')
    expect(check).toMatchObject({ outcome: 'warning', toConfirm: true })
    expect(check?.finding).toContain('a statement denies lambda:CreateFunctionUrlConfig,')
  },
)
