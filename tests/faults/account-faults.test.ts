import { existsSync } from 'node:fs'
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { describe, expect, test } from 'vitest'
import { deleteStack } from '../../electron/engine/aws/stacks.ts'
import { call } from '../../electron/cli/session.ts'
import type { Faults } from '../../electron/practice/faults.ts'
import { settled, usePracticeEngine } from '../practice-engine.ts'
import { liveStacks } from './killed-run.ts'

/**
 * Where each fault of the practice account is played: a new one does not compile until it has its place
 * here.
 */
const played: Record<keyof Faults, string> = {
  agentSleeps: 'tests/faults/aws-habits.test.ts',
  blockPublicAccess: 'tests/faults/account-rules.test.ts',
  clockSkewMs: 'here',
  configRecorder: 'tests/faults/account-rules.test.ts',
  createFailed: 'here',
  deleteFailed: 'here',
  denied: 'here',
  foreign: 'here',
  functionErrors: 'tests/faults/app/broken-runs.test.ts',
  foreignInterface: 'tests/faults/aws-habits.test.ts',
  interfaceLingerMs: 'here',
  lambdaConcurrency: 'here',
  lostInstances: 'here',
  logDeliveryMs: 'tests/integration/engine/function-times.test.ts',
  missingStatements: 'tests/faults/missing-statements.test.ts',
  noExpressMode: 'here',
  originDelayMs: 'here',
  quotas: 'here',
  roleBoundary: 'tests/faults/account-rules.test.ts',
  roleReadyMs: 'here',
  serverErrors: 'here',
  sessionSeconds: 'tests/integration/engine/accounts/profiles.test.ts',
  signInCodeSeconds: 'tests/integration/engine/accounts/sso.test.ts',
  ssoSeconds: 'tests/integration/engine/accounts/sso.test.ts',
  slowSsmMs: 'here',
  throttle: 'here',
  throttleBursts: 'here',
  volumeEncryption: 'tests/faults/account-rules.test.ts',
  vpcLinkLingerMs: 'tests/faults/door-faults.test.ts',
  zonesWithoutVpcLinks: 'tests/integration/practice/front-doors.test.ts',
}

/** What an account does to a run in the middle of it: each ends in a clear message and an empty account. */
const account = usePracticeEngine()
const { switchOn, asSomebodyElse, terminate, inPhase, inMidRun, start, emptyInTheEnd } = account

describe('is outlasted', () => {
  test(
    'bursts of throttling, and faults of the services before and after their effect',
    { timeout: 240_000 },
    async () => {
      switchOn({ throttleBursts: { everyMs: 5_000, forMs: 1_200 }, serverErrors: 0.05 })
      const id = await start()
      expect((await inPhase(id, settled)).phase).toBe('ready')
      const [run] = await call(account.engine, 'runs.list', {})
      expect(run?.status).toBe('succeeded')
      await emptyInTheEnd(id)
    },
  )

  test('interfaces that stay for long', { timeout: 120_000 }, async () => {
    switchOn({ interfaceLingerMs: 12_000 })
    const id = await start(1)
    await inPhase(id, settled)
    const removed = await emptyInTheEnd(id)
    expect(removed.changedAtMs - (removed.billingStoppedAtMs ?? 0)).toBeGreaterThan(5_000)
  })

  test('a deletion that fails twice', { timeout: 120_000 }, async () => {
    switchOn({ deleteFailed: [{ resource: 'LoadBalancer', times: 2 }] })
    const id = await start(1)
    await inPhase(id, settled)
    await emptyInTheEnd(id)
  })

  test('roles that no service can assume for a while', { timeout: 120_000 }, async () => {
    switchOn({ roleReadyMs: 4_000 })
    const id = await start(1)
    expect((await inPhase(id, settled)).phase).toBe('ready')
    await emptyInTheEnd(id)
  })

  test('a Region that does not know EXPRESS deletion', { timeout: 120_000 }, async () => {
    switchOn({ noExpressMode: true })
    const id = await start(1)
    await inPhase(id, settled)
    await emptyInTheEnd(id)
  })

  test(
    'calls that are refused now and then, other people’s resources, and an origin that is slow',
    { timeout: 300_000 },
    async () => {
      switchOn({ throttle: 0.1, foreign: { restApis: 2, functions: 3, vpcs: 1 }, originDelayMs: 20 })
      const id = await start(1)
      expect((await inPhase(id, settled)).phase).toBe('ready')
      expect((await call(account.engine, 'runs.list', {}))[0]?.status).toBe('succeeded')
      await emptyInTheEnd(id)
    },
  )

  test(
    'a Lambda concurrency that is too small: the run tells that its answers were errors',
    { timeout: 120_000 },
    async () => {
      switchOn({ lambdaConcurrency: 1 })
      const id = await start(1)
      await inPhase(id, settled)
      const [run] = await call(account.engine, 'runs.list', {})
      const { trials } = await call(account.engine, 'runs.get', { id: run?.id ?? '' })
      const throttled = trials.find(({ scenarioId }) => scenarioId === 'lambda-256')
      expect(throttled).toMatchObject({ status: 'invalid', reason: expect.stringMatching(/error/i) })
      await emptyInTheEnd(id)
    },
  )

  test('commands that take long to start', { timeout: 300_000 }, async () => {
    switchOn({ slowSsmMs: 1_500 })
    const id = await start(1)
    expect((await inPhase(id, settled)).phase).toBe('ready')
    await emptyInTheEnd(id)
  })
})

describe('ends in a clear message and an empty account', () => {
  test('a stack that somebody else deletes in mid-run', { timeout: 120_000 }, async () => {
    const id = await start(40)
    await inMidRun(id)
    await asSomebodyElse((aws) => deleteStack(aws, `sluice-${id}-load-generator`, { token: 'somebody-else' }))
    const ended = await inPhase(id, ['removed', 'stranded'])
    expect(ended.failure?.reason).toMatch(
      /stack sluice-\w+-load-generator was deleted, and not by this Sluice/,
    )
    await emptyInTheEnd(id)
    expect((await call(account.engine, 'runs.list', {}))[0]).toMatchObject({ status: 'failed' })
  })

  test('a stack of a ready deployment that somebody else deletes', { timeout: 120_000 }, async () => {
    const id = await start(1)
    await inPhase(id, ['ready'])
    await asSomebodyElse((aws) => deleteStack(aws, `sluice-${id}-lambda-256`, { token: 'somebody-else' }))
    // What a start of the app does, and every half minute.
    await account.engine.recover()
    const ended = await inPhase(id, ['removed', 'stranded'])
    expect(ended.failure?.reason).toMatch(/lambda-256 was deleted, and not by this Sluice/)
    await emptyInTheEnd(id)
    expect((await call(account.engine, 'runs.list', {}))[0]).toMatchObject({ status: 'succeeded' })
  })

  test('a load generator that somebody else terminates in mid-run', { timeout: 120_000 }, async () => {
    const id = await start(40)
    await inMidRun(id)
    await terminate(id, 'LoadGeneratorInstanceId')
    const ended = await inPhase(id, ['removed', 'stranded'])
    expect(ended.failure?.reason).toMatch(
      /instance i-\w+ of sluice-\w+-load-generator was stopped or terminated/,
    )
    await emptyInTheEnd(id)
  })

  test('an origin that somebody else terminates in mid-run', { timeout: 300_000 }, async () => {
    const id = await start(6)
    await inMidRun(id)
    await terminate(id, 'OriginInstanceId')
    const ended = await inPhase(id, settled)
    expect(ended.failure?.reason).toMatch(
      /instance i-\w+ of sluice-\w+-backend was stopped or terminated, and not by this Sluice/,
    )
    await emptyInTheEnd(id)
    expect((await call(account.engine, 'runs.list', {}))[0]).toMatchObject({ status: 'failed' })
  })

  test('a load generator whose agent is lost in mid-run', { timeout: 600_000 }, async () => {
    const id = await start(40)
    await inMidRun(id)
    switchOn({ lostInstances: ['LoadGeneratorInstance'] })
    const ended = await inPhase(id, ['removed', 'stranded'])
    expect(ended.failure?.reason).toMatch(/took no command for 60 s .* its agent was lost/)
    await emptyInTheEnd(id)
  })

  test('a resource that cannot be made', { timeout: 120_000 }, async () => {
    switchOn({ createFailed: ['LoadBalancer'] })
    const id = await start(1)
    const ended = await inPhase(id, ['removed', 'stranded'])
    expect(ended.failure).toMatchObject({
      resource: 'LoadBalancer',
      reason: expect.stringMatching(/createFailed/),
    })
    await emptyInTheEnd(id)
  })

  test(
    'a resource that cannot be deleted, and that a person agrees to leave behind',
    { timeout: 300_000 },
    async () => {
      switchOn({ deleteFailed: [{ resource: 'FunctionLogs', times: 99 }] })
      const id = await start(1)
      await inPhase(id, ['ready'])
      await call(account.engine, 'deployments.remove', { id })
      const stranded = await inPhase(id, ['stranded'])
      expect(stranded.failure).toBeNull()
      expect(stranded.removalFailure).toMatchObject({
        stack: `sluice-${id}-lambda-256`,
        resource: 'FunctionLogs',
        resources: ['FunctionLogs'],
      })
      expect(stranded.removalFailure?.console).toMatch(
        /^https:\/\/us-west-2\.console\.aws\.amazon\.com\/cloudformation/,
      )
      await call(account.engine, 'deployments.retain', {
        id,
        retained: { [`sluice-${id}-lambda-256`]: ['FunctionLogs'] },
      })
      const { receipt } = await emptyInTheEnd(id, ['FunctionLogs'])
      const left = await asSomebodyElse(({ logs }) =>
        logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: `sluice-${id}` })),
      )
      expect(left.logGroups).toHaveLength(1)
      expect(receipt?.leftBehind).toEqual([left.logGroups?.[0]?.logGroupName])
    },
  )

  test(
    'a load balancer that cannot be deleted, left behind with all that hangs on it, step by step',
    { timeout: 480_000 },
    async () => {
      switchOn({ deleteFailed: [{ resource: 'LoadBalancer', times: 99 }] })
      const id = await start(1)
      await inPhase(id, ['ready'])
      await call(account.engine, 'deployments.remove', { id })
      const left: string[] = []
      for (let round = 1; round <= 8; round += 1) {
        const { phase, removalFailure, billingStoppedAtMs } = await inPhase(id, ['removed', 'stranded'])
        expect(billingStoppedAtMs).toBeNull()
        if (phase === 'removed') break
        const { stack, resources = [] } = removalFailure ?? {}
        expect(resources).not.toEqual([])
        expect(left).not.toEqual(expect.arrayContaining(resources))
        left.push(...resources)
        await call(account.engine, 'deployments.retain', { id, retained: { [stack ?? '']: resources } })
      }
      await emptyInTheEnd(id, left)
      expect(left.slice(0, 1)).toEqual(['LoadBalancer'])
      expect(left).toContain('Vpc')
    },
  )

  test('a load generator whose agent never takes commands', { timeout: 120_000 }, async () => {
    switchOn({ lostInstances: ['LoadGeneratorInstance'] })
    const id = await start(1)
    expect((await inPhase(id, ['removed', 'stranded'])).failure?.reason).toMatch(
      /did not register with Systems Manager within 30 s: its agent/,
    )
    await emptyInTheEnd(id)
  })

  test.each([
    ['a clock that is off', { clockSkewMs: 280_000 }, /clock: The clock of this computer is \d+ s slow/],
    ['a quota that is used up', { quotas: { 'L-F678F1CE': 1 } }, /VPCs: .*VPCs per Region/],
  ])('%s is refused before anything is created', { timeout: 60_000 }, async (_, faults, sentence) => {
    switchOn(faults)
    const refused = await start(1).catch((thrown: unknown) => thrown)
    expect(refused).toMatchObject({ code: 'preflight' })
    expect(String(refused)).toMatch(sentence)
    expect(await liveStacks(account.dataDir)).toEqual([])
  })

  test(
    'an account that allows too little is refused before anything is created',
    { timeout: 60_000 },
    async () => {
      switchOn({ denied: ['cloudformation:Create*', 'iam:CreateRole'] })
      const refused = await start(1).catch((thrown: unknown) => thrown)
      expect(refused).toMatchObject({ code: 'preflight' })
      expect(String(refused)).toMatch(/permissions: Denied to your credentials: cloudformation:CreateStack\./)
      switchOn({ denied: ['cloudformation:CreateStack', 'iam:CreateRole'] })
      const doubted = await start(1).catch((thrown: unknown) => thrown)
      expect(doubted).toMatchObject({ code: 'unconfirmed-checks' })
      expect(String(doubted)).toMatch(
        /Probably not allowed to your credentials: cloudformation:CreateStack, iam:CreateRole\./,
      )
      expect(await liveStacks(account.dataDir)).toEqual([])
    },
  )
})

test('every fault has its place', () => {
  expect(
    Object.values(played)
      .filter((place) => place !== 'here')
      .every((file) => existsSync(file)),
  ).toBe(true)
})
