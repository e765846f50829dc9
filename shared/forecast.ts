import type { Assessment } from './assessment.ts'
import { geometricMean } from './compare.ts'
import { roughPercent } from './figures.ts'
import { decimalsFor, figure, fromTo } from './precision.ts'
import type { Result } from './result.ts'
import { roundsOf, type Rounds } from './rounds.ts'
import type { Estimate } from './statistics/interval.ts'
import { forecastShare, type MeasuredRound } from './statistics/service-time.ts'

/** Why a run forecasts nothing for another service time. */
export type NoForecast = 'no-light-load' | 'own-service-time' | 'no-complete-round' | 'baseline-differs'

/** What a forecast is made from: rates and light latencies on one path, round by round. */
export interface ForecastBasis {
  connections: number
  path: string
  alpha: number
  baseline: readonly MeasuredRound[]
  scenarios: readonly { scenarioId: string; rounds: readonly MeasuredRound[] }[]
}

/**
 * What the run measured that a forecast needs, or why there is none. Light load runs on the first path, so
 * the rates are those of that path. Rule 18.
 */
export function forecastBasis(
  { run, trials }: Result,
  found: Assessment,
): ForecastBasis | { missing: NoForecast } {
  const [path] = run.paths
  if (run.load.service.timeMs > 0) return { missing: 'own-service-time' }
  if (!trials.some(({ load }) => load === 'light')) return { missing: 'no-light-load' }
  if (found.againstItself?.tripped) return { missing: 'baseline-differs' }
  const rounds = roundsOf(trials)
  const baseline = measuredRounds(rounds, found.baselineId, path ?? '/')
  if (path === undefined || !baseline.some(isUsable)) return { missing: 'no-complete-round' }
  const scenarios = found.scenarios
    .filter(({ ranked }) => ranked)
    .map(({ scenarioId }) => ({ scenarioId, rounds: measuredRounds(rounds, scenarioId, path) }))
    .filter((one) => one.rounds.some(isUsable))
  if (scenarios.length === 0) return { missing: 'no-complete-round' }
  return { connections: run.load.connections, path, alpha: found.alpha, baseline, scenarios }
}

/** The share that each scenario would keep before an origin that takes `serviceMs`. Rule 18. */
export function forecastAt(
  { connections, alpha, baseline, scenarios }: ForecastBasis,
  serviceMs: number,
): { scenarioId: string; estimate: Estimate }[] {
  return scenarios.map(({ scenarioId, rounds }) => ({
    scenarioId,
    estimate: forecastShare(rounds, baseline, { connections, serviceMs }, alpha),
  }))
}

/**
 * A forecast in words: `about 71 % (70–72 %)`, never more precise than a tenth of a percent; without an
 * interval below three rounds.
 */
export function forecastText({ point, low, high }: Estimate): string {
  if (point === null) return 'no forecast'
  if (low === null || high === null) return `about ${roughPercent(point)}`
  const decimals = Math.min(1, decimalsFor(((high - low) / 2) * 100))
  const [share = '', from = '', to = ''] = [point, low, high].map((one) => figure(one * 100, decimals))
  return `about ${share}\u00A0% (${fromTo(from, to)}\u00A0%)`
}

function measuredRounds(rounds: Rounds, scenarioId: string, path: string): MeasuredRound[] {
  return rounds.complete.map((round) => {
    const rates = rounds
      .closed(scenarioId, round, path)
      .flatMap(({ status, result }) => (status === 'succeeded' && result ? [result.goodRatePerSec] : []))
    const light = rounds.light(scenarioId, round)
    const us = light?.status === 'succeeded' ? light.result?.latencyUs.measured.p50 : null
    return {
      goodRatePerSec: geometricMean(rates),
      lightMs: us === null || us === undefined ? null : us / 1000,
    }
  })
}

function isUsable({ goodRatePerSec, lightMs }: MeasuredRound): boolean {
  return goodRatePerSec !== null && lightMs !== null
}
