import { assess } from './assessment.ts'
import { geometricMean } from './compare.ts'
import { comparedFigure, type ComparedFigure, type ComparedMeasure } from './compare-figures.ts'
import { comparedPaths, comparedScenarios, sharedBaseline, type ComparedRun } from './compare-runs.ts'
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
export type BetweenKind = 'different' | 'same' | 'unknown' | 'descriptive' | 'none'

/** What one run says about a scenario. */
export interface RunHeadline {
  letter: string
  side: Side
  value: number | null
  /** By the run alone; null where it has no baseline, or does not rank the scenario. */
  verdict: Verdict | null
}

/** One scenario after against before. The runs are the sample. Rule 10. */
export interface SideComparison {
  scenarioId: string
  title: string
  /** Share of the baseline where all runs have it, otherwise good requests per second. */
  measure: 'share' | 'rate'
  /** The paths that the figures are taken over: those on which all runs of the scenario have one. */
  paths: readonly string[]
  runs: readonly RunHeadline[]
  /** The geometric mean over the runs of a side; null without a figure. */
  before: number | null
  after: number | null
  kind: BetweenKind
  /** After ÷ before; its interval counts only with a verdict. */
  between: BetweenRuns | null
}

/**
 * Compares the runs of two sides, scenario by scenario: Welch on the logarithm of one figure per run, at
 * 0.05 ÷ the scenarios compared. The baseline itself is left out where shares are compared. Rule 10.
 */
export function compareSides(runs: readonly ComparedRun[], sides: Sides): SideComparison[] {
  const baseline = sharedBaseline(runs)
  const measure = baseline === null ? 'rate' : 'share'
  const compared = comparedScenarios(runs)
    .filter(({ id }) => id !== baseline?.id)
    .map(({ id: scenarioId, title }) => {
      const paths = commonPaths(runs, scenarioId, measure)
      const own = runs.map((run, index) =>
        headline(run, sides[index] ?? 'before', scenarioId, measure, paths),
      )
      return { scenarioId, title, measure, paths, runs: own } as const
    })
  const both = compared.filter(
    (one) => valuesOf(one, 'before').length > 0 && valuesOf(one, 'after').length > 0,
  )
  return compared.map((one) => {
    const [before, after] = [valuesOf(one, 'before'), valuesOf(one, 'after')]
    const between = both.includes(one) ? betweenRuns(after, before, familyError / both.length) : null
    return {
      ...one,
      before: geometricMean(before),
      after: geometricMean(after),
      kind: between === null ? 'none' : kindOf(between),
      between,
    }
  })
}

function valuesOf({ runs }: { runs: readonly RunHeadline[] }, wanted: Side): number[] {
  return runs.flatMap(({ side, value }) => (side === wanted && value !== null ? [value] : []))
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

/**
 * One figure of a run: the share as the run itself has it, over these paths; or the geometric mean of its
 * good rates. Null where the run has none, or does not rank the scenario.
 */
function headline(
  run: ComparedRun,
  side: Side,
  scenarioId: string,
  measure: 'share' | 'rate',
  paths: readonly string[],
): RunHeadline {
  const { letter, result } = run
  if (measure === 'rate') {
    const rates = paths.flatMap((path) => comparedFigure(run, measure, scenarioId, path).value ?? [])
    return { letter, side, value: geometricMean(rates), verdict: null }
  }
  const assessment = assess({ ...result.run, paths: [...paths] }, result.trials, result.experiment)
  const verdict = assessment?.scenarios.find((one) => one.scenarioId === scenarioId)?.verdict ?? null
  return { letter, side, value: verdict?.estimate.point ?? null, verdict }
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
