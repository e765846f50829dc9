import { expect, test } from 'vitest'
import { call, until } from '../../../electron/cli/session.ts'
import { mostOfTrial } from '../../../electron/engine/runs/function-times.ts'
import type { Run } from '../../../shared/run.ts'
import { usePracticeEngine } from '../../practice-engine.ts'

const account = usePracticeEngine()
const load = { durationSec: 1, rounds: 1, light: true, leadIn: { kind: 'load', seconds: 0 } } as const

/** A run on a deployment that stays. @returns it when it is over */
async function measured(deploymentId: string): Promise<Run> {
  await account.inPhase(deploymentId, ['ready'])
  const { id } = await call(account.engine, 'runs.start', { deploymentId, load })
  const ask = async () => (await call(account.engine, 'runs.get', { id })).run
  return until(account.engine, ask, ({ status }) => status !== 'running')
}

test(
  'a run keeps what Lambda bills by its reports, or why it does not know it',
  { timeout: 300_000 },
  async () => {
    const plan = { experimentId: 'proxy-2017', scenarios: ['elb', 'lambda-512'], paths: ['/'], load }
    const { id } = await call(account.engine, 'deployments.plan', plan)
    await call(account.engine, 'experiments.run', { id })
    expect(await account.inPhase(id, ['ready', 'removed', 'stranded'])).toMatchObject({ phase: 'ready' })
    const [first] = await call(account.engine, 'runs.list', {})
    if (first === undefined) throw new Error('There is no run.')
    expect(first.status).toBe('succeeded')
    expect(first.functionTimes).toEqual({
      'lambda-512': {
        source: 'report-lines',
        load: 'light',
        invocations: expect.any(Number) as number,
        billedMs: expect.any(Number) as number,
        memoryMb: 512,
      },
    })
    const { trials } = await call(account.engine, 'runs.get', { id: first.id })
    const time = first.functionTimes?.['lambda-512']
    const [light] = trials.filter((trial) => trial.scenarioId === 'lambda-512' && trial.load === 'light')
    if (time?.source !== 'report-lines' || !light?.result) throw new Error('Nothing was measured.')
    // Of the trial alone: neither its lead-in nor the busy connections count.
    const most = Math.min(light.result.requests, mostOfTrial)
    expect(time.invocations).toBeLessThanOrEqual(most + 1)
    expect(time.invocations).toBeGreaterThan(most * 0.8)
    // A client waits longer; what is billed is rounded up by half a millisecond on average.
    expect(time.billedMs - 1).toBeLessThan((light.result.latencyUs.measured.mean ?? 0) / 1000)
    expect(time.billedMs).toBeGreaterThan(1)

    account.switchOn({ denied: ['logs:FilterLogEvents'] })
    const denied = await measured(id)
    expect(denied).toMatchObject({
      status: 'succeeded',
      functionTimes: { 'lambda-512': { source: 'client-latency', why: 'denied' } },
    })

    account.switchOn({ logDeliveryMs: 3_600_000 })
    expect((await measured(id)).functionTimes).toEqual({
      'lambda-512': { source: 'client-latency', why: 'not-delivered' },
    })
    account.switchOn({})
    await account.emptyInTheEnd(id)
  },
)
