import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { call } from '../../../../electron/cli/session.ts'
import type { Prompt } from '../../../../shared/prompt.ts'
import { mfaDevice, mfaRole, openProfileWorld, operatorRole, type ProfileWorld } from './profile-world.ts'
import { promptOf } from './prompting.ts'
import { planShort, runsToItsEnd } from './short-run.ts'

let world: ProfileWorld
beforeEach(async () => {
  world = await openProfileWorld()
})
afterEach(() => world.end())

const region = 'us-west-2'
const work = { kind: 'profile', profile: 'work' } as const
const identify = () => call(world.engine, 'accounts.identify', { account: work, region })
const role = (arn: string, more = '') =>
  `[profile keys]\nKEYS\n[profile work]\nsource_profile = keys\nrole_arn = ${arn}\n${more}`

const prompt = (kind: Prompt['kind']) => promptOf(world.engine, kind)

describe('who calls are made as', () => {
  test('keys of a profile, and where they lead instead of to AWS', async () => {
    world.profiles('[profile work]\nKEYS\n')
    expect(await identify()).toMatchObject({
      accountId: '123456789012',
      alias: 'practice',
      arn: 'arn:aws:iam::123456789012:user/practice',
      endpoint: world.practice.endpoint,
      endpointFrom: 'AWS_ENDPOINT_URL',
      expiresAtMs: null,
    })
  })

  test('a role over another profile, with the end of its credentials', async () => {
    world.profiles(role(operatorRole))
    const { arn, expiresAtMs } = await identify()
    expect(arn).toMatch(/^arn:aws:sts::123456789012:assumed-role\/practice-operator\//)
    expect(expiresAtMs).toBeGreaterThan(Date.now() + 3_000_000)
    const listed = await call(world.engine, 'accounts.list', {})
    expect(listed.map(({ title, source }) => [title, source])).toContainEqual([
      'work',
      'role practice-operator through keys (keys)',
    ])
  })

  test('a process', async () => {
    const { accessKeyId, secretAccessKey } = world.practice
    const json = JSON.stringify({ Version: 1, AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey })
    world.profiles(`[profile work]\ncredential_process = echo '${json}'\n`)
    expect((await identify()).accountId).toBe('123456789012')
  })

  test('a profile that leads nowhere, or that no file has, is an error in words', async () => {
    world.profiles('[profile work]\nregion = us-west-2\n')
    await expect(identify()).rejects.toMatchObject({ code: 'credentials' })
    const account = { kind: 'profile', profile: 'nobody' } as const
    await expect(call(world.engine, 'accounts.identify', { account, region })).rejects.toThrow(
      /There is no profile "nobody"/,
    )
  })
})

describe('an MFA device', () => {
  test('its code is asked for once, and serves every connection', { timeout: 60_000 }, async () => {
    world.profiles(role(mfaRole, `mfa_serial = ${mfaDevice}\n`))
    const asked = identify()
    const { id } = await prompt('mfa')
    await call(world.engine, 'prompts.answer', { kind: 'code', id, code: await world.mfaCode() })
    expect((await asked).arn).toContain('assumed-role/practice-mfa/')
    await identify()
    expect(await call(world.engine, 'accounts.regions', { account: work })).toContain('us-west-2')
    expect(world.events.filter(({ name }) => name === 'prompt.opened')).toHaveLength(1)
  })

  test('a wrong code, and giving up, fail with a sentence', { timeout: 60_000 }, async () => {
    world.profiles(role(mfaRole, `mfa_serial = ${mfaDevice}\n`))
    const wrong = identify()
    const code = (await world.mfaCode()) === '000000' ? '111111' : '000000'
    await call(world.engine, 'prompts.answer', { kind: 'code', id: (await prompt('mfa')).id, code })
    await expect(wrong).rejects.toThrow(/MultiFactorAuthentication failed/)
    const given = identify()
    await call(world.engine, 'prompts.answer', { kind: 'cancel', id: (await prompt('mfa')).id })
    await expect(given).rejects.toThrow(/was cancelled/)
  })
})

const plan = () => planShort(world.engine)
const ends = (id: string) => runsToItsEnd(world.engine, id)

test(
  'credentials that end in mid-run are asked for again, and the same run goes on; no secret is anywhere',
  { timeout: 180_000 },
  async () => {
    const first = await world.sessionKeys(10)
    world.profiles(`[profile work]\n${first.text}\n`)
    const { id } = await plan()
    await call(world.engine, 'experiments.run', { id, accountId: '123456789012' })
    const { id: promptId, deploymentId } = await prompt('renew')
    expect(deploymentId).toBe(id)
    expect((await call(world.engine, 'deployments.get', { id })).phase).toMatch(/deploying|measuring/)
    const second = await world.sessionKeys(900)
    world.profiles(`[profile work]\n${second.text}\n`)
    await call(world.engine, 'prompts.answer', { kind: 'again', id: promptId })
    await ends(id)

    const secrets = [world.practice.secretAccessKey, ...first.secrets, ...second.secrets]
    const files = readdirSync(world.dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      // The person's own files, and the practice account, which is AWS here.
      .filter(
        (file) =>
          !file.startsWith(join(world.dataDir, 'aws')) && !file.startsWith(join(world.dataDir, 'practice')),
      )
    expect(files.some((file) => file.endsWith('sluice.db'))).toBe(true)
    const [run] = await call(world.engine, 'runs.list', {})
    const texts = [
      ...files.map((file) => readFileSync(file, 'latin1')),
      JSON.stringify(world.events),
      JSON.stringify(await call(world.engine, 'runs.export', { id: run?.id ?? '' })),
      JSON.stringify(await call(world.engine, 'accounts.list', {})),
      JSON.stringify(await call(world.engine, 'activities.list', {})),
    ]
    for (const secret of secrets) for (const text of texts) expect(text.includes(secret)).toBe(false)
  },
)

test(
  'an account that was not confirmed is refused before anything is created',
  { timeout: 60_000 },
  async () => {
    world.profiles('[profile work]\nKEYS\n')
    const { id } = await plan()
    await expect(call(world.engine, 'experiments.run', { id })).rejects.toMatchObject({
      code: 'unconfirmed',
    })
    await expect(call(world.engine, 'experiments.run', { id, accountId: '999999999999' })).rejects.toThrow(
      /999999999999 was confirmed/,
    )
    expect((await call(world.engine, 'deployments.get', { id })).phase).toBe('planned')
  },
)
