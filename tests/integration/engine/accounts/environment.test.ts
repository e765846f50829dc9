import { writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { call } from '../../../../electron/cli/session.ts'
import { openProfileWorld, type ProfileWorld, webRole } from './profile-world.ts'

let world: ProfileWorld
beforeEach(async () => {
  world = await openProfileWorld()
})
afterEach(() => world.end())

const region = 'us-west-2'
const identify = (kind: 'profile' | 'environment') =>
  call(world.engine, 'accounts.identify', {
    account: kind === 'profile' ? { kind, profile: 'work' } : { kind },
    region,
  })
const arn = /^arn:aws:sts::123456789012:assumed-role\/practice-web\//

describe('a web identity', () => {
  test('of a profile, which leads to the endpoint of the profile', async () => {
    const { file } = await world.webIdentity()
    // Without it in the environment: the SDK itself would follow that.
    delete process.env['AWS_ENDPOINT_URL']
    process.env['AWS_ENDPOINT_URL_STS'] = 'http://127.0.0.1:9'
    world.profiles(
      `[profile work]\nendpoint_url = ${world.practice.endpoint}\n` +
        `role_arn = ${webRole}\nweb_identity_token_file = ${file}\n`,
    )
    expect(await identify('profile')).toMatchObject({
      arn: expect.stringMatching(arn),
      endpointFrom: 'endpoint_url of the profile',
    })
  })

  test(
    'of the environment; its file is read again when the credentials end',
    { timeout: 60_000 },
    async () => {
      const { file } = await world.webIdentity()
      Object.assign(process.env, { AWS_WEB_IDENTITY_TOKEN_FILE: file, AWS_ROLE_ARN: webRole })
      world.faults({ sessionSeconds: 2 })
      expect(await identify('environment')).toMatchObject({
        arn: expect.stringMatching(arn),
        endpointFrom: 'AWS_ENDPOINT_URL',
      })
      await world.webIdentity()
      expect((await identify('environment')).arn).toMatch(arn)
      const listed = await call(world.engine, 'accounts.list', {})
      expect(listed.find(({ account }) => account.kind === 'environment')?.source).toBe('web identity')
    },
  )

  test('that has ended, or is nobody’s, is refused in words', async () => {
    const { file } = await world.webIdentity(0.001)
    world.profiles(`[profile work]\nrole_arn = ${webRole}\nweb_identity_token_file = ${file}\n`)
    await expect(identify('profile')).rejects.toThrow(
      /"work" gives no credentials: The web identity token has expired/,
    )
    writeFileSync(file, 'a guess')
    await expect(identify('profile')).rejects.toThrow(
      /The web identity token is not one of the practice account/,
    )
    const { file: good } = await world.webIdentity()
    world.profiles(`[profile work]\nrole_arn = ${webRole}s\nweb_identity_token_file = ${good}\n`)
    await expect(identify('profile')).rejects.toThrow(
      /Not authorized to perform sts:AssumeRoleWithWebIdentity/,
    )
  })
})

describe('keys of the environment', () => {
  test('of a user', async () => {
    const { accessKeyId, secretAccessKey } = world.practice
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey })
    expect((await identify('environment')).arn).toBe('arn:aws:iam::123456789012:user/practice')
  })

  test('of a session', async () => {
    const values = (await world.sessionKeys(900)).text.split('\n').map((line) => line.split(' = ')[1])
    const [AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN] = values
    Object.assign(process.env, { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN })
    expect((await identify('environment')).arn).toContain('assumed-role/practice-operator/')
  })
})
