import { assess, type Assessment } from './assessment.ts'
import { geometricMean } from './compare.ts'
import { comparedFigure, type ComparedFigure, type ComparedMeasure } from './compare-figures.ts'
import { comparedPaths, comparedScenarios, sharedBaseline, type ComparedRun } from './compare-runs.ts'
import { compared } from './floors.ts'
import { betweenRuns, type BetweenRuns } from './statistics/between-runs.ts'
import { meanOf } from './statistics/interval.ts'
import { defaultMargins } from './statistics/level.ts'
import { excludesOne, isWithin, type Verdict } from './statistics/verdict.ts'

/** What a comparison is about: the runs after something has changed against those before. */
export type Side = 'before' | 'after'

/** The side of each run, in the order of the runs. */
export type Sides = readonly Side[]

/** The newest run against all before it. */
export function usualSides(runs: number): Side[] {
  return Array.from({ length: runs }, (_, index) => (index === runs - 1 ? 'after' : 'before'))
}

/** Before becomes after. */
export function swapped(sides: Sides): Side[] {
  return sides.map((side) => (side === 'before' ? 'after' : 'before'))
}

/** The error that all verdicts between runs may make together. Rule 10. */
const familyError = 0.05

/**
 * `descriptive`: under three runs on a side, so the ratio alone. `same`: within the margin that does not
 * matter. `none`: a side has no figure.
 */
type BetweenKind = 'different' | 'same' | 'unknown' | 'descriptive' | 'none'

/** What one run says about a scenario. */
interface RunHeadline {
  letter: string
  value: number | null
  /** By the run alone; null where it has no baseline, or does not rank the scenario. */
  verdict: Verdict | null
}

/** What all runs say about a scenario. */
export interface ScenarioHeadlines {
  scenarioId: string
  title: string
  /** Share of the baseline where all runs have it, otherwise good requests per second. */
  measure: 'share' | 'rate'
  /** The paths that the figures are taken over: those on which all runs of the scenario have one. */
  paths: readonly string[]
  runs: readonly RunHeadline[]
}

/** One scenario after against before. The runs are the sample. Rule 10. */
export interface SideComparison extends ScenarioHeadlines {
  /** The geometric mean over the runs of a side; null without a figure. */
  before: number | null
  after: number | null
  kind: BetweenKind
  /** After ÷ before; its interval counts only with a verdict. */
  between: BetweenRuns | null
}

/**
 * One figure per run and scenario, without floors. The baseline itself is left out where shares of it are
 * compared.
 */
export function headlinesOf(runs: readonly ComparedRun[]): ScenarioHeadlines[] {
  const baseline = sharedBaseline(runs)
  const measure = baseline === null ? 'rate' : 'share'
  const assessed = runs.map(assessedOver)
  return compared(comparedScenarios(runs))
    .filter(({ id }) => id !== baseline?.id)
    .map(({ id: scenarioId, title }) => {
      const paths = commonPaths(runs, scenarioId, measure)
      const own = runs.map((run, index): RunHeadline => {
        const { letter } = run
        if (measure === 'rate') return { letter, value: meanRate(run, scenarioId, paths), verdict: null }
        const scenarios = assessed[index]?.(paths)?.scenarios ?? []
        const verdict = scenarios.find((one) => one.scenarioId === scenarioId)?.verdict ?? null
        return { letter, value: verdict?.estimate.point ?? null, verdict }
      })
      return { scenarioId, title, measure, paths, runs: own }
    })
}

/**
 * Compares the runs of two sides, scenario by scenario: Welch on the logarithm of one figure per run, at
 * 0.05 ÷ the scenarios compared. Rule 10.
 */
export function compareSides(scenarios: readonly ScenarioHeadlines[], sides: Sides): SideComparison[] {
  const both = scenarios.filter(
    ({ runs }) => valuesOf(runs, sides, 'before').length > 0 && valuesOf(runs, sides, 'after').length > 0,
  )
  return scenarios.map((scenario) => {
    const before = valuesOf(scenario.runs, sides, 'before')
    const after = valuesOf(scenario.runs, sides, 'after')
    const between = both.includes(scenario) ? betweenRuns(after, before, familyError / both.length) : null
    return {
      ...scenario,
      before: geometricMean(before),
      after: geometricMean(after),
      kind: between === null ? 'none' : kindOf(between),
      between,
    }
  })
}

function valuesOf(runs: readonly RunHeadline[], sides: Sides, wanted: Side): number[] {
  return runs.flatMap(({ value }, index) => (sides[index] === wanted && value !== null ? [value] : []))
}

function kindOf({ verdictAllowed, low, high }: BetweenRuns): BetweenKind {
  if (!verdictAllowed) return 'descriptive'
  if (low === null || high === null) return 'unknown'
  if (isWithin({ low, high }, defaultMargins.same)) return 'same'
  return excludesOne({ low, high }) ? 'different' : 'unknown'
}

/** The paths of all runs on which each run of a scenario has a figure. */
function commonPaths(runs: readonly ComparedRun[], scenarioId: string, measure: 'share' | 'rate'): string[] {
  const own = runs.filter(({ result }) => result.run.scenarios.some(({ id }) => id === scenarioId))
  return comparedPaths(runs).filter(
    (path) =>
      runs.every(({ result }) => result.run.paths.includes(path)) &&
      own.every((run) => comparedFigure(run, measure, scenarioId, path).value !== null),
  )
}

/** Assesses a run over some of its paths, each choice of paths once. */
function assessedOver({
  result: { run, trials, experiment },
  assessment,
}: ComparedRun): (paths: readonly string[]) => Assessment | null {
  const known = new Map([[JSON.stringify(run.paths), assessment]])
  return (paths) => {
    const own = run.paths.filter((path) => paths.includes(path))
    const key = JSON.stringify(own)
    const found = known.get(key) ?? assess({ ...run, paths: own }, trials, experiment)
    known.set(key, found)
    return found
  }
}

/** The geometric mean of a run's good rates over these paths; null without one. */
function meanRate(run: ComparedRun, scenarioId: string, paths: readonly string[]): number | null {
  return geometricMean(paths.flatMap((path) => comparedFigure(run, 'rate', scenarioId, path).value ?? []))
}

/** The mean over the runs of one side: geometric, but for milliseconds. Null where no run has a figure. */
export function sideMean(
  measure: ComparedMeasure,
  figures: readonly ComparedFigure[],
  sides: Sides,
  wanted: Side,
): number | null {
  const values = figures.flatMap(({ value }, index) => (sides[index] === wanted ? (value ?? []) : []))
  if (measure === 'share' || measure === 'rate') return geometricMean(values)
  return values.length === 0 ? null : meanOf(values)
}
