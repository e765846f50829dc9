import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { errorMessage } from '../../../shared/errors.ts'
import { correctHistogram, summarize, type Histogram } from '../../../shared/histogram.ts'
import type { TrialResult } from '../../../shared/run.ts'
import { lostRequests } from '../../../shared/trial-errors.ts'
import type { LoadTool, Measurement } from './load-tool.ts'
import type { RequestCounters } from './origin.ts'
import { trialFailed } from './trial-failed.ts'

/** What `templates/load/runner.sh` adds to the tool's result. */
const metaSchema = z.strictObject({
  originBefore: z.int().nullable(),
  originAfter: z.int().nullable(),
  cpuBusy: z.number().nullable(),
  cpuSteal: z.number().nullable(),
  /** Processor time of the load tool, and how many processors it could use; null where that is not known. */
  toolCpuSec: z.number(),
  toolCpus: z.int().nullable(),
  startedAtMs: z.number(),
  finishedAtMs: z.number(),
  exitCode: z.int(),
  ended: z.enum(['itself', 'deadline', 'stop']),
  generator: z.string(),
  output: z.string(),
})

/** `meta`, and the tool's result under the tool's id; null where it left none. */
const packedSchema = z.looseObject({ meta: metaSchema })

type Meta = z.infer<typeof metaSchema>

export interface DecodedTrial {
  result: TrialResult
  /** As measured. With `result.correctionIntervalUs` it gives the corrected view. */
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
 * A trial out of the runner's `result.b64` (gzip + base64 of JSON). `counters` are those of its origin.
 * Throws AppError `load-failed` with the reason when the tool left no result or its figures contradict each
 * other: such a trial has failed.
 */
export function decodeTrial(base64: string, tool: LoadTool, counters: RequestCounters | null): DecodedTrial {
  const { meta, [tool.id]: written } = unpack(base64)
  if (written === undefined || written === null) {
    const output = meta.output.trim() || 'it printed nothing'
    throw trialFailed(`${tool.name} ended with exit code ${meta.exitCode} and left no result: ${output}`)
  }
  const endedEarly = meta.ended !== 'itself'
  const measured = tool.decode(written, endedEarly)
  const { durationUs, plannedSec } = measured
  return {
    result: {
      ...countsOf(measured),
      statusCodes: measured.statusCodes,
      latencyUs: latenciesOf(measured),
      correctionIntervalUs: measured.correctionIntervalUs,
      originRequests: originRequests(meta, counters),
      samples: samplesOf(measured),
      generator: tool.check.parse(meta.generator),
      generatorCpu: generatorCpu(meta),
      generatorLoad: generatorLoad(meta, measured),
      addresses: measured.addresses,
    },
    histogram: measured.histogram,
    interrupted: endedEarly && durationUs < plannedSec * 990_000,
    startedAtMs: meta.startedAtMs,
    finishedAtMs: meta.finishedAtMs,
  }
}

function unpack(base64: string): z.infer<typeof packedSchema> {
  try {
    return packedSchema.parse(JSON.parse(gunzipSync(Buffer.from(base64, 'base64')).toString('utf8')))
  } catch (error) {
    if (error instanceof z.ZodError) throw trialFailed(`its result cannot be read: ${z.prettifyError(error)}`)
    // A result that could not be written to its end is cut off inside the archive, or inside its JSON.
    const isCutOff = (error as NodeJS.ErrnoException).code === 'Z_BUF_ERROR' || error instanceof SyntaxError
    const why = isCutOff ? 'it is not whole. The disk of the load generator may be full' : errorMessage(error)
    throw trialFailed(`its result cannot be read: ${why}.`)
  }
}

/** Counts and rates. A request is unanswered when the end of the trial cut it off. */
function countsOf({ requests, bytes, errors, durationUs, sentPerSecond }: Measurement) {
  const sent = sentPerSecond.reduce((sum, inSecond) => sum + inSecond, 0)
  const goodRequests = requests - errors.status - errors.timeout
  const seconds = durationUs / 1_000_000
  return {
    requests,
    goodRequests,
    unanswered: Math.max(0, sent - requests - errors.read),
    bytes,
    durationMs: durationUs / 1000,
    ratePerSec: requests / seconds,
    goodRatePerSec: goodRequests / seconds,
    errors,
  }
}

function latenciesOf(measured: Measurement): TrialResult['latencyUs'] {
  const { histogram, correctionIntervalUs } = measured
  const lost = lostRequests(countsOf(measured))
  return {
    measured: summarize(histogram, lost),
    corrected: summarize(correctHistogram(histogram, correctionIntervalUs), lost),
  }
}

/** Full seconds only. */
function samplesOf({ sentPerSecond, durationUs }: Measurement): TrialResult['samples'] {
  return sentPerSecond
    .slice(0, Math.floor(durationUs / 1_000_000))
    .map((requests, second) => ({ offsetMs: second * 1000, requests }))
}

function originRequests(
  { originBefore: before, originAfter: after }: Meta,
  counters: RequestCounters | null,
): number | null {
  return counters === null || before === null || after === null ? null : counters.between(before, after)
}

function generatorCpu({ cpuBusy: busy, cpuSteal: steal }: Meta): TrialResult['generatorCpu'] {
  return busy === null || steal === null ? null : { busy, steal }
}

/** Rule 13: processor time ÷ (duration × min(threads, processors)). */
function generatorLoad({ toolCpuSec, toolCpus }: Meta, { durationUs, threads }: Measurement): number | null {
  const seconds = durationUs / 1_000_000
  return toolCpus === null ? null : toolCpuSec / (seconds * Math.min(threads, toolCpus))
}
