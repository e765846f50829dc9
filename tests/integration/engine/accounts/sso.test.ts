import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { call } from '../../../../electron/cli/session.ts'
import { openProfileWorld, operatorRole, type ProfileWorld, ssoProfile, ssoSession } from './profile-world.ts'
import { promptOf } from './prompting.ts'
import { planShort } from './short-run.ts'
import { answerSignIn } from './sign-in-page.ts'

let world: ProfileWorld
beforeEach(async () => {
  world = await openProfileWorld()
})
afterEach(() => world.end())

const region = 'us-west-2'
const work = { kind: 'profile', profile: 'work' } as const
const identify = () => call(world.engine, 'accounts.identify', { account: work, region })
const prompt = () => promptOf(world.engine, 'sso')
const opened = () => world.events.filter(({ name }) => name === 'prompt.opened')

describe('a profile with an SSO session', () => {
  test(
    'shows a code and goes on when it is approved; then the token serves',
    { timeout: 60_000 },
    async () => {
      world.profiles(`${ssoSession}[profile work]\n${ssoProfile}`)
      const asked = identify()
      const { url, code, session, expiresAtMs } = await prompt()
      expect(code).toMatch(/^[A-Z]{4}-[A-Z]{4}$/)
      expect(url).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:\\d+/device\\?user_code=${code}$`))
      expect([session, expiresAtMs > Date.now() + 500_000]).toEqual(['practice', true])
      expect(await answerSignIn(url, 'allow')).toContain('Signed in')
      expect((await asked).arn).toMatch(
        /^arn:aws:sts::123456789012:assumed-role\/AWSReservedSSO_practice-sso_[0-9a-f]{16}\/practice$/,
      )
      // The role has a path, which its sessions do not tell and its permissions cannot be asked for without.
      const { id } = await planShort(world.engine)
      const { checks } = await call(world.engine, 'preflight.check', { id })
      expect(checks.find(({ name }) => name === 'permissions')).toMatchObject({ outcome: 'ok' })
      expect(opened()).toHaveLength(1)
      expect(await call(world.engine, 'prompts.list', {})).toEqual([])
    },
  )
})

test(
  'the older form of a profile, and a role over it, work as well, at the endpoint of the profile',
  { timeout: 60_000 },
  async () => {
    // What the environment says of single services is not obeyed; nobody listens there.
    for (const service of ['STS', 'SSO', 'SSO_OIDC'])
      process.env[`AWS_ENDPOINT_URL_${service}`] = 'http://127.0.0.1:9'
    delete process.env['AWS_ENDPOINT_URL']
    const endpoint = `endpoint_url = ${world.practice.endpoint}\n`
    const older =
      'sso_start_url = https://practice.awsapps.com/start\n' +
      'sso_region = us-west-2\nsso_account_id = 123456789012\nsso_role_name = practice-sso\n'
    world.profiles(
      [
        `[profile old]\n${older}`,
        `[profile work]\n${endpoint}source_profile = old\nrole_arn = ${operatorRole}\n`,
        `[profile other]\n${endpoint}source_profile = old\n`,
        'role_arn = arn:aws:iam::123456789012:role/nobodys\n',
      ].join(''),
    )
    const asked = identify()
    const { url, session } = await prompt()
    expect(session).toBe('https://practice.awsapps.com/start')
    await answerSignIn(url, 'allow')
    expect((await asked).arn).toContain('assumed-role/practice-operator/')

    const denied = call(world.engine, 'accounts.identify', {
      account: { kind: 'profile', profile: 'other' },
      region,
    })
    // Its sentence names the role of the sign-in, and is no reason to sign in again.
    await expect(denied).rejects.toThrow(/not authorized to perform: sts:AssumeRole/)
    expect(opened()).toHaveLength(1)
  },
)

test(
  'a role over an SSO session, asked for by several at once, asks the person once',
  { timeout: 60_000 },
  async () => {
    world.profiles(
      `${ssoSession}[profile sso]\n${ssoProfile}` +
        `[profile work]\nsource_profile = sso\nrole_arn = ${operatorRole}\n`,
    )
    const asked = [identify(), identify(), call(world.engine, 'accounts.regions', { account: work })]
    await answerSignIn((await prompt()).url, 'allow')
    await Promise.all(asked)
    expect(opened()).toHaveLength(1)
  },
)

describe('a sign-in that comes to nothing says why:', () => {
  beforeEach(() => world.profiles(`${ssoSession}[profile work]\n${ssoProfile}`))

  test('denied', { timeout: 60_000 }, async () => {
    const asked = identify()
    const { url } = await prompt()
    expect(await answerSignIn(url, 'deny')).toContain('Denied')
    await expect(asked).rejects.toMatchObject({
      code: 'credentials',
      message: 'Signing in to practice was denied in the browser.',
    })
    expect(await call(world.engine, 'prompts.list', {})).toEqual([])
  })

  test('given up; nothing is asked for afterwards', { timeout: 60_000 }, async () => {
    const asked = identify()
    const { id, url } = await prompt()
    await call(world.engine, 'prompts.answer', { kind: 'cancel', id })
    await expect(asked).rejects.toMatchObject({ code: 'credentials', message: 'Signing in was cancelled.' })
    await new Promise((wake) => setTimeout(wake, 2_500))
    await answerSignIn(url, 'allow')
    await new Promise((wake) => setTimeout(wake, 2_500))
    // An approved device that nobody asks for any more is never used.
    expect(world.state('sso-device/').map(({ answer }) => answer)).toEqual(['approved'])
    expect(world.state('sso-token/')).toEqual([])
  })

  test('not answered in time', { timeout: 60_000 }, async () => {
    world.faults({ signInCodeSeconds: 2 })
    await expect(identify()).rejects.toMatchObject({
      code: 'credentials',
      message: 'The code was not approved in time: sign in again.',
    })
    expect(await call(world.engine, 'prompts.list', {})).toEqual([])
  })

  test('no such start address', { timeout: 60_000 }, async () => {
    world.profiles(
      `${ssoSession.replace('practice.awsapps', 'another.awsapps')}[profile work]\n${ssoProfile}`,
    )
    await expect(identify()).rejects.toThrow(/sign in to practice.*The start URL of the practice account is/)
  })

  test('a role that the person was not given', { timeout: 60_000 }, async () => {
    world.profiles(`${ssoSession}[profile work]\n${ssoProfile.replace('practice-sso', 'admin')}`)
    const asked = identify()
    await answerSignIn((await prompt()).url, 'allow')
    await expect(asked).rejects.toThrow(/"work" gives no credentials: .*No access/)
    expect(opened()).toHaveLength(1)
  })
})
