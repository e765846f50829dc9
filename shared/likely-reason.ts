import type { Assessment } from './assessment.ts'
import { geometricMean } from './compare.ts'
import { count, threeFigures, times } from './figures.ts'
import { isGeneratorLimited } from './generator-limit.ts'
import { cellTrials, isValid, type Result } from './result.ts'

/** From this share of what its latency allows on, latency is what mostly limits a rate. */
const explained = 0.7

/**
 * What was measured that may explain a scenario's rate: what its own latency at light load allows with so
 * many connections (connections ÷ latency), or a load generator at its limit. Null without either.
 */
export function measuredReason(result: Result, found: Assessment, scenarioId: string): string | null {
  const path = result.run.paths[0] ?? '/'
  const valid = cellTrials(result, scenarioId, path).filter(isValid)
  if (valid.some((trial) => isGeneratorLimited(trial)))
    return 'The load generator was at its limit, so the scenario may be able to do more.'
  const rate = geometricMean(valid.map(({ result: { goodRatePerSec } }) => goodRatePerSec))
  const light = found.light.find((one) => one.scenarioId === scenarioId && one.percentile === 'p50')
  const p50Ms = light?.absoluteMs.point
  if (rate === null || p50Ms === null || p50Ms === undefined) return null
  const { connections } = result.run.load
  const possible = (connections * 1000) / p50Ms
  const bound =
    `At ${threeFigures(p50Ms)}\u00A0ms an answer, ${times(connections, 'connection')} can have at most ` +
    `${count(possible)} answers per second; ${count(rate)} were measured`
  return rate >= explained * possible
    ? `${bound}: the latency of a single request explains most of the rate.`
    : `${bound}: under load something else limits it, such as processors, queues or a throttle.`
}
