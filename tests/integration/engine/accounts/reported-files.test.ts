import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { call } from '../../../../electron/cli/session.ts'
import { openProfileWorld, operatorRole, ssoSession, type ProfileWorld } from './profile-world.ts'

/** Cases that people have reported of other AWS tools, with the AWS files that they had. */
let world: ProfileWorld
beforeEach(async () => {
  world = await openProfileWorld()
})
afterEach(() => world.end())

const identify = (profile: string, region = 'us-west-2') =>
  call(world.engine, 'accounts.identify', { account: { kind: 'profile', profile }, region })
const listed = async () => (await call(world.engine, 'accounts.list', {})).map(({ title }) => title)
const file = (name: string) => join(world.dataDir, 'aws', name)
const keys = () => {
  const { accessKeyId, secretAccessKey } = world.practice
  return `aws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`
}

describe('the names of profiles', () => {
  test.each([
    ['Foo Bar', '[profile Foo Bar]'],
    ['Foo Bar', '[profile "Foo Bar"]'],
    ['büro', '[profile büro]'],
    ['prod(admin)', '[profile prod(admin)]'],
    ['Audit/AWSPowerUser', '[profile Audit/AWSPowerUser]'],
    ['100%', '[profile 100%]'],
    ['__proto__', '[profile __proto__]'],
  ])('%s in %s', async (name, heading) => {
    world.profiles(`${heading}\nregion = eu-central-1\n[profile other]\nKEYS\n`)
    // The keys of the same name, as `aws configure` writes them.
    writeFileSync(file('credentials'), `[${name}]\n${keys()}`)
    expect(await listed()).toEqual(expect.arrayContaining([name, 'other']))
    expect((await identify(name)).accountId).toBe('123456789012')
  })

  test('as the source of a role', async () => {
    world.profiles(
      `[profile Foo Bar]\nKEYS\n[profile work]\nrole_arn = ${operatorRole}\nsource_profile = Foo Bar\n`,
    )
    expect((await identify('work')).arn).toContain('assumed-role/practice-operator/')
  })

  test('other sections are no profiles', async () => {
    world.profiles(
      '[services prod]\ns3 =\n  endpoint_url = http://127.0.0.1:9\n[sso-session x]\n[profile a]\nKEYS\n',
    )
    expect(await listed()).toEqual(['Practice account', 'a'])
  })
})

describe('the files', () => {
  test.each(['utf16le', 'utf8'] as const)('in %s with a byte order mark', async (encoding) => {
    world.profiles('')
    writeFileSync(file('credentials'), Buffer.from(`\uFEFF[work]\r\n${keys()}`, encoding))
    expect((await identify('work')).accountId).toBe('123456789012')
  })

  test('indented as a whole, with a value left empty', async () => {
    world.profiles('')
    const lines = `region =\n${keys()}`.trim().replaceAll(/^/gm, '  ')
    writeFileSync(file('credentials'), `[work]\n${lines}\n`)
    expect((await identify('work')).accountId).toBe('123456789012')
  })

  test('names of settings in upper case', async () => {
    world.profiles('')
    writeFileSync(file('credentials'), `[work]\n${keys().replaceAll('aws_', 'AWS_')}`)
    expect((await identify('work')).accountId).toBe('123456789012')
  })

  test('that cannot be read are named, also where the other file has the profile', async () => {
    world.profiles('[profile work]\nKEYS\n')
    process.env['AWS_SHARED_CREDENTIALS_FILE'] = world.dataDir
    await expect(identify('work')).rejects.toThrow(`Your AWS file ${world.dataDir} is a folder and no file.`)
    process.env['AWS_SHARED_CREDENTIALS_FILE'] = file('credentials')
    writeFileSync(file('credentials'), Buffer.from('[b\u00FCro]\n', 'latin1'))
    await expect(identify('work')).rejects.toThrow('credentials is neither UTF-8 nor UTF-16 text.')
  })

  test('that are not there are named where no other has the profile', async () => {
    process.env['AWS_CONFIG_FILE'] = '$SLUICE_TEST_HOME/gone'
    process.env['SLUICE_TEST_HOME'] = world.dataDir
    await expect(identify('work')).rejects.toThrow(
      `There is no profile "work" in your AWS files (${world.dataDir}/gone, ${file('credentials')}).`,
    )
  })
})

describe('where calls go', () => {
  test('ignore_configured_endpoint_urls in the profile', async () => {
    delete process.env['AWS_ENDPOINT_URL']
    process.env['AWS_CA_BUNDLE'] = file('gone.pem')
    world.profiles(
      '[profile work]\nKEYS\nignore_configured_endpoint_urls = true\nendpoint_url = no web address\n',
    )
    // It is not looked at: the call stops at the next setting, before anything is sent to AWS.
    await expect(identify('work')).rejects.toThrow(/gone\.pem, which cannot be read/)
  })

  test('FIPS, in the environment or in the default profile, does not concern another endpoint', async () => {
    process.env['AWS_USE_FIPS_ENDPOINT'] = 'true'
    world.profiles('[default]\nuse_fips_endpoint = true\n[profile work]\nKEYS\n')
    expect((await identify('work')).accountId).toBe('123456789012')
    const practice = { account: { kind: 'practice' as const }, region: 'us-west-2' }
    expect((await call(world.engine, 'accounts.identify', practice)).accountId).toBe('123456789012')
  })

  test('the Region of the profile counts where none was chosen, before that of the experiment', async () => {
    world.profiles('[profile work]\nKEYS\nregion = eu-central-1\n')
    const choices = { experimentId: 'proxy-2017', account: { kind: 'profile' as const, profile: 'work' } }
    const plan = (more: object) => call(world.engine, 'deployments.plan', { ...choices, ...more })
    expect((await plan({})).region).toBe('eu-central-1')
    expect((await plan({ region: 'eu-west-1' })).region).toBe('eu-west-1')
    process.env['AWS_REGION'] = 'eu-north-1'
    expect((await plan({})).region).toBe('eu-north-1')
    const refused = call(world.engine, 'experiments.run', { choices })
    await expect(refused).rejects.toMatchObject({ details: { deployment: { region: 'eu-north-1' } } })
  })
})

describe('what leads to no credentials', () => {
  const sso = 'sso_account_id = 123456789012\nsso_role_name = practice-sso\n'

  test('an SSO session that no file has, or that lacks a setting', async () => {
    world.profiles(`[profile work]\nsso_session = nosession\n${sso}`)
    await expect(identify('work')).rejects.toThrow(/names an SSO session that is not in your AWS files/)
    world.profiles(`[profile work]\nsso_session = half\n${sso}[sso-session half]\nsso_region = eu-west-1\n`)
    await expect(identify('work')).rejects.toThrow(/sso_start_url or sso_region is missing/)
  })

  test.each(["'FOO BAR'", '"FOO BAR"', 'FOO BAR'])('[sso-session %s] is found', async (name) => {
    const session = ssoSession.replace('[sso-session practice]', `[sso-session ${name}]`)
    world.profiles(`${session}[profile work]\nsso_session = FOO BAR\n${sso}`)
    const asked = identify('work').catch((thrown: unknown) => thrown)
    await expect
      .poll(async () => (await call(world.engine, 'prompts.list', {})).map(({ kind }) => kind))
      .toEqual(['sso'])
    const [prompt] = await call(world.engine, 'prompts.list', {})
    await call(world.engine, 'prompts.answer', { kind: 'cancel', id: prompt?.id ?? '' })
    expect(String(await asked)).toContain('was cancelled')
  })

  test('a process that asks gets no input, and nothing of what it writes is shown', async () => {
    const program = `sh -c 'echo password: hunter2 >&2; read answer || exit 7'`
    world.profiles(`[profile work]\ncredential_process = ${program}\n`)
    const refused = await identify('work').catch((thrown: unknown) => String(thrown))
    expect(refused).toMatch(/"work" gives no credentials: its process ended with exit code 7/)
    expect(refused).not.toMatch(/hunter2|password/)
  })

  test('aws login', async () => {
    world.profiles('[profile work]\nlogin_session = arn:aws:iam::123456789012:user/me\n')
    await expect(identify('work')).rejects.toThrow(/Run `aws login --profile work`/)
  })
})
