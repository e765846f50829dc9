import { elsewhereOf } from './elsewhere.ts'
import { compared } from './floors.ts'
import type { Rounds } from './rounds.ts'
import type { Run, TrialResult } from './run.ts'
import { estimate, type Estimate } from './statistics/interval.ts'
import { comparisonCount, isUnpaired, levelOf } from './statistics/level.ts'
import { percentileUse } from './statistics/percentile-rule.ts'
import { unpaired } from './statistics/unpaired.ts'
import { lostRequests } from './trial-errors.ts'

const busyPercentiles = { p50: 0.5, p90: 0.9, p99: 0.99 } as const
type BusyPercentile = keyof typeof busyPercentiles

/**
 * Why a percentile of imported files is not compared: they are of several tools, or of different numbers of
 * connections; they do not have it, or only as a correction for coordinated omission models it (rule 3); too
 * few requests lie beyond it in one of them (rule 11); or the tool's steps are too large for it.
 */
export const notComparedReasons = ['tools', 'connections', 'missing', 'corrected', 'few', 'coarse'] as const
type NotCompared = (typeof notComparedReasons)[number]

/** A percentile with all connections busy: each scenario's ratio to the baseline, or why there is none. */
export interface BusyLatency {
  percentile: BusyPercentile
  notCompared: NotCompared | null
  scenarios: readonly { scenarioId: string; ratio: Estimate }[]
}

/** In what steps tools print latencies, in microseconds: autocannon whole milliseconds, hey four decimals. */
const stepsUs: Readonly<Record<string, number>> = { autocannon: 1000, hey: 100, 'hey CSV': 100 }
/** Half a step is then 2.5 % at most: half of the margin within which no difference matters. */
const fewestSteps = 20

type Measured = Pick<Run, 'scenarios' | 'paths' | 'rule'> & Partial<Pick<Run, 'account'>>
/** The result of each complete round of a scenario; null where it is not valid. */
type Results = readonly (TrialResult | null)[]

/**
 * Latencies of imported files against the baseline's, with busy connections, since these files have no light
 * load: round by round where they were interleaved, else as two samples. Errors are shared by other scenarios
 * and percentiles. Rules 7, 10 and 11.
 * @returns null for a run that Sluice has measured, and where there is nothing to compare
 */
export function busyLatencies(run: Measured, rounds: Rounds, baselineId: string): BusyLatency[] | null {
  const elsewhere = run.account && elsewhereOf({ account: run.account })
  if (!elsewhere) return null
  const others = compared(run.scenarios).filter(({ id }) => id !== baselineId)
  const base = resultsOf(run, rounds, baselineId)
  const own = others.map(({ id }) => ({ scenarioId: id, results: resultsOf(run, rounds, id) }))
  const every = [base, ...own.map(({ results }) => results)]
  if (own.length === 0 || every.some(isEmpty)) return null
  const names = Object.keys(busyPercentiles) as BusyPercentile[]
  const alpha = levelOf(run.rule, comparisonCount(others.length * names.length, false))
  const all = every.flat().filter((one) => one !== null)
  return names.map((percentile) => {
    const notCompared = reasonOf(percentile, all, elsewhere.differs)
    const ratioOf = (results: Results): Estimate => {
      const [ones, bases] = [usOf(results, percentile), usOf(base, percentile)]
      return isUnpaired(run.rule)
        ? unpaired(ones.filter(isKnown), bases.filter(isKnown), alpha)
        : estimate(
            ones.map((us, round) => logRatio(us, bases[round] ?? null)),
            alpha,
          )
    }
    const scenarios = own.map(({ scenarioId, results }) => ({ scenarioId, ratio: ratioOf(results) }))
    return { percentile, notCompared, scenarios: notCompared === null ? scenarios : [] }
  })
}

function resultsOf({ paths }: Measured, rounds: Rounds, scenarioId: string): Results {
  // Files of other tools are of one path.
  const [path = ''] = paths
  return rounds.complete.flatMap((round) => {
    const [trial] = rounds.closed(scenarioId, round, path)
    return trial === undefined ? [] : [trial.status === 'succeeded' ? trial.result : null]
  })
}

function isEmpty(results: Results): boolean {
  return results.every((one) => one === null)
}

function isKnown(us: number | null): us is number {
  return us !== null
}

function usOf(results: Results, percentile: BusyPercentile): (number | null)[] {
  return results.map((one) => one?.latencyUs.measured[percentile] ?? null)
}

function logRatio(us: number | null, base: number | null): number | null {
  return us === null || base === null ? null : Math.log(us / base)
}

function reasonOf(
  percentile: BusyPercentile,
  results: readonly TrialResult[],
  differs: readonly string[],
): NotCompared | null {
  if (differs.includes('tool')) return 'tools'
  if (differs.includes('connections')) return 'connections'
  if (results.some(({ latencyUs }) => latencyUs.measured.count === 0))
    return results.some(({ latencyUs }) => latencyUs.corrected[percentile] !== null) ? 'corrected' : 'missing'
  const isFew = (one: TrialResult): boolean =>
    !percentileUse(one.latencyUs.measured.count, busyPercentiles[percentile], lostRequests(one)).compare
  if (results.some(isFew)) return 'few'
  const [first] = results
  const stepUs = stepsUs[first?.generator.name ?? ''] ?? 0
  const least = Math.min(...usOf(results, percentile).map((us) => us ?? 0))
  if (least < stepUs * fewestSteps) return 'coarse'
  return least === 0 ? 'missing' : null
}
