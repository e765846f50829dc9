import { afterEach, beforeEach, expect, test } from 'vitest'
import { call, until } from '../../electron/cli/session.ts'
import { createEngine } from '../../electron/engine/engine.ts'
import { openSluice, type Sluice } from './sluice-command.ts'

let sluices: Sluice[]
beforeEach(() => {
  sluices = [openSluice(), openSluice()]
})
afterEach(async () => {
  for (const sluice of sluices) await sluice.end()
})

/** What a data folder holds of its only run, without what differs from run to run: ids, times and figures. */
async function rowsOf({ dataDir }: Sluice) {
  const engine = createEngine({ dataDir })
  try {
    const [deployment] = await call(engine, 'deployments.list', {})
    const [run] = await call(engine, 'runs.list', {})
    const { trials } = await call(engine, 'runs.get', { id: run?.id ?? '' })
    const { phase, afterwards, provenance, scenarios, options, plan, capUsd, lifetimeMs, failure, stacks } =
      deployment ?? {}
    return {
      deployment: { phase, afterwards, provenance, scenarios, options, plan, capUsd, lifetimeMs, failure },
      stacks: stacks?.map(({ kind, scenarioId, status, billables }) => [kind, scenarioId, status, billables]),
      isReceiptThere: deployment?.receipt !== null,
      run: [run?.status, run?.seed, run?.load, run?.rule, run?.paths, run?.scenarios, run?.predictions],
      trials: trials.map((trial) => ({ ...trial, runId: null, reason: null, result: null })),
    }
  } finally {
    await engine.close()
  }
}

test(
  'the same experiment gives the same rows from the command line and from a host of the engine',
  { timeout: 180_000 },
  async () => {
    const [first, second] = sluices
    if (first === undefined || second === undefined) throw new Error('no data folders')
    const args =
      '--preset exact --scenario elb --path / --path /child/random.txt --duration 1s --rounds 1 --lead-in 0s'
    const running = first.run(['run', 'proxy-2017', ...args.split(' '), '--seed', '7'])

    const engine = createEngine({ dataDir: second.dataDir })
    const { id } = await call(engine, 'experiments.run', {
      choices: {
        experimentId: 'proxy-2017',
        scenarios: ['elb'],
        paths: ['/', '/child/random.txt'],
        load: { durationSec: 1, rounds: 1, leadIn: { kind: 'load', seconds: 0 } },
        afterwards: 'tear-down',
        seed: 7,
      },
    })
    const ask = () => call(engine, 'deployments.get', { id })
    await until(engine, ask, ({ phase }) => ['ready', 'removed', 'stranded'].includes(phase))
    await engine.close()
    const ended = await running
    expect(ended.code, ended.stderr).toBe(0)

    const rows = await rowsOf(first)
    expect(rows).toMatchObject({ deployment: { phase: 'removed', failure: null }, isReceiptThere: true })
    expect(rows.trials).toHaveLength(2)
    expect(await rowsOf(second)).toEqual(rows)
  },
)
