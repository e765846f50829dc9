import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAccounts, type Accounts } from '../../../../electron/engine/accounts/accounts.ts'
import { createPrompts, SignInCancelled, type Prompts } from '../../../../electron/engine/prompts.ts'
import { mfaDevice, mfaRole, openProfileWorld, type ProfileWorld } from './profile-world.ts'
import { nothing } from '../../../prepared-accounts.ts'

/**
 * Several connections need the same sign-in at once: the person is asked once, and nobody is asked for what
 * can wait.
 */
let world: ProfileWorld
let prompts: Prompts
let accounts: Accounts
let opened: string[]
beforeEach(async () => {
  world = await openProfileWorld()
  world.profiles(
    `[profile keys]\nKEYS\n[profile work]\nsource_profile = keys\n` +
      `role_arn = ${mfaRole}\nmfa_serial = ${mfaDevice}\n`,
  )
  opened = []
  prompts = createPrompts((name) => void opened.push(name))
  accounts = createAccounts({
    dataDir: world.dataDir,
    prompts,
    preparedFor: () => nothing,
    tell: () => undefined,
  })
})
afterEach(() => world.end())

const work = { kind: 'profile', profile: 'work' } as const
const region = 'us-west-2'

async function answerWithCode(): Promise<void> {
  await expect.poll(() => prompts.list().length, { timeout: 10_000 }).toBe(1)
  prompts.answer({ kind: 'code', id: prompts.list()[0]?.id ?? '', code: await world.mfaCode() })
}

describe('a sign-in that several wait for', () => {
  test('is asked for once', async () => {
    const all = [
      accounts.connect(work, region),
      accounts.connect(work, region),
      accounts.connect(work, region),
    ]
    await answerWithCode()
    for (const aws of await Promise.all(all)) aws.close()
    expect(opened.filter((name) => name === 'prompt.opened')).toHaveLength(1)
  })

  test('is asked for again when the work that asked for it is called off', async () => {
    const calledOff = new AbortController()
    const first = accounts.connect(work, region, { deploymentId: null, signal: calledOff.signal })
    await expect.poll(() => prompts.list().length, { timeout: 10_000 }).toBe(1)
    const second = accounts.connect(work, region)
    calledOff.abort(new Error('called off'))
    await expect(first).rejects.toThrow()
    await answerWithCode()
    ;(await second).close()
  })

  test('is given up for all of them', async () => {
    const all = Promise.allSettled([accounts.connect(work, region), accounts.connect(work, region)])
    await expect.poll(() => prompts.list().length, { timeout: 10_000 }).toBe(1)
    prompts.answer({ kind: 'cancel', id: prompts.list()[0]?.id ?? '' })
    for (const one of await all)
      expect(one).toMatchObject({ status: 'rejected', reason: expect.any(SignInCancelled) })
  })

  test('is nothing that an unattended look asks or waits for', async () => {
    const unattended = () => accounts.connect(work, region, { deploymentId: null, unattended: true })
    await expect(unattended()).rejects.toThrow('"work" needs a person to sign in.')
    const attended = accounts.connect(work, region)
    await expect.poll(() => prompts.list().length, { timeout: 10_000 }).toBe(1)
    await expect(unattended()).rejects.toThrow('needs a person')
    await answerWithCode()
    ;(await attended).close()
    // Once somebody has signed in, it may look.
    ;(await unattended()).close()
  })
})
