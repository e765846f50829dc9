import type { Fault, Field } from './faults.ts'
import { count } from './figures.ts'
import { isWholeWithin, isWithin, wholeNumberRange, type Bounds } from './number-rules.ts'
import type { Requirements } from './requirements.ts'

/** What each number may be. Apart from the schema, so that pages can check without zod. */
export const requirementLimits = {
  requestsPerMonth: { min: 1, max: 1_000_000_000_000 },
  peakPerSec: { min: 1, max: 1_000_000 },
  answerBytes: { min: 0, max: 1_000_000_000 },
  requestsPerConnection: { min: 1, max: 1_000_000 },
  serviceMs: { min: 0, max: 60_000 },
  latencyMs: { min: 0.1, max: 60_000 },
} as const

/** What holds until a person says otherwise: an API of some traffic, and no latency that must hold. */
export const defaultRequirements: Requirements = {
  requestsPerMonth: 20_000_000,
  peakPerSec: 100,
  answerBytes: null,
  requestsPerConnection: 100,
  serviceMs: null,
  latency: null,
  mustHaves: [],
  freeTier: false,
}

const secondsPerMonth = 730 * 3600

/** What is wrong with requirements, field by field; empty where one can decide by them. */
export function requirementFaults(requirements: Requirements): Fault[] {
  const { requestsPerMonth, peakPerSec, answerBytes, requestsPerConnection, serviceMs, latency } =
    requirements
  const traffic = [
    ...wholeFaults('requirements.requestsPerMonth', requestsPerMonth, requirementLimits.requestsPerMonth),
    ...rangeFaults('requirements.peakPerSec', peakPerSec, requirementLimits.peakPerSec),
  ]
  return [
    ...(traffic.length > 0 ? traffic : peakFaults(requestsPerMonth, peakPerSec)),
    ...wholeFaults('requirements.answerBytes', answerBytes ?? 0, requirementLimits.answerBytes, 'bytes'),
    ...wholeFaults(
      'requirements.requestsPerConnection',
      requestsPerConnection,
      requirementLimits.requestsPerConnection,
    ),
    ...rangeFaults('requirements.serviceMs', serviceMs ?? 0, requirementLimits.serviceMs, 'milliseconds'),
    ...rangeFaults('requirements.latency.ms', latency?.ms ?? 1, requirementLimits.latencyMs, 'milliseconds'),
  ]
}

/** A peak below the average of the month contradicts it. */
function peakFaults(requestsPerMonth: number, peakPerSec: number): Fault[] {
  const average = requestsPerMonth / secondsPerMonth
  if (peakPerSec >= average) return []
  const message =
    `Must be at least ${count(Math.ceil(average))} per second: ` +
    `that is the average of ${count(requestsPerMonth)} requests a month.`
  return [{ field: 'requirements.peakPerSec', message }]
}

function wholeFaults(field: Field, value: number, bounds: Bounds, unit = ''): Fault[] {
  return isWholeWithin(value, bounds) ? [] : [{ field, message: wholeNumberRange(bounds, unit) }]
}

function rangeFaults(field: Field, value: number, bounds: Bounds, unit = ''): Fault[] {
  if (isWithin(value, bounds)) return []
  const { min, max } = bounds
  const behind = unit === '' ? '' : ` ${unit}`
  return [{ field, message: `Must be from ${min} to ${count(max)}${behind}.` }]
}
