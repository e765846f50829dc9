import type { Experiment } from './experiment.ts'
import { baselineIdOf } from './baseline.ts'
import { busyLatencies, type BusyLatency } from './busy-latency.ts'
import { compared, floorsOf } from './floors.ts'
import { lightLatencies, type ComparedParts, type LightLatency } from './light-latency.ts'
import { roundsOf, type Rounds } from './rounds.ts'
import type { Run, Trial } from './run.ts'
import type { AddedLatency } from './statistics/added-latency.ts'
import { estimate, type Estimate, type LogRatios } from './statistics/interval.ts'
import { leaderOf, type Leader } from './statistics/leader.ts'
import { comparisonCount, isUnpaired, levelOf, marginsOf, type Margins } from './statistics/level.ts'
import { resemblance, type Resemblance } from './statistics/resemblance.ts'
import { roundValues, type RatesByPath } from './statistics/round-values.ts'
import { hasTripped, lookAt, type Look } from './statistics/until-sure.ts'
import { verdictOf, type Verdict } from './statistics/verdict.ts'
import { assessUnpaired } from './unpaired-assessment.ts'

/** What a run says about one scenario against the baseline. Floors have none: see `floors.ts`. */
export interface ScenarioAssessment {
  scenarioId: string
  /** Whether it kept enough valid rounds on some path. One that did not has no verdict. */
  ranked: boolean
  validRounds: number
  verdict: Verdict | null
  /** ln of its share in each complete round, null for a lost one; empty where it is not ranked. */
  logRatios: LogRatios
  /** Each path alone: a point and an interval at the same level, and no verdict. */
  paths: readonly { path: string; estimate: Estimate; logRatios: LogRatios }[]
  /** Added p50 at light load; null where light load was not measured, or too few requests were. */
  added: AddedLatency | null
}

/** What a run says, with its doubt: data from which window, terminal and exports make their sentences. */
export interface Assessment {
  /** The scenario that the others are measured against. */
  baselineId: string
  completeRounds: number
  headlinePaths: readonly string[]
  /** Two-sided error of one comparison. */
  alpha: number
  margins: Margins
  scenarios: readonly ScenarioAssessment[]
  /** The baseline's first slot against its second; null where it runs once. */
  againstItself: { estimate: Estimate; tripped: boolean } | null
  leader: Leader | null
  /** p50 and p90 of every scenario at light load, floors too; empty where the run has none. */
  light: readonly LightLatency[]
  /** Percentiles with busy connections, of imported files only; null for what Sluice has measured. */
  busy: readonly BusyLatency[] | null
  resemblance: Resemblance | null
  /** What the look after these rounds found: which scenarios are settled, and whether the run may stop. */
  look: Look
}

/**
 * Assesses the complete rounds of a run, by rules 7 to 12.
 * @returns null where the baseline was not part of the run, or its experiment is not known any more
 */
export function assess(
  run: Pick<Run, 'scenarios' | 'paths' | 'rule'> & Partial<Pick<Run, 'account'>>,
  trials: readonly Trial[],
  experiment: Pick<Experiment, 'baseline'> | undefined,
): Assessment | null {
  const baselineId = baselineIdOf(run, experiment)
  const baseline = run.scenarios.find(({ id }) => id === baselineId)
  if (baseline === undefined) return null
  const others = compared(run.scenarios).filter((scenario) => scenario !== baseline)
  const rounds = roundsOf(trials)
  if (isUnpaired(run.rule)) return assessUnpaired(run, rounds, baseline.id)
  const twice = trials.some(({ scenarioId, slot }) => scenarioId === baseline.id && slot > 0)
  const comparisons = comparisonCount(others.length, twice)
  const alpha = levelOf(run.rule, comparisons)
  const base = ratesOf(rounds, baseline.id, run.paths)
  const rates = Object.fromEntries(others.map(({ id }) => [id, ratesOf(rounds, id, run.paths)]))
  const values = roundValues(base, rates, run.paths)
  const itself = values.baselineAgainstItself && estimate(values.baselineAgainstItself, alpha)
  const againstItself = itself && { estimate: itself, tripped: hasTripped(itself) }
  const light = lightLatencies(rounds, partsOf(run, baseline.id), run.rule)
  const scenarios = others.map(({ id }): ScenarioAssessment => {
    const ratios = values.logRatios[id]
    const verdict = ratios ? verdictOf(ratios, alpha, run.rule, againstItself?.tripped ?? false) : null
    const p50 = light.find((one) => one.scenarioId === id && one.percentile === 'p50')
    return {
      scenarioId: id,
      ranked: verdict !== null,
      validRounds: verdict?.estimate.n ?? validRounds(rates[id] ?? {}),
      verdict,
      logRatios: ratios ?? [],
      paths: run.paths.map((path) => {
        const alone = roundValues(base, { [id]: rates[id] ?? {} }, [path]).logRatios[id] ?? []
        return { path, estimate: estimate(alone, alpha), logRatios: alone }
      }),
      added: p50?.added ?? null,
    }
  })
  const series = Object.values(values.logRatios)
    .map((ratios) => ratios.filter((ratio) => ratio !== null))
    .filter((ratios) => ratios.length === rounds.complete.length)
  return {
    baselineId: baseline.id,
    completeRounds: rounds.complete.length,
    headlinePaths: values.headlinePaths,
    alpha,
    margins: marginsOf(run.rule),
    scenarios,
    againstItself,
    leader: leaderOf(values.logRatios, alpha),
    light,
    busy: busyLatencies(run, rounds, baseline.id),
    resemblance: resemblance(series),
    look: lookAt(values, rounds.complete.length, run.rule, comparisons),
  }
}

/** Which scenarios are compared with the baseline, and which stand alone. */
function partsOf({ scenarios }: Pick<Run, 'scenarios'>, baseline: string): ComparedParts {
  const ids = (some: Run['scenarios']): string[] => some.map(({ id }) => id)
  const others = ids(compared(scenarios)).filter((id) => id !== baseline)
  return { baseline, others, floors: ids(floorsOf(scenarios)) }
}

/** The good rates of a scenario's trials at closed load, by path and complete round; null where invalid. */
export function ratesOf(rounds: Rounds, scenarioId: string, paths: readonly string[]): RatesByPath {
  return Object.fromEntries(
    paths.map((path) => [
      path,
      rounds.complete.map((round) =>
        rounds
          .closed(scenarioId, round, path)
          .toSorted((one, other) => one.slot - other.slot)
          .map(({ status, result }) => (status === 'succeeded' && result ? result.goodRatePerSec : null)),
      ),
    ]),
  )
}

/** Rounds in which a scenario has a valid rate on every path. */
function validRounds(rates: RatesByPath): number {
  const [first = [], ...others] = Object.values(rates)
  const isValid = (rate: number | null): boolean => rate !== null && rate > 0
  return first.filter(
    (slots, round) => slots.some(isValid) && others.every((path) => path[round]?.some(isValid)),
  ).length
}
