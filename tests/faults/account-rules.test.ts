import { GetRoleCommand, ListRolesCommand } from '@aws-sdk/client-iam'
import { DescribeVolumesCommand } from '@aws-sdk/client-ec2'
import type { z } from 'zod'
import { describe, expect, test } from 'vitest'
import { call } from '../../electron/cli/session.ts'
import type { faultsSchema } from '../../electron/practice/faults.ts'
import { settled, usePracticeEngine } from '../practice-engine.ts'
import { liveStacks } from './killed-run.ts'

/**
 * What an organisation or AWS itself demands of an account: rates, encryption, boundaries, no public access.
 * Each is complied with, or refused with a clear message, and the account is empty in the end.
 */
const account = usePracticeEngine()
const { switchOn, asSomebodyElse, inPhase, plan, start, emptyInTheEnd } = account

async function measured(id: string): Promise<void> {
  const { phase, failure } = await inPhase(id, settled)
  expect([phase, failure]).toEqual(['ready', null])
  expect((await call(account.engine, 'runs.list', {}))[0]?.status).toBe('succeeded')
}

async function reasonsOf(id: string): Promise<string> {
  const activities = await call(account.engine, 'activities.list', { deploymentId: id })
  return activities.map(({ message }) => message).join('\n')
}

describe('is complied with', () => {
  test('the rates of API Gateway, with four REST APIs', { timeout: 240_000 }, async () => {
    const id = await start(1, { scenarios: ['elb', 'lambda-256', 'lambda-512', 'lambda-1024', 'http-proxy'] })
    await measured(id)
    await emptyInTheEnd(id)
    const told = await reasonsOf(id)
    expect(told).toMatch(/Creating 4 REST APIs one after another/)
    expect(told).toMatch(/Deleting 4 REST APIs one after another/)
    expect(told).not.toMatch(/Too Many Requests/)
  })

  test.each(['customer-key', 'demanded'] as const)(
    'a rule about the encryption of volumes: %s',
    { timeout: 120_000 },
    async (volumeEncryption) => {
      switchOn({ volumeEncryption })
      const id = await start(1)
      await measured(id)
      const { Volumes = [] } = await asSomebodyElse(({ ec2 }) => ec2.send(new DescribeVolumesCommand({})))
      expect(Volumes.map(({ Encrypted }) => Encrypted)).toEqual([true, true])
      await emptyInTheEnd(id)
    },
  )

  test('a permissions boundary of every role, where it was chosen', { timeout: 120_000 }, async () => {
    switchOn({ roleBoundary })
    const id = await start(1, { roleBoundary })
    await measured(id)
    const roles = await asSomebodyElse(async ({ iam }) => {
      const { Roles = [] } = await iam.send(new ListRolesCommand({ PathPrefix: `/sluice/${id}/` }))
      return Promise.all(Roles.map(({ RoleName }) => iam.send(new GetRoleCommand({ RoleName }))))
    })
    expect(roles.length).toBeGreaterThanOrEqual(4)
    for (const { Role } of roles) expect(Role?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(roleBoundary)
    await emptyInTheEnd(id)
  })
})

const roleBoundary = 'arn:aws:iam::123456789012:policy/organization/developers'

describe('is refused in clear words', () => {
  test('roles without the permissions boundary of an organisation', { timeout: 120_000 }, async () => {
    switchOn({ roleBoundary })
    // Without the boundary the simulation says that roles are probably not allowed.
    const id = await start(1, {}, ['permissions'])
    const { failure } = await inPhase(id, ['removed', 'stranded'])
    expect(failure).toMatchObject({
      stack: `sluice-${id}-guard`,
      reason: expect.stringMatching(/iam:CreateRole/),
    })
    await emptyInTheEnd(id)
  })

  test.each(['block-bidirectional', 'block-ingress'] as const)(
    'VPC Block Public Access in the mode %s, before anything is created',
    { timeout: 60_000 },
    async (blockPublicAccess) => {
      switchOn({ blockPublicAccess })
      const refused = await start(1).catch((thrown: unknown) => thrown)
      expect(refused).toMatchObject({ code: 'preflight' })
      expect(String(refused)).toMatch(
        new RegExp(`public access: VPC Block Public Access \\(${blockPublicAccess}\\) is on in us-west-2`),
      )
      expect(await liveStacks(account.dataDir)).toEqual([])
    },
  )
})

describe('is told beforehand', () => {
  const findingsOf = async (faults: z.input<typeof faultsSchema>): Promise<Record<string, string>> => {
    switchOn(faults)
    const { checks } = await call(account.engine, 'preflight.check', { id: await plan(1) })
    return Object.fromEntries(checks.map(({ name, finding }) => [name, finding]))
  }

  test('that HTTP and WebSocket APIs share the throttle', { timeout: 60_000 }, async () => {
    const findings = await findingsOf({ foreign: { httpApis: 2, webSocketApis: 1 } })
    expect(findings['shared limits']).toMatch(
      /0 other REST APIs, 3 HTTP or WebSocket APIs and 0 other functions/,
    )
  })

  test('what AWS Config charges where it records', { timeout: 60_000 }, async () => {
    const findings = await findingsOf({ configRecorder: true })
    expect(findings['AWS Config']).toMatch(/records what is created .* \d+ resources.* \$0\.\d\d/)
  })
})
