import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { connectPractice, type PracticeConnection } from '../../electron/practice/connect-practice.ts'
import type { AnyEvent } from '../../shared/events.ts'
import { answerSignIn } from '../integration/engine/accounts/sign-in-page.ts'
import { askEverything, lookingCommands } from '../integration/engine/accounts/ask-everything.ts'
import { operatorRole, ssoProfile, ssoSession } from '../integration/engine/accounts/profile-world.ts'
import { filesBelow, leaks, practiceSecrets } from '../secrets.ts'
import { bridgeOf } from './bridge.ts'
import { type LaunchedApp, launchApp } from './launch.ts'
import { isAlive } from './processes.ts'
import { scratchFolder, until } from './scratch.ts'
import { printed } from '../prepared-accounts.ts'

/**
 * The app holds credentials in its memory when it crashes. Electron writes a memory dump only where
 * `crashReporter.start` was called, which Sluice never does; this is where that is seen.
 */
const folder = scratchFolder()
const { executable } = inject('packed')
const account = { kind: 'profile', profile: 'work' } as const
const region = 'us-west-2'

describe.each(['SIGSEGV', 'SIGABRT'] as const)(
  'the packed app that holds credentials and ends by %s',
  (signal) => {
    const own = join(folder, signal)
    const dataDir = join(own, 'data')
    const aws = join(own, 'aws')
    const events: AnyEvent[] = []
    const said = new Map<string, string>()
    let practice: PracticeConnection
    let app: LaunchedApp

    beforeAll(async () => {
      for (const name of ['data', 'aws', 'tmp', 'home']) mkdirSync(join(own, name), { recursive: true })
      practice = await connectPractice(dataDir, printed('us-west-2'))
      const keys =
        `aws_access_key_id = ${practice.accessKeyId}\n` +
        `aws_secret_access_key = ${practice.secretAccessKey}`
      writeFileSync(
        join(aws, 'config'),
        `${ssoSession}[profile keys]\n${keys}\n[profile sso]\n${ssoProfile}` +
          `[profile work]\nsource_profile = sso\nrole_arn = ${operatorRole}\n`,
      )
      app = await launchApp(executable, {
        SLUICE_DATA_DIR: dataDir,
        AWS_CONFIG_FILE: join(aws, 'config'),
        AWS_SHARED_CREDENTIALS_FILE: join(aws, 'credentials'),
        AWS_ENDPOINT_URL: practice.endpoint,
        HOME: join(own, 'home'),
        TMPDIR: join(own, 'tmp'),
      })
    })
    afterAll(async () => {
      await app.close()
      practice.disconnect()
    })

    test('signs in by SSO, and tells no secret over its bridge', async () => {
      const bridge = await bridgeOf(app)
      bridge.onEvent((event) => events.push(event))
      const asked = app.request('accounts.identify', { account, region })
      const prompt = await until(
        () => app.request('prompts.list', {}),
        ([first]) => first !== undefined,
      )
      if (prompt[0]?.kind !== 'sso') throw new Error('The app did not ask for a sign-in.')
      await answerSignIn(prompt[0].url, 'allow')
      expect((await asked).arn).toContain('assumed-role/practice-operator/')
      // A process that is searched for the keys alone holds those as well.
      await app.request('accounts.identify', { account: { kind: 'profile', profile: 'keys' }, region })
      const draft = await app.request('deployments.plan', {
        experimentId: 'proxy-2017',
        account,
        scenarios: ['elb'],
      })
      const inputs = [
        {},
        { scenarios: ['elb'] },
        { accountId: null, region },
        { experimentId: 'proxy-2017' },
        { id: draft.id },
        { ids: [draft.id] },
        { account, region },
        { account },
      ]
      for (const [name, answer] of await askEverything(
        (name, input) => app.answer(name, input) as never,
        inputs,
      ))
        said.set(name, answer)
      expect(new Set([...said.keys()].map((name) => name.split(' ')[0]))).toEqual(new Set(lookingCommands))
      await expect
        .poll(() => events.map(({ name }) => name), { timeout: 5_000 })
        .toEqual(expect.arrayContaining(['prompt.opened']))
      // Nobody is asked again: what it signed in with is in its memory.
      expect(events.filter(({ name }) => name === 'prompt.opened')).toHaveLength(1)
      expect(leaks(secrets(), new Map([...said, ['events', JSON.stringify(events)]]))).toEqual([])
    })

    test('leaves no memory dump, and no secret in any of its files', async () => {
      process.kill(app.pid, signal)
      await app.ended
      expect(isAlive(app.pid)).toBe(false)
      const files = filesBelow(own, ['aws', 'data/practice'])
      const names = [...files.keys()].map((file) => file.slice(own.length + 1))
      expect(names).toEqual(expect.arrayContaining(['data/sluice.db']))
      expect(names.filter((name) => name.startsWith('data/window/')).length).toBeGreaterThan(5)
      expect(names.filter((name) => /\.(dmp|mdmp)$|(^|\/)core(\.\d+)?$/i.test(name))).toEqual([])
      expect(leaks(secrets(), files)).toEqual([])
    })

    const secrets = () =>
      practiceSecrets(join(dataDir, 'practice', 'state')).set('the secret key', practice.secretAccessKey)
  },
)
