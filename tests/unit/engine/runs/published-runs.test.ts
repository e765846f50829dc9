import { expect, test } from 'vitest'
import { openCatalog } from '../../../../electron/engine/catalog.ts'
import { runCommands } from '../../../../electron/engine/commands/runs.ts'
import type { CommandContext } from '../../../../electron/engine/commands/handlers.ts'
import { createOutcomes } from '../../../../electron/engine/runs/outcomes.ts'
import type { Runs } from '../../../../electron/engine/store/runs.ts'
import { AppError } from '../../../../shared/errors.ts'
import type { Run, Trial } from '../../../../shared/run.ts'
import { exampleTrial } from '../../shared/example-result.ts'
import { aRun } from '../../../examples.ts'
import { wantedRuns } from '../../../wanted-runs.ts'

const catalog = openCatalog()
const id = 'published-proxy-2017'

/** Runs of which only one with that id and its trials is known, newest first. */
function storedRuns(all: readonly { run: Run; trials: Trial[] }[]): Runs {
  const stored: Partial<Runs> = {
    list: (wanted) =>
      wantedRuns(
        all.map(({ run }) => run),
        wanted ?? {},
      ),
    findBefore: ({ id: before, experimentId }) => {
      const place = all.findIndex(({ run }) => run.id === before)
      return all.slice(place + 1).find(({ run }) => run.experimentId === experimentId)?.run
    },
    trials: (wanted) => all.find(({ run }) => run.id === wanted)?.trials ?? [],
    get: (wanted) => {
      throw new AppError('not-found', `There is no run ${wanted}.`)
    },
  }
  return stored as Runs
}

function commands(): ReturnType<typeof runCommands> {
  const context = { catalog, runs: storedRuns([]) } as unknown as CommandContext['context']
  return runCommands({ context } as CommandContext)
}

test('the published results can be read under a fixed id, and have no curves', async () => {
  const { run, trials, diagnoses } = await commands()['runs.get']({ id })
  expect(run).toMatchObject({ id, account: { kind: 'published' }, rule: { kind: 'fixed', rounds: 1 } })
  expect(run.scenarios.find((one) => one.id === 'http-proxy')?.title).toBe('HTTP proxy')
  expect(trials).toHaveLength(17)
  expect(diagnoses).toEqual([])
  expect(await commands()['runs.curves']({ id })).toEqual([])
})

test.each<[string, (all: ReturnType<typeof runCommands>) => unknown]>([
  ['renamed and tagged', (all) => all['runs.annotate']({ id, title: 'Mine', tags: ['x'] })],
  ['discarded', (all) => all['runs.discard']({ id })],
  ['restored', (all) => all['runs.restore']({ id })],
  ['cancelled', (all) => all['runs.cancel']({ id })],
  ['exported', (all) => all['runs.export']({ id })],
])('the published results cannot be %s', async (_what, change) => {
  await expect(async () => change(commands())).rejects.toMatchObject({ code: 'conflict' })
})

test('outcomes name the run before that has a figure, and know the published results', () => {
  const scenarios = [
    { id: 'elb', title: 'Load balancer' },
    { id: 'http-proxy', title: 'HTTP proxy' },
  ]
  const run = (name: string, experimentId = 'proxy-2017'): Run => aRun({ id: name, experimentId, scenarios })
  const good = [
    exampleTrial({ scenarioId: 'elb' }, { goodRatePerSec: 1000 }),
    exampleTrial({ scenarioId: 'http-proxy' }, { goodRatePerSec: 200 }),
  ]
  const pending = [exampleTrial({ scenarioId: 'elb', status: 'pending' })]
  const runs = storedRuns([
    { run: run('r4'), trials: good },
    { run: run('r3'), trials: pending },
    { run: run('r2', 'another'), trials: good },
    { run: run('r1'), trials: good },
  ])
  const found = createOutcomes({ runs, catalog }).of(['r4', 'r3', 'r1', id, 'r-none'])
  expect(found).toEqual([
    { id: 'r4', outcome: expect.any(String), hasFigure: true, previousId: 'r1' },
    { id: 'r3', outcome: expect.any(String), hasFigure: false, previousId: null },
    { id: 'r1', outcome: expect.any(String), hasFigure: true, previousId: null },
    { id, outcome: expect.stringContaining('HTTP proxy 21–30\u00A0%'), hasFigure: true, previousId: null },
  ])
})
