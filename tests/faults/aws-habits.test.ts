import { DeleteSecurityGroupCommand, DeleteVpcEndpointsCommand } from '@aws-sdk/client-ec2'
import { describe, expect, test } from 'vitest'
import { deleteStack } from '../../electron/engine/aws/stacks.ts'
import { call, until } from '../../electron/cli/session.ts'
import type { Deployment } from '../../shared/deployment.ts'
import { settled, usePracticeEngine } from '../practice-engine.ts'
import { liveStacks } from './killed-run.ts'

/** What AWS does as a matter of course, and what others do in an account. */
const account = usePracticeEngine()
const { switchOn, asSomebodyElse, inPhase, plan, start, emptyInTheEnd } = account

describe('a run and its removal', () => {
  test(
    'an agent that sleeps, since it was started before its role was there',
    { timeout: 120_000 },
    async () => {
      switchOn({ agentSleeps: true })
      const id = await start(1)
      expect((await inPhase(id, settled)).phase).toBe('ready')
      await emptyInTheEnd(id)
    },
  )

  test(
    'a scenario with a function that cannot be made: what costs money is gone at once',
    { timeout: 180_000 },
    async () => {
      // A rollback would keep everything for that long.
      switchOn({ createFailed: ['AWS::ApiGateway::Stage'], interfaceLingerMs: 40_000 })
      const id = await start(1)
      const ended = await inPhase(id, ['removed', 'stranded'])
      expect(ended.failure).toMatchObject({ stack: `sluice-${id}-lambda-256`, resource: 'Stage' })
      const steps = await call(account.engine, 'deployments.steps', { id, afterSeq: 0 })
      const failedAtMs = steps.find(({ status }) => status === 'CREATE_FAILED')?.atMs ?? 0
      expect((ended.billingStoppedAtMs ?? Infinity) - failedAtMs).toBeLessThan(25_000)
      expect(steps.map(({ status }) => status)).not.toContain('ROLLBACK_IN_PROGRESS')
      await emptyInTheEnd(id)
    },
  )

  test('a guard stack that rolls back, and is deleted only then', { timeout: 120_000 }, async () => {
    switchOn({ createFailed: ['SwitchSchedules'] })
    const id = await start(1)
    const ended = await inPhase(id, ['removed', 'stranded'])
    expect(ended.failure).toMatchObject({ stack: `sluice-${id}-guard`, resource: 'SwitchSchedules' })
    await emptyInTheEnd(id)
  })

  test('a stack that somebody else deletes while it is made', { timeout: 120_000 }, async () => {
    const id = await start(1)
    const name = `sluice-${id}-backend`
    await until(
      account.engine,
      () => call(account.engine, 'deployments.get', { id }),
      ({ stacks }) => stacks.some((stack) => stack.name === name && stack.status === 'CREATE_IN_PROGRESS'),
    )
    await asSomebodyElse((aws) => deleteStack(aws, name, { token: 'somebody-else' }))
    const ended = await inPhase(id, ['removed', 'stranded'])
    expect(ended.failure).toMatchObject({
      stack: name,
      reason: expect.stringMatching(/backend was deleted, and not by this Sluice/),
    })
    await emptyInTheEnd(id)
  })

  describe('what GuardDuty has put into the VPC', () => {
    async function strandedByGuardDuty(): Promise<Deployment> {
      switchOn({ foreignInterface: true })
      const id = await start(1)
      await inPhase(id, ['ready'])
      await call(account.engine, 'deployments.remove', { id })
      const stranded = await inPhase(id, ['removed', 'stranded'])
      expect(stranded.phase).toBe('stranded')
      expect(stranded.billingStoppedAtMs).not.toBeNull()
      expect(stranded.removalFailure?.stack).toBe(`sluice-${id}-base`)
      for (const part of [
        /has dependencies and cannot be deleted/,
        /vpce-\w+ \(endpoint of com\.amazonaws\.us-west-2\.guardduty-data, made by GuardDuty, free\)/,
        /sg-\w+ \(security group GuardDutyManagedSecurityGroup-vpc-/,
      ])
        expect(stranded.removalFailure?.reason).toMatch(part)
      return stranded
    }

    test(
      'is warned of, named, and the removal goes on when somebody has deleted it',
      { timeout: 240_000 },
      async () => {
        const { id, removalFailure } = await strandedByGuardDuty()
        const next = await plan(1)
        const { checks } = await call(account.engine, 'preflight.check', { id: next })
        expect(checks.find(({ name }) => name === 'GuardDuty')).toMatchObject({ outcome: 'warning' })
        const named = removalFailure?.reason ?? ''
        const [endpoint = '', group = ''] = named.match(/vpce-\w+|sg-\w+(?= \(security)/g) ?? []
        await asSomebodyElse(async ({ ec2 }) => {
          await ec2.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds: [endpoint] }))
          await ec2.send(new DeleteSecurityGroupCommand({ GroupId: group }))
        })
        await call(account.engine, 'deployments.remove', { id })
        await emptyInTheEnd(id)
      },
    )

    test('can be left behind with the VPC', { timeout: 480_000 }, async () => {
      const { id } = await strandedByGuardDuty()
      for (let round = 1; round <= 6; round += 1) {
        const { phase, removalFailure } = await inPhase(id, ['removed', 'stranded'])
        if (phase === 'removed') break
        const { stack, resources = [] } = removalFailure ?? {}
        expect(resources).not.toEqual([])
        await call(account.engine, 'deployments.retain', { id, retained: { [stack ?? '']: resources } })
      }
      const { phase, receipt } = await call(account.engine, 'deployments.get', { id })
      expect(phase).toBe('removed')
      expect(receipt?.leftBehind).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^vpc-/),
          expect.stringMatching(/^vpce-\w+ \(endpoint of .* made by GuardDuty/),
          expect.stringMatching(/^sg-\w+ \(security group GuardDuty/),
        ]),
      )
      expect(await liveStacks(account.dataDir)).toEqual([])
    })
  })
})
