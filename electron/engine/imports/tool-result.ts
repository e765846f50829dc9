import { summarize, type Histogram } from '../../../shared/histogram.ts'
import type { Summary } from '../../../shared/latency.ts'
import type { TrialResult } from '../../../shared/run.ts'
import { percentileUse } from '../../../shared/statistics/percentile-rule.ts'
import { lostRequests } from '../../../shared/trial-errors.ts'

/** What one file of a load tool says. What a format does not have is null. */
export interface ToolResult {
  tool: string
  threads: number | null
  connections: number | null
  durationMs: number
  /** The path of the address that was loaded. */
  path: string | null
  /** Host and path, to tell whether files are of the same address. */
  address: string | null
  /** Answers of any status. */
  requests: number
  goodRequests: number
  bytes: number | null
  unanswered: number | null
  errors: TrialResult['errors']
  statusCodes: TrialResult['statusCodes']
  /** As the tool saw each request, and as it counts those that a busy connection kept from being sent. */
  latency: { measured: ToolLatency | null; corrected: ToolLatency | null }
  /** Every single latency, where the file has them. */
  histogram: Histogram | null
}

/** Latencies in microseconds, as a tool prints them. */
export type ToolLatency = Partial<
  Record<'p50' | 'p75' | 'p90' | 'p99' | 'p999' | 'max' | 'mean', number | null>
>

const places = { p50: 0.5, p75: 0.75, p90: 0.9, p99: 0.99, p999: 0.999 } as const

/** No errors of any cause. */
export const noErrors = { connect: 0, read: 0, write: 0, timeout: 0, status: 0 } as const

/** What a file says as the result of a trial. */
export function trialResultOf(found: ToolResult): TrialResult {
  const { tool, requests, goodRequests, histogram, latency, errors } = found
  const durationMs = Math.round(found.durationMs * 1000) / 1000
  const seconds = durationMs / 1000
  const lost = lostRequests(found)
  const measured =
    histogram === null ? summaryOf(latency.measured, requests, lost) : summarize(histogram, lost)
  return {
    requests,
    goodRequests,
    unanswered: found.unanswered,
    bytes: found.bytes,
    durationMs,
    ratePerSec: requests / seconds,
    goodRatePerSec: goodRequests / seconds,
    errors,
    statusCodes: found.statusCodes,
    latencyUs: { measured, corrected: summaryOf(latency.corrected, requests, lost) },
    correctionIntervalUs: null,
    originRequests: null,
    samples: [],
    generator: { name: tool, version: 'not in the file', standsFor: null },
    generatorCpu: null,
    generatorLoad: null,
    addresses: [],
  }
}

/** A percentile of too few requests is left out, as in a trial of our own. Rule 11. */
function summaryOf(latency: ToolLatency | null, count: number, lost: number): Summary {
  const at = (name: keyof typeof places): number | null => {
    const value = latency?.[name] ?? null
    // Zero is below what the tool can tell.
    return value !== null && value > 0 && percentileUse(count, places[name], lost).show
      ? Math.round(value)
      : null
  }
  return {
    p50: at('p50'),
    p75: at('p75'),
    p90: at('p90'),
    p99: at('p99'),
    p999: at('p999'),
    max: latency?.max == null ? null : Math.round(latency.max),
    mean: latency?.mean ?? null,
    count: latency === null ? 0 : count,
  }
}
