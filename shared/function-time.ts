import type { FunctionMsSource } from './monthly-cost.ts'
import type { Load } from './experiment.ts'
import type { Trial } from './run.ts'

/** For how long a request keeps a function busy, in milliseconds, and how that is known. */
export interface FunctionTime {
  ms: number
  source: FunctionMsSource
}

/**
 * The time of a scenario's function, for a service that takes `serviceMs`: the mean latency of a client at
 * light load (the geometric mean of the trials' values, rule 3), with the person's service time in place of
 * the run's. Null where no trial at light load is valid: busy connections queue, which is no function's time.
 */
export function functionTimeOf(
  trials: readonly Trial[],
  { service }: Pick<Load, 'service'>,
  scenarioId: string,
  serviceMs: number,
): FunctionTime | null {
  const means = trials.flatMap((trial) => {
    const isValid = trial.scenarioId === scenarioId && trial.load === 'light' && trial.status === 'succeeded'
    const mean = trial.result?.latencyUs.measured.mean ?? 0
    return isValid && mean > 0 ? [Math.log(mean / 1000)] : []
  })
  if (means.length === 0) return null
  const clientMs = Math.exp(means.reduce((sum, one) => sum + one, 0) / means.length)
  return { ms: Math.max(0, clientMs - service.timeMs) + serviceMs, source: 'client-latency' }
}
