import { afterEach, beforeEach, expect, test } from 'vitest'
import { call } from '../../../electron/cli/session.ts'
import {
  openProfileWorld,
  operatorRole,
  type ProfileWorld,
  ssoProfile,
  ssoSession,
} from '../../integration/engine/accounts/profile-world.ts'
import { promptOf } from '../../integration/engine/accounts/prompting.ts'
import { planShort, runsToItsEnd } from '../../integration/engine/accounts/short-run.ts'
import { answerSignIn } from '../../integration/engine/accounts/sign-in-page.ts'

let world: ProfileWorld
beforeEach(async () => {
  world = await openProfileWorld()
})
afterEach(() => world.end())

const work = { kind: 'profile', profile: 'work' } as const
const prompt = () => promptOf(world.engine, 'sso')
const opened = () => world.events.filter(({ name }) => name === 'prompt.opened')

test('roles renew themselves in mid-run without a word', { timeout: 180_000 }, async () => {
  world.faults({ sessionSeconds: 10 })
  world.profiles(`[profile keys]\nKEYS\n[profile work]\nsource_profile = keys\nrole_arn = ${operatorRole}\n`)
  const { id } = await planShort(world.engine)
  await call(world.engine, 'experiments.run', { id, accountId: '123456789012' })
  await runsToItsEnd(world.engine, id)
  expect(opened()).toEqual([])
})

test(
  'a session that ends in mid-run is asked for again, for as long as it takes, and the same run goes on',
  { timeout: 180_000 },
  async () => {
    world.profiles(`${ssoSession}[profile work]\n${ssoProfile}`)
    world.faults({ sessionSeconds: 8, ssoSeconds: 10, signInCodeSeconds: 4 })
    const asked = call(world.engine, 'accounts.identify', { account: work, region: 'us-west-2' })
    await answerSignIn((await prompt()).url, 'allow')
    await asked
    const { id } = await planShort(world.engine)
    await call(world.engine, 'experiments.run', { id, accountId: '123456789012' })
    const first = await prompt()
    expect(first.deploymentId).toBe(id)
    // Nobody is there. A code ends, and another one takes its place.
    world.faults({})
    await expect.poll(async () => (await prompt()).code, { timeout: 20_000 }).not.toBe(first.code)
    expect((await call(world.engine, 'deployments.get', { id })).phase).toMatch(/deploying|measuring/)
    await answerSignIn((await prompt()).url, 'allow')
    await runsToItsEnd(world.engine, id)
    expect(opened()).toHaveLength(3)
  },
)
