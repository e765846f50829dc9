import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { call } from '../../../../electron/cli/session.ts'
import type { Account } from '../../../../shared/account.ts'
import { startIn } from '../../../e2e/sluice-command.ts'
import { filesBelow, leaks, practiceSecrets, type Secrets } from '../../../secrets.ts'
import { askEverything, lookingCommands } from './ask-everything.ts'
import {
  mfaDevice,
  mfaRole,
  openProfileWorld,
  type ProfileWorld,
  ssoProfile,
  ssoSession,
  webRole,
} from './profile-world.ts'
import { planShort, runsToItsEnd } from './short-run.ts'
import { answerSignIn } from './sign-in-page.ts'

/**
 * Secrets that can be told apart, in every place that credentials come from; then everything is looked
 * through that Sluice writes and says.
 */
let world: ProfileWorld
const planted = new Map<string, string>()
/** Where Sluice has said something → what. */
const said = new Map<string, string>()
let mfaCode = ''

const region = 'us-west-2'
const profile = (name: string): Account => ({ kind: 'profile', profile: name })
const names = [
  'in-config',
  'in-credentials',
  'by-process',
  'broken-process',
  'wrong',
  'by-web',
  'by-sso',
  'work',
]
const accounts: Account[] = [...names.map(profile), { kind: 'environment' }]

async function sessionKeys(place: string): Promise<string> {
  const { text, secrets } = await world.sessionKeys(3600)
  for (const [index, secret] of secrets.entries())
    planted.set(`${index === 0 ? 'the secret key' : 'the session token'} of ${place}`, secret)
  return text
}

beforeAll(async () => {
  world = await openProfileWorld()
  planted.set('the secret key in config', world.practice.secretAccessKey)
  planted.set('a secret key that is wrong', 'planted/wrong+secret/key+0123456789abcdef')
  planted.set('the secret of a process that fails', 'planted-secret-of-a-failing-process')
  planted.set('what a process prints that fails', 'planted-password-that-was-printed')
  const fileKeys = await sessionKeys('the credentials file')
  const [id = '', secret = '', token = ''] = (await sessionKeys('a process'))
    .split('\n')
    .map((line) => line.split(' = ')[1] ?? '')
  const environment = (await sessionKeys('the environment'))
    .split('\n')
    .map((line) => line.split(' = ')[1] ?? '')
  const [AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN] = environment
  const web = await world.webIdentity()
  planted.set('the web identity token', web.token)
  const printed = JSON.stringify({
    Version: 1,
    AccessKeyId: id,
    SecretAccessKey: secret,
    SessionToken: token,
  })
  const script = 'planted-secret-of-a-failing-process'
  world.profiles(
    [
      `${ssoSession}[profile in-config]\nKEYS`,
      `[profile by-process]\ncredential_process = echo '${printed}'`,
      '[profile broken-process]',
      `credential_process = sh -c 'echo planted-password-that-was-printed >&2; exit 1' ${script}`,
      `[profile wrong]\naws_access_key_id = ${world.practice.accessKeyId}`,
      `aws_secret_access_key = ${planted.get('a secret key that is wrong')}`,
      `[profile by-web]\nrole_arn = ${webRole}\nweb_identity_token_file = ${web.file}`,
      `[profile by-sso]\n${ssoProfile}`,
      `[profile work]\nsource_profile = by-sso\nrole_arn = ${mfaRole}\nmfa_serial = ${mfaDevice}\n`,
    ].join('\n'),
  )
  writeFileSync(join(world.dataDir, 'aws', 'credentials'), `[in-credentials]\n${fileKeys}\n`)
  Object.assign(process.env, { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN })
})
afterAll(() => world.end())

/** A person who signs in wherever it is asked for. @returns stops */
function answering(): () => void {
  return world.engine.onEvent((event) => {
    if (event.name !== 'prompt.opened') return
    const { data: prompt } = event
    if (prompt.kind === 'sso') void answerSignIn(prompt.url, 'allow')
    if (prompt.kind === 'mfa')
      void world.mfaCode().then((code) => {
        mfaCode = code
        return call(world.engine, 'prompts.answer', { kind: 'code', id: prompt.id, code })
      })
  })
}

/** The command line, with the same files and environment. @returns all that it prints */
async function cli(...args: string[]): Promise<string> {
  const { stdout, stderr } = await startIn(world.dataDir, args).ended
  return stdout + stderr
}

test('every source of credentials is used, and everything is asked', { timeout: 240_000 }, async () => {
  const stop = answering()
  const { engine } = world
  for (const account of accounts) {
    const answer = await engine.dispatch('accounts.identify', { account, region })
    said.set(`identify ${JSON.stringify(account)}`, JSON.stringify(answer))
    const works =
      account.kind === 'environment' ||
      !['broken-process', 'wrong'].includes(account.kind === 'profile' ? account.profile : '')
    expect([account, answer.ok]).toEqual([account, works])
  }
  const { id } = await planShort(engine, 2)
  await call(engine, 'experiments.run', { id, accountId: '123456789012' })
  await runsToItsEnd(engine, id)
  const [run] = await call(engine, 'runs.list', {})
  const draft = await planShort(engine, 1)
  const places = accounts.flatMap((account) => [{ account, region }, { account }])
  const ids = [id, draft.id, run?.id ?? ''].map((id) => ({ id }))
  const answers = await askEverything(engine.dispatch, [
    {},
    { scenarios: ['elb'] },
    { accountId: null, region },
    { experimentId: 'proxy-2017' },
    { ids: [run?.id ?? ''] },
    ...ids,
    ...places,
  ])
  expect(new Set([...answers.keys()].map((asked) => asked.split(' ')[0]))).toEqual(new Set(lookingCommands))
  for (const [asked, answer] of answers) said.set(asked, answer)
  stop()
  said.set('events', JSON.stringify(world.events))
  const lines = [
    ...['in-credentials', 'broken-process', 'wrong', 'by-web', 'environment'].map((name) => [
      'doctor',
      '--account',
      name,
    ]),
    ['runs', '--json'],
    ['show', run?.id ?? ''],
    ['export', run?.id ?? ''],
    ['deployments', '--json'],
    ['receipt', id],
    ['policy'],
    ['run', 'proxy-2017', '--account', 'wrong', '--yes'],
  ]
  // All at once: most of them wait for the account.
  await Promise.all(lines.map(async (args) => said.set(`sluice ${args.join(' ')}`, await cli(...args))))
  expect(said.get('sluice export ' + (run?.id ?? ''))).toContain('"trials"')
})

test('no secret is in a file, an event, an answer or on the terminal', () => {
  const given: Secrets = new Map([...planted, ...practiceSecrets(join(world.dataDir, 'practice', 'state'))])
  const kinds = [...given.keys()].map((name) => /^\S+ of (\S+)\//.exec(name)?.[1] ?? 'planted')
  expect(new Set(kinds)).toEqual(
    new Set(['planted', 'session', 'sso-client', 'sso-device', 'sso-token', 'web-identity']),
  )
  // The person's own files, and the practice account, which is AWS here.
  const files = filesBelow(world.dataDir, ['aws', 'practice'])
  expect([...files.keys()].map((file) => file.slice(world.dataDir.length + 1))).toEqual(
    expect.arrayContaining(['sluice.db']),
  )
  const places = new Map([...files, ...said])
  expect(leaks(given, places)).toEqual([])
  // Six digits may stand anywhere by chance, but not alone and between quotes.
  expect(mfaCode).toMatch(/^\d{6}$/)
  expect([...places].filter(([, text]) => text.includes(`"${mfaCode}"`)).map(([place]) => place)).toEqual([])
})
