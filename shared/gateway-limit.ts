import type { Run } from './run.ts'
import type { Scenario } from './scenario.ts'
import { burstParameter, throttleParameter } from './template-contract.ts'

/** What admits requests to a scenario's API, in requests per second, and how many at once. */
export interface GatewayLimit {
  /** Whose throttle it is: the lower one admits. */
  of: 'stage' | 'account' | 'both'
  ratePerSec: number
  /** Null where it is not known. */
  burst: number | null
}

/** `The throttle of …`. */
export const throttleOwners: Record<GatewayLimit['of'], string> = {
  stage: 'the stage',
  account: 'the account',
  both: 'the stage and of the account',
}

/** Good requests from this share of a limit on are at the limit (0-1). */
const atLimitShare = 0.95

/** Whether a rate of good requests is at a limit, so that the limit may be what was measured. */
export function isAtLimit(goodRatePerSec: number, { ratePerSec }: GatewayLimit): boolean {
  return goodRatePerSec >= ratePerSec * atLimitShare
}

/**
 * The limit of a scenario's API by the throttle of its stage, as chosen, and that of the account, as it was
 * asked. Null for a scenario without a throttle.
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
  if (ratePerSec === null) return null
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

function least(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other)
}
