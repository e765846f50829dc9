import type { TrialResult } from './run.ts'

/** More errors than this share of the requests make a trial invalid. */
const mostErrors = 0.01

/** Failed requests of every kind. */
export function errorCount({ errors }: Pick<TrialResult, 'errors'>): number {
  return Object.values(errors).reduce<number>((sum, count) => sum + (count ?? 0), 0)
}

/** Requests whose latency nobody knows: those that failed, and those that the end of the trial cut off. */
export function lostRequests(result: Pick<TrialResult, 'errors' | 'unanswered'>): number {
  return errorCount(result) + (result.unanswered ?? 0)
}

/**
 * Errors as a share of the requests that were sent, 0-1. A connection may fail before it sends anything:
 * without a single request, any error makes it 1.
 */
export function errorShare(result: Pick<TrialResult, 'errors' | 'requests' | 'unanswered'>): number {
  const failed = errorCount(result)
  const sent = result.requests + (result.unanswered ?? 0) + result.errors.read
  return failed === 0 ? 0 : Math.min(1, failed / Math.max(1, sent))
}

/**
 * Whether a trial's figures may be ranked, and if not, why. `unanswered` requests are no errors of the
 * service: they were cut off by the end.
 */
export function judgeTrial(result: TrialResult): { status: 'succeeded' | 'invalid'; reason: string | null } {
  if (result.requests === 0) return { status: 'invalid', reason: 'Not one request was answered.' }
  const share = errorShare(result)
  if (share <= mostErrors) return { status: 'succeeded', reason: null }
  return {
    status: 'invalid',
    reason: `${(share * 100).toFixed(1)} % of the requests were errors; more than 1 % cannot be ranked.`,
  }
}
