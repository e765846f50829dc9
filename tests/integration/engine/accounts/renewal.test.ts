import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { call } from '../../../../electron/cli/session.ts'
import { createAccounts, type Accounts } from '../../../../electron/engine/accounts/accounts.ts'
import { callerIdentity } from '../../../../electron/engine/aws/identity.ts'
import { createPrompts, type Prompts } from '../../../../electron/engine/prompts.ts'
import type { Prompt } from '../../../../shared/prompt.ts'
import { nothing } from '../../../prepared-accounts.ts'
import { openProfileWorld, operatorRole, type ProfileWorld, ssoProfile, ssoSession } from './profile-world.ts'
import { answerSignIn } from './sign-in-page.ts'

/** Work under way whose credentials cannot be renewed without a person: it waits, and does not fail. */
let world: ProfileWorld
let prompts: Prompts
let accounts: Accounts
let told: string[]
beforeEach(async () => {
  world = await openProfileWorld()
  told = []
  prompts = createPrompts(() => undefined)
  const tell = (_: string, message: string): void => void told.push(message)
  accounts = createAccounts({ dataDir: world.dataDir, prompts, preparedFor: () => nothing, tell })
})
afterEach(() => world.end())

const account = { kind: 'profile', profile: 'work' } as const
const connect = (unattended = false) =>
  accounts.connect(account, 'us-west-2', { deploymentId: 'd1', unattended })

const role = (keys: string): string =>
  `[profile keys]\n${keys}\n[profile work]\nsource_profile = keys\nrole_arn = ${operatorRole}\n`

test('a role whose own source has expired is renewed by the person', { timeout: 60_000 }, async () => {
  world.profiles(role((await world.sessionKeys(6)).text))
  world.faults({ sessionSeconds: 4 })
  const aws = await connect()
  await delay(7_000)
  const asked = callerIdentity(aws)
  await expect.poll(() => prompts.list(), { timeout: 20_000 }).toMatchObject([{ kind: 'renew' }])
  world.profiles(role('KEYS'))
  prompts.answer({ kind: 'again', id: prompts.list()[0]?.id ?? '' })
  expect((await asked).arn).toContain('assumed-role/practice-operator/')
  expect(told).toHaveLength(2)
  aws.close()
})

test('unattended work asks for nothing when its credentials expire', { timeout: 60_000 }, async () => {
  world.profiles(role((await world.sessionKeys(6)).text))
  world.faults({ sessionSeconds: 4 })
  const aws = await connect(true)
  await delay(7_000)
  await expect(callerIdentity(aws)).rejects.toMatchObject({ code: 'credentials' })
  expect([prompts.list(), told]).toEqual([[], []])
  aws.close()
})

/** Waits until a person is asked, and answers that something has been renewed. */
async function askedToRenew(): Promise<Extract<Prompt, { kind: 'renew' }>> {
  await expect.poll(() => prompts.list(), { timeout: 20_000 }).toMatchObject([{ kind: 'renew' }])
  const [prompt] = prompts.list()
  if (prompt?.kind !== 'renew') throw new Error('another prompt')
  return prompt
}
const again = ({ id }: Prompt): void => prompts.answer({ kind: 'again', id })

describe('session keys beside SSO lines', () => {
  const beside = (keys: string): string => `${ssoSession}[profile work]\n${ssoProfile}${keys}\n`

  test('are what it says and uses; the same ones are no renewal', { timeout: 60_000 }, async () => {
    world.profiles(beside((await world.sessionKeys(3)).text))
    const listed = await call(world.engine, 'accounts.list', {})
    expect(listed.find(({ title }) => title === 'work')?.source).toBe(
      'temporary keys, which count before SSO session practice',
    )
    const { source, arn } = await call(world.engine, 'accounts.identify', { account, region: 'us-west-2' })
    expect([source, arn]).toEqual([
      'temporary keys, which count before SSO session practice',
      expect.stringContaining('assumed-role/practice-operator/'),
    ])
    const aws = await connect()
    await delay(4_000)
    const asked = callerIdentity(aws)
    // However often it is said that they were renewed.
    for (const reason of [/have expired/, /are still those/]) {
      const prompt = await askedToRenew()
      expect(prompt.reason).toMatch(reason)
      expect(prompt.remedy).toContain('delete the keys to sign in by SSO')
      again(prompt)
      await expect.poll(() => prompts.list().map(({ id }) => id)).not.toContain(prompt.id)
    }
    expect(told).toHaveLength(1)
    const last = await askedToRenew()
    world.profiles(beside('KEYS'))
    again(last)
    expect((await asked).arn).toContain(':user/practice')
    expect(told).toHaveLength(2)
    aws.close()
  })

  test('give way to the SSO session once they are deleted', { timeout: 60_000 }, async () => {
    world.profiles(beside((await world.sessionKeys(3)).text))
    const aws = await connect()
    await delay(4_000)
    const asked = callerIdentity(aws)
    const prompt = await askedToRenew()
    world.profiles(beside(''))
    again(prompt)
    await expect.poll(() => prompts.list(), { timeout: 20_000 }).toMatchObject([{ kind: 'sso' }])
    const [signIn] = prompts.list()
    await answerSignIn(signIn?.kind === 'sso' ? signIn.url : '', 'allow')
    expect((await asked).arn).toContain('AWSReservedSSO_practice-sso_')
    aws.close()
  })
})

test(
  'keys that were renewed in the file meanwhile are taken without a question',
  { timeout: 60_000 },
  async () => {
    world.profiles(`[profile work]\n${(await world.sessionKeys(3)).text}\n`)
    const aws = await connect()
    await delay(4_000)
    world.profiles('[profile work]\nKEYS\n')
    expect((await callerIdentity(aws)).arn).toContain(':user/practice')
    expect(prompts.list()).toEqual([])
    aws.close()
  },
)

test('work whose program fails waits for the person before it begins', { timeout: 60_000 }, async () => {
  const { accessKeyId, secretAccessKey } = world.practice
  const file = join(world.dataDir, 'aws', 'process.json')
  world.profiles(`[profile work]\ncredential_process = cat ${file}\n`)
  const connecting = connect()
  const prompt = await askedToRenew()
  writeFileSync(
    file,
    JSON.stringify({ Version: 1, AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey }),
  )
  again(prompt)
  const aws = await connecting
  expect((await callerIdentity(aws)).arn).toContain(':user/practice')
  aws.close()
})
