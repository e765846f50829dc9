import { comparedRows } from '../../shared/compare-charts.ts'
import { comparedMeasures } from '../../shared/compare-figures.ts'
import { comparedPaths, comparedRuns, type ComparedRun } from '../../shared/compare-runs.ts'
import { compareSides, headlinesOf, usualSides, type Sides } from '../../shared/compare-sides.ts'
import { conditionDifferences } from '../../shared/condition-differences.ts'
import { AppError } from '../../shared/errors.ts'
import type { Engine } from '../engine/engine.ts'
import { runSummary } from '../engine/reports/run-summary.ts'
import { compareText } from './compare-text.ts'
import { loadRun, runNameOf } from './load-run.ts'
import { show, type OutputOptions } from './output.ts'

/** How many runs can be compared, as in the window. */
const limits = { least: 2, most: 6 }

/**
 * Prints runs side by side, oldest first.
 * @param names ids or files of the runs
 * @param after those of them on the side after; the newest where none is named
 * @throws AppError `invalid-input` for too few or too many runs, and where a side would be empty
 */
export async function showComparison(
  engine: Engine,
  names: readonly string[],
  after: readonly string[],
  options: OutputOptions,
): Promise<void> {
  const resolved = (given: readonly string[]): Promise<string[]> =>
    Promise.all(given.map((name) => runNameOf(engine, name)))
  const wanted = [...new Set(await resolved(names))]
  if (wanted.length < limits.least || wanted.length > limits.most)
    throw new AppError('invalid-input', `Name ${limits.least} to ${limits.most} different runs.`)
  const loaded = await Promise.all(
    wanted.map(async (name) => ({ name, ...(await loadRun(engine, name)).result })),
  )
  const runs = comparedRuns(loaded)
  const nameOf = ({ result }: ComparedRun): string => loaded.find(({ run }) => run === result.run)?.name ?? ''
  const sides = sidesOf(runs.map(nameOf), await resolved(after))
  show(options, {
    json: () => comparisonJson(runs, sides),
    page: (painter) => compareText(runs, sides, painter),
  })
}

function sidesOf(names: readonly string[], after: readonly string[]): Sides {
  if (after.length === 0) return usualSides(names.length)
  const strange = after.find((name) => !names.includes(name))
  if (strange !== undefined)
    throw new AppError('invalid-input', `--after ${strange}: name it among the runs to compare, too.`)
  if (names.every((name) => after.includes(name)))
    throw new AppError('invalid-input', 'Leave at least one run on the side before.')
  return names.map((name) => (after.includes(name) ? 'after' : 'before'))
}

/** The same as data. Shares are fractions, rates per second, latencies in milliseconds. */
function comparisonJson(runs: readonly ComparedRun[], sides: Sides) {
  return {
    schemaVersion: 1,
    runs: runs.map(({ letter, result: { run, trials, experiment } }, index) => {
      return { letter, side: sides[index], ...runSummary({ run, trials, experiment, receipt: null }) }
    }),
    conditions: conditionDifferences(runs.map(({ result }) => result)),
    sides: compareSides(headlinesOf(runs), sides).map(({ runs: own, ...compared }) => ({
      ...compared,
      runs: own.map(({ letter, value }, index) => ({ letter, side: sides[index], value })),
    })),
    figures: comparedMeasures.flatMap((measure) =>
      comparedPaths(runs).flatMap((path, place) => {
        // Light load is measured on the first path only.
        const light = measure !== 'share' && measure !== 'rate'
        if (light && place > 0) return []
        return comparedRows(runs, measure, path).map(({ scenarioId, figures }) => ({
          measure,
          path,
          scenarioId,
          runs: figures.map(({ value, interval, missing }, index) => ({
            letter: runs[index]?.letter,
            value,
            interval,
            missing,
          })),
        }))
      }),
    ),
  }
}
