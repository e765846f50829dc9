import { z } from 'zod'
import { errorMessage } from '../../../../shared/errors.ts'
import {
  correctionInterval,
  countOf,
  invertCorrection,
  type Histogram,
} from '../../../../shared/histogram.ts'
import { errorsSchema } from '../../../../shared/run.ts'
import type { Measurement } from '../load-tool.ts'
import { trialFailed } from '../trial-failed.ts'

const count = z.int().min(0)

/**
 * What `templates/load/trial.lua` writes. `correction` is `none` from the stand-in, which measures without
 * one.
 */
const resultSchema = z.strictObject({
  script: z.int(),
  correction: z.enum(['wrk', 'none']),
  connections: z.int().min(1),
  threads: z.int().min(1),
  durationSec: z.number().positive(),
  startedAtMs: z.number(),
  /** Negative where the clock was set back meanwhile. */
  durationUs: z.int(),
  requests: count,
  bytes: count,
  errors: errorsSchema,
  latency: z.strictObject({
    count,
    min: z.number().nullable(),
    max: z.number().nullable(),
    histogram: z.array(count),
  }),
  sentPerSecond: z.array(z.int()),
  statusCodes: z.record(z.string(), count).nullable().default(null),
  addresses: z.array(z.string()),
})

type Result = z.infer<typeof resultSchema>

/** `LoadTool.decode` of wrk: its correction of the latencies is undone. */
export function decodeResult(written: unknown, endedEarly: boolean): Measurement {
  const parsed = resultSchema.safeParse(written)
  if (!parsed.success) throw trialFailed(`its result cannot be read: ${z.prettifyError(parsed.error)}`)
  const result = parsed.data
  checkDuration(result, endedEarly)
  const correctionIntervalUs = correctionInterval(result)
  const { durationSec, durationUs, threads, requests, bytes, errors, statusCodes, sentPerSecond, addresses } =
    result
  const histogram = measuredHistogram(result, correctionIntervalUs)
  return {
    plannedSec: durationSec,
    threads,
    durationUs,
    requests,
    bytes,
    errors,
    statusCodes,
    sentPerSecond,
    histogram,
    correctionIntervalUs,
    addresses,
  }
}

/**
 * wrk ends on a tick of 100 ms and joins its threads, and measures by the clock of the day. It cannot tell a
 * clock that was set forward from a machine that stood still.
 */
function checkDuration({ durationUs, durationSec }: Result, endedEarly: boolean): void {
  const overUs = durationUs - durationSec * 1_000_000
  const toleranceUs = durationSec * 100_000 + 300_000
  const isShort = durationUs <= 0 || (overUs < -toleranceUs && !endedEarly)
  if (overUs <= toleranceUs && !isShort) return
  const ranSec = (durationUs / 1_000_000).toFixed(2)
  const cause = isShort ? 'its clock was set back' : 'it was paused, or its clock was set forward'
  throw trialFailed(
    `by the clock of the load generator, wrk ran for ${ranSec} s instead of ${durationSec} s: ${cause}.`,
  )
}

/** The histogram as measured, checked against the counters, which wrk keeps apart from it. */
function measuredHistogram(
  { latency, correction, requests, errors }: Result,
  intervalUs: number | null,
): Histogram {
  const written = fromDeltas(latency.histogram)
  if (countOf(written) !== latency.count)
    throw trialFailed(`its histogram holds ${countOf(written)} samples where wrk counted ${latency.count}.`)
  const measured = correction === 'none' ? written : inverted(written, intervalUs)
  const expected = requests - errors.timeout
  if (countOf(measured) === expected) return measured
  throw trialFailed(
    `its histogram holds ${countOf(measured)} measured requests where wrk counted ${expected}.`,
  )
}

function inverted(corrected: Histogram, intervalUs: number | null): Histogram {
  try {
    return invertCorrection(corrected, intervalUs)
  } catch (error) {
    throw trialFailed(`wrk's correction cannot be undone: ${errorMessage(error)}`)
  }
}

/** `[value, count, difference to that value, count, …]`. */
function fromDeltas(deltas: readonly number[]): Histogram {
  const histogram: [number, number][] = []
  let value = 0
  for (let at = 0; at + 1 < deltas.length; at += 2) {
    value += deltas[at] ?? 0
    histogram.push([value, deltas[at + 1] ?? 0])
  }
  return histogram
}
