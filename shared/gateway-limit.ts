import type { Run } from './run.ts'
import type { Scenario } from './scenario.ts'
import { burstParameter, throttleParameter } from './template-contract.ts'

/** What admits requests to a scenario's API or function, in requests per second, and how many at once. */
export interface GatewayLimit {
  /** Whose throttle it is: the lower one admits. */
  of: 'stage' | 'account' | 'both' | 'concurrency'
  ratePerSec: number
  /** Null where it is not known. */
  burst: number | null
}

/** `The throttle of …`. */
export const throttleOwners: Record<GatewayLimit['of'], string> = {
  stage: 'the stage',
  account: 'the account',
  both: 'the stage and of the account',
  concurrency: 'Lambda for the account’s concurrency',
}

/** Good requests from this share of a limit on are at the limit (0-1). */
const atLimitShare = 0.95

/** Whether a rate of good requests is at a limit, so that the limit may be what was measured. */
export function isAtLimit(goodRatePerSec: number, { ratePerSec }: GatewayLimit): boolean {
  return goodRatePerSec >= ratePerSec * atLimitShare
}

/**
 * The limit of a scenario's API by the throttle of its stage, as chosen, and that of the account, as it was
 * asked: it holds for REST and HTTP APIs together. A function URL has no throttle, but Lambda takes only ten
 * requests a second for each concurrent execution. Null for a scenario without either. Source: Lambda
 * developer guide, "Lambda quotas" and "Understanding function scaling".
 */
export function gatewayLimitOf(
  { conditions }: Pick<Run, 'conditions'>,
  scenario: Scenario | undefined,
): GatewayLimit | null {
  const chosen = (parameter: string): number | null => {
    const option = scenario?.options.find((one) => one.parameter === parameter)
    if (scenario === undefined || option === undefined) return null
    return Number(conditions?.options[scenario.id]?.[parameter] ?? option.default)
  }
  const ratePerSec = chosen(throttleParameter)
  if (ratePerSec === null) return concurrencyLimit(conditions, scenario)
  const stage: GatewayLimit = { of: 'stage', ratePerSec, burst: chosen(burstParameter) }
  const { gatewayRatePerSec, gatewayBurst = null } = conditions?.limits ?? {}
  if (typeof gatewayRatePerSec !== 'number' || gatewayRatePerSec > ratePerSec) return stage
  const burst = gatewayRatePerSec < ratePerSec ? gatewayBurst : least(gatewayBurst, stage.burst)
  return {
    of: gatewayRatePerSec < ratePerSec ? 'account' : 'both',
    ratePerSec: gatewayRatePerSec,
    burst,
  }
}

/**
 * Requests per second that Lambda takes for each concurrent execution. Source: Lambda developer guide,
 * "Lambda quotas": each instance of an execution environment can serve up to 10 requests per second.
 */
export const requestsPerExecution = 10

function concurrencyLimit(
  conditions: Run['conditions'],
  scenario: Scenario | undefined,
): GatewayLimit | null {
  const concurrency = conditions?.limits?.lambdaConcurrency
  if (scenario?.group !== 'function-url' || typeof concurrency !== 'number') return null
  return { of: 'concurrency', ratePerSec: concurrency * requestsPerExecution, burst: null }
}

function least(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other)
}
