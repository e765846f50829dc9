import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createAccounts, type Accounts } from '../../../../electron/engine/accounts/accounts.ts'
import { callerIdentity } from '../../../../electron/engine/aws/identity.ts'
import { createPrompts, type Prompts } from '../../../../electron/engine/prompts.ts'
import { openProfileWorld, operatorRole, type ProfileWorld } from './profile-world.ts'
import { nothing } from '../../../prepared-accounts.ts'

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
