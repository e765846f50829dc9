import { requirementFaults } from '../../../shared/requirement-rules.ts'
import type { Fault } from '../../../shared/faults.ts'
import type { Requirements } from '../../../shared/requirements.ts'

type Latency = NonNullable<Requirements['latency']>

/**
 * Requirements while they are typed: null where there is no number. What a choice makes idle is kept, for the
 * case that it changes back.
 */
export interface RequirementFields extends Pick<
  Requirements,
  'answerBytes' | 'serviceMs' | 'mustHaves' | 'freeTier'
> {
  millionsPerMonth: number | null
  peakPerSec: number | null
  requestsPerConnection: number | null
  /** `none`: no latency must hold. */
  latencyOf: Latency['of'] | 'none'
  percentile: Latency['percentile']
  latencyMs: number | null
}

/** What stands in the field until a latency is asked for. */
const idleMs = 25

export function fieldsOf(requirements: Requirements): RequirementFields {
  const { requestsPerMonth, peakPerSec, requestsPerConnection, latency } = requirements
  const { answerBytes, serviceMs, mustHaves, freeTier } = requirements
  return {
    millionsPerMonth: requestsPerMonth / 1e6,
    peakPerSec,
    requestsPerConnection,
    answerBytes,
    serviceMs,
    latencyOf: latency?.of ?? 'none',
    percentile: latency?.percentile ?? 'p50',
    latencyMs: latency?.ms ?? idleMs,
    mustHaves,
    freeTier,
  }
}

/** The requirements of the fields; NaN where one holds no number. */
export function requirementsOf(fields: RequirementFields): Requirements {
  const { millionsPerMonth, peakPerSec, requestsPerConnection, answerBytes, serviceMs } = fields
  const { latencyOf, percentile, latencyMs, mustHaves, freeTier } = fields
  return {
    requestsPerMonth: Math.round((millionsPerMonth ?? Number.NaN) * 1e6),
    peakPerSec: peakPerSec ?? Number.NaN,
    requestsPerConnection: requestsPerConnection ?? Number.NaN,
    answerBytes,
    serviceMs,
    latency: latencyOf === 'none' ? null : { percentile, of: latencyOf, ms: latencyMs ?? Number.NaN },
    mustHaves,
    freeTier,
  }
}

export function fieldFaults(fields: RequirementFields): Fault[] {
  return requirementFaults(requirementsOf(fields))
}
