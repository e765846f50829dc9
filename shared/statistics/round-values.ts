import { meanOf, type LogRatios } from './interval.ts'

/** Good requests per second of a block's trials of one scenario; null for a trial that is not valid. */
type BlockRates = readonly (number | null)[]

/** The good rates of a run, by path: one entry per complete round, each with one rate per slot. */
export type RatesByPath = Readonly<Record<string, readonly BlockRates[]>>

/** One value per round for each scenario, over the headline paths. */
export interface RoundValues {
  /** The paths that the shares are taken over: the same for all scenarios, so that they stay comparable. */
  headlinePaths: readonly string[]
  /** Scenarios that lost more rounds than they may, on every path. */
  notRanked: readonly string[]
  /** By scenario: ln of good rate ÷ baseline's, averaged over the headline paths; null for a lost round. */
  logRatios: Readonly<Record<string, LogRatios>>
  /** ln of the baseline's first slot ÷ its second; null where it runs once. */
  baselineAgainstItself: LogRatios | null
}

/**
 * Rounds that a scenario may lose before it is not ranked: one, or a fifth of the complete ones, and never
 * all of them. Rule 7.
 */
export function tolerableLosses(completeRounds: number): number {
  return Math.max(1, Math.floor(completeRounds / 5))
}

/**
 * One value per round: y = ln good rate − mean ln good rate of the block's valid baseline trials, z = mean
 * of y over the headline paths. Pass complete rounds only. Rule 7.
 */
export function roundValues(
  baseline: RatesByPath,
  scenarios: Readonly<Record<string, RatesByPath>>,
  paths: readonly string[],
): RoundValues {
  const rounds = Math.max(0, ...paths.map((path) => baseline[path]?.length ?? 0))
  const mayLose = tolerableLosses(rounds)
  const divisors = Object.fromEntries(paths.map((path) => [path, (baseline[path] ?? []).map(meanLog)]))
  const byScenario = Object.entries(scenarios).map(([id, rates]) => ({ id, y: relative(rates, divisors) }))
  const loses = (y: Record<string, LogRatios>, path: string): boolean => {
    const lost = (y[path] ?? []).filter((value) => value === null).length
    return lost > mayLose || lost === rounds
  }
  const ranked = byScenario.filter(({ y }) => !paths.every((path) => loses(y, path)))
  const headlinePaths = paths.filter((path) => !ranked.some(({ y }) => loses(y, path)))
  return {
    headlinePaths,
    notRanked: byScenario.filter((one) => !ranked.includes(one)).map(({ id }) => id),
    logRatios: Object.fromEntries(ranked.map(({ id, y }) => [id, acrossPaths(y, headlinePaths, rounds)])),
    baselineAgainstItself: againstItself(baseline, headlinePaths, rounds),
  }
}

/** ln rate − ln divisor, by path and round. */
function relative(
  rates: RatesByPath,
  divisors: Readonly<Record<string, LogRatios>>,
): Record<string, LogRatios> {
  return Object.fromEntries(
    Object.entries(divisors).map(([path, bases]) => [
      path,
      bases.map((base, round) => minus(meanLog(rates[path]?.[round] ?? []), base)),
    ]),
  )
}

/** The mean of a round's values over some paths; null where one of them is missing. */
function acrossPaths(y: Record<string, LogRatios>, paths: readonly string[], rounds: number): LogRatios {
  return Array.from({ length: rounds }, (_, round) => {
    const values = paths.map((path) => y[path]?.[round] ?? null)
    return values.length > 0 && values.every((value) => value !== null) ? meanOf(values) : null
  })
}

function againstItself(baseline: RatesByPath, paths: readonly string[], rounds: number): LogRatios | null {
  if (!Object.values(baseline).some((blocks) => blocks.some((rates) => rates.length > 1))) return null
  const y = Object.fromEntries(
    paths.map((path) => [
      path,
      (baseline[path] ?? []).map(([first = null, second = null]) => minus(logOf(first), logOf(second))),
    ]),
  )
  return acrossPaths(y, paths, rounds)
}

/** The mean logarithm of the valid rates of a block; null without one. */
function meanLog(rates: BlockRates): number | null {
  const logs = rates.map(logOf).filter((value) => value !== null)
  return logs.length === 0 ? null : meanOf(logs)
}

function logOf(rate: number | null): number | null {
  return rate !== null && rate > 0 ? Math.log(rate) : null
}

function minus(value: number | null, base: number | null): number | null {
  return value === null || base === null ? null : value - base
}
