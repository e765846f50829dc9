import { AppError, errorMessage } from '../../../shared/errors.ts'
import { encodeHistogram } from '../../../shared/histogram-text.ts'
import type { Trial } from '../../../shared/run.ts'
import { judgeTrial } from '../../../shared/trial-errors.ts'
import { report } from '../engine-context.ts'
import { decodeTrial, type DecodedTrial } from '../load/decode.ts'
import type { DrivenRun } from './driven-run.ts'

/**
 * Fetches a finished trial, decodes it and records it. A trial without a usable result is `failed`,
 * with its reason, and the run goes on.
 * @returns the trial; null when it was recorded before
 */
export async function collectTrial(
  { context, run, origin, runner }: DrivenRun,
  order: number,
  signal: AbortSignal,
): Promise<Trial | null> {
  const planned = context.runs.trials(run.id).find((trial) => trial.order === order)
  if (!planned || planned.status !== 'pending') return null
  const packed = await runner.fetch(order, 'result', signal)
  const { trial: measured, histogram } = outcomeOf(planned, () => {
    if (packed === null) throw new AppError('load-failed', 'The load generator kept no result.')
    return decodeTrial(packed, context.loadTool, origin.counters)
  })
  // Only the practice account's load generator sleeps with this machine.
  const asleep =
    run.account.kind === 'practice' && measured.status === 'succeeded' && context.sleptThrough(run.id, order)
  const trial: Trial = asleep
    ? { ...measured, status: 'invalid', reason: 'This machine was asleep during the trial.' }
    : measured
  context.runs.recordTrial(trial, histogram)
  return trial
}

function outcomeOf(planned: Trial, decode: () => DecodedTrial): { trial: Trial; histogram: string | null } {
  try {
    const { result, histogram, interrupted } = decode()
    const verdict = interrupted
      ? { status: 'interrupted' as const, reason: 'Stopped before its time was up.' }
      : judgeTrial(result)
    return { trial: { ...planned, ...verdict, result }, histogram: encodeHistogram(histogram) }
  } catch (thrown) {
    return { trial: { ...planned, status: 'failed', reason: errorMessage(thrown) }, histogram: null }
  }
}

/** Diagnoses stand behind every trial of a schedule. */
const diagnosesFrom = 1_000_000

/**
 * Fetches and records what counted the status codes of a trial. One that cannot be fetched or read is left
 * out: no figure depends on it.
 */
export async function collectDiagnosis(
  { context, run, origin, runner }: DrivenRun,
  order: number,
  signal: AbortSignal,
): Promise<void> {
  const of = context.runs.trials(run.id).find((trial) => trial.order === order)
  const known = context.runs.diagnoses(run.id).some((one) => one.order === diagnosesFrom + order)
  if (of === undefined || known) return
  try {
    const packed = await runner.fetch(order, 'diagnosis', signal)
    if (packed === null) return
    const { result } = decodeTrial(packed, context.loadTool, origin.counters)
    const place = { order: diagnosesFrom + order, load: 'diagnosis' as const }
    context.runs.recordDiagnosis({ ...of, ...place, status: 'succeeded', reason: null, result })
  } catch (thrown) {
    signal.throwIfAborted()
    if (context.storeHealth.isStorageError(thrown)) throw thrown
    const message = `The status codes of trial ${order + 1} are not known: ${errorMessage(thrown)}`
    report(context, run.deploymentId, { level: 'warning', message, runId: run.id })
  }
}
