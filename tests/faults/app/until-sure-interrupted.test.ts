import { afterEach, beforeEach, expect, test } from 'vitest'
import { call, until as ask } from '../../../electron/cli/session.ts'
import { createEngine, type Engine } from '../../../electron/engine/engine.ts'
import { assess } from '../../../shared/assessment.ts'
import { roundsOf } from '../../../shared/rounds.ts'
import type { Run, Trial } from '../../../shared/run.ts'
import { openSluice, type Sluice } from '../../e2e/sluice-command.ts'

/** A run until sure that something ends or interrupts says what its complete rounds alone would say. */
let sluice: Sluice
let engine: Engine | undefined
beforeEach(() => {
  sluice = openSluice()
})
afterEach(async () => {
  await engine?.close()
  engine = undefined
  await sluice.end()
})

const untilSure =
  'run proxy-2017 --scenario elb --scenario http-proxy --path / --duration 1s --lead-in 1s --no-light ' +
  '--until-sure --rounds'

const ofElb = { baseline: 'elb' }

/** What is kept of the one run, once it has ended and its deployment is gone. */
async function keptRun(host: Engine): Promise<{ run: Run; trials: Trial[] }> {
  await ask(
    host,
    () => call(host, 'deployments.list', {}),
    ([deployment]) => deployment?.phase === 'removed',
  )
  const [run] = await call(host, 'runs.list', {})
  if (run === undefined) throw new Error('No run was kept.')
  return call(host, 'runs.get', { id: run.id })
}

/** The verdicts of a run that never had more than these rounds. */
function verdictsOfRounds(run: Run, trials: readonly Trial[], rounds: readonly number[]) {
  const only = trials.filter(({ round }) => rounds.includes(round))
  return assess(run, only, ofElb)?.scenarios
}

test(
  'killed after the second round and taken up again, it is sure of what its rounds show',
  { timeout: 180_000 },
  async () => {
    // Margins that hold on a machine which does other work meanwhile.
    const going = sluice.start(`${untilSure} 16 --difference 50% --precision 50%`.split(' '))
    await going.said('2 of at most 16 rounds complete')
    going.child.kill('SIGKILL')
    await going.ended
    engine = createEngine({ dataDir: sluice.dataDir })
    await engine.recover()
    const { run, trials } = await keptRun(engine)
    const { complete } = roundsOf(trials)
    expect([run.status, run.endedBy]).toEqual(['succeeded', 'sure'])
    expect(complete.length).toBeGreaterThanOrEqual(5)
    expect(complete).toEqual(complete.map((_, place) => place + 1))
    const found = assess(run, trials, ofElb)
    expect(found?.scenarios.map(({ verdict }) => verdict?.kind)).not.toContain('unknown')
    expect(found?.scenarios).toEqual(verdictsOfRounds(run, trials, complete))
  },
)

test(
  'stopped by hand after the sixth round, it reports the interval after that round',
  { timeout: 180_000 },
  async () => {
    const going = sluice.start(`${untilSure} 30 --precision 1% --difference 1%`.split(' '))
    await going.said('6 of at most 30 rounds complete')
    going.child.kill('SIGINT')
    await going.ended
    engine = createEngine({ dataDir: sluice.dataDir })
    const { run, trials } = await keptRun(engine)
    const { complete } = roundsOf(trials)
    expect(run.status).toBe('cancelled')
    expect(complete.length).toBeGreaterThanOrEqual(6)
    const found = assess(run, trials, ofElb)
    expect(found?.scenarios[0]?.verdict?.estimate).toMatchObject({ n: complete.length })
    expect(found?.scenarios).toEqual(verdictsOfRounds(run, trials, complete))
  },
)
