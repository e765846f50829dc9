import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { AppError, errorMessage } from '../../../shared/errors.ts'
import {
  correctHistogram,
  correctionInterval,
  countOf,
  invertCorrection,
  summarize,
  type Histogram,
} from '../../../shared/histogram.ts'
import { errorsSchema, type TrialResult } from '../../../shared/run.ts'
import { parseGenerator } from './tools.ts'

const count = z.int().min(0)

/**
 * What `templates/load/trial.lua` writes; `correction` is `none` from the stand-in, which measures without
 * one.
 */
const wrkSchema = z.strictObject({
  script: z.int(),
  correction: z.enum(['wrk', 'none']),
  connections: z.int().min(1),
  threads: z.int().min(1),
  durationSec: z.number().positive(),
  startedAtMs: z.number(),
  durationUs: count,
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
  addresses: z.array(z.string()),
})

/** What `templates/load/runner.sh` adds. */
const metaSchema = z.strictObject({
  originBefore: z.int().nullable(),
  originAfter: z.int().nullable(),
  cpuBusy: z.number().nullable(),
  cpuSteal: z.number().nullable(),
  startedAtMs: z.number(),
  finishedAtMs: z.number(),
  exitCode: z.int(),
  ended: z.enum(['itself', 'deadline', 'stop']),
  generator: z.string(),
  output: z.string(),
})

const packedSchema = z.strictObject({ wrk: wrkSchema.nullable(), meta: metaSchema })

type WrkResult = z.infer<typeof wrkSchema>

export interface DecodedTrial {
  result: TrialResult
  /**
   * As measured: wrk's correction is undone. With `result.correctionIntervalUs` it gives the corrected
   * view.
   */
  histogram: Histogram
  /**
   * Ended before its time, by a stop or by its deadline: complete for the time it ran, but not the trial
   * that was planned.
   */
  interrupted: boolean
  startedAtMs: number
  finishedAtMs: number
}

/**
 * A trial out of the runner's `result.b64` (gzip + base64 of JSON). Throws AppError `load-failed` with the
 * reason where wrk left no result or its figures contradict each other: such a trial has failed.
 */
export function decodeTrial(base64: string): DecodedTrial {
  const { wrk, meta } = unpack(base64)
  if (wrk === null)
    throw failed(
      `wrk ended with exit code ${meta.exitCode} and left no result: ${meta.output.trim() || 'it printed nothing'}`,
    )
  const interrupted = meta.ended !== 'itself' && wrk.durationUs < wrk.durationSec * 990_000
  if (!interrupted) checkDuration(wrk)
  const intervalUs = correctionInterval(wrk)
  const histogram = measuredHistogram(wrk, intervalUs)
  const { requests, errors } = wrk
  const sent = wrk.sentPerSecond.reduce((sum, inSecond) => sum + inSecond, 0)
  const unanswered = Math.max(0, sent - requests - errors.read)
  const lost = errors.connect + errors.read + errors.write + errors.timeout + errors.status + unanswered
  const goodRequests = requests - errors.status - errors.timeout
  const seconds = wrk.durationUs / 1_000_000
  const result: TrialResult = {
    requests,
    goodRequests,
    unanswered,
    bytes: wrk.bytes,
    durationMs: wrk.durationUs / 1000,
    ratePerSec: requests / seconds,
    goodRatePerSec: goodRequests / seconds,
    errors,
    latencyUs: {
      measured: summarize(histogram, lost),
      corrected: summarize(correctHistogram(histogram, intervalUs), lost),
    },
    correctionIntervalUs: intervalUs,
    originRequests: originRequests(meta.originBefore, meta.originAfter),
    samples: wrk.sentPerSecond
      .slice(0, Math.floor(seconds))
      .map((requests, second) => ({ offsetMs: second * 1000, requests })),
    generator: parseGenerator(meta.generator),
    generatorCpu:
      meta.cpuBusy === null || meta.cpuSteal === null ? null : { busy: meta.cpuBusy, steal: meta.cpuSteal },
    addresses: wrk.addresses,
  }
  return { result, histogram, interrupted, startedAtMs: meta.startedAtMs, finishedAtMs: meta.finishedAtMs }
}

function unpack(base64: string): z.infer<typeof packedSchema> {
  try {
    return packedSchema.parse(JSON.parse(gunzipSync(Buffer.from(base64, 'base64')).toString('utf8')))
  } catch (error) {
    throw failed(
      `its result cannot be read: ${error instanceof z.ZodError ? z.prettifyError(error) : errorMessage(error)}`,
    )
  }
}

/**
 * wrk ends on a tick of 100 ms and joins its threads; beyond that a wrong duration means that the clock was
 * set meanwhile.
 */
function checkDuration({ durationUs, durationSec }: WrkResult): void {
  const plannedUs = durationSec * 1_000_000
  if (Math.abs(durationUs - plannedUs) <= plannedUs * 0.1 + 300_000) return
  throw failed(
    `wrk says that it ran for ${(durationUs / 1_000_000).toFixed(2)} s instead of ${durationSec} s: the clock of the load generator was set.`,
  )
}

/** The histogram as measured, checked against the counters, which wrk keeps apart from it. */
function measuredHistogram(
  { latency, correction, requests, errors }: WrkResult,
  intervalUs: number | null,
): Histogram {
  const found = fromDeltas(latency.histogram)
  if (countOf(found) !== latency.count)
    throw failed(`its histogram holds ${countOf(found)} samples where wrk counted ${latency.count}.`)
  const measured = correction === 'none' ? found : inverted(found, intervalUs)
  const expected = requests - errors.timeout
  if (countOf(measured) === expected) return measured
  throw failed(`its histogram holds ${countOf(measured)} measured requests where wrk counted ${expected}.`)
}

function inverted(corrected: Histogram, intervalUs: number | null): Histogram {
  try {
    return invertCorrection(corrected, intervalUs)
  } catch (error) {
    throw failed(`wrk's correction cannot be undone: ${errorMessage(error)}`)
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

/**
 * stub_status counts the question that it answers: of the two around a trial, the second lies between the
 * two counts.
 */
function originRequests(before: number | null, after: number | null): number | null {
  if (before === null || after === null || after <= before) return null
  return after - before - 1
}

function failed(reason: string): AppError {
  return new AppError('load-failed', `The trial failed: ${reason}`)
}
