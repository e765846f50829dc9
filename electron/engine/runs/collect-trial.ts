import { errorMessage } from '../../../shared/errors.ts'
import { encodeHistogram } from '../../../shared/histogram-text.ts'
import { judgeTrial, type Run, type Trial } from '../../../shared/run.ts'
import type { EngineContext } from '../engine-context.ts'
import { decodeTrial } from '../load/decode.ts'
import type { Runner } from './runner.ts'

/**
 * Fetches a finished trial, decodes it and writes it down. A trial without a usable result is `failed`,
 * with its reason, and the run goes on.
 * @returns the trial; null where it was written down before
 */
export async function collectTrial(
  context: EngineContext,
  run: Run,
  runner: Runner,
  order: number,
  signal: AbortSignal,
): Promise<Trial | null> {
  const planned = context.runs.trials(run.id).find((trial) => trial.order === order)
  if (!planned || planned.status !== 'pending') return null
  const { trial: measured, histogram } = outcomeOf(planned, await runner.fetch(order, signal))
  // Only the practice account's load generator sleeps with this machine.
  const asleep =
    run.account.kind === 'practice' && measured.status === 'succeeded' && context.sleptThrough(run.id, order)
  const trial: Trial = asleep
    ? { ...measured, status: 'invalid', reason: 'This machine was asleep during the trial.' }
    : measured
  context.runs.recordTrial(trial, histogram)
  return trial
}

function outcomeOf(planned: Trial, packed: string | null): { trial: Trial; histogram: string | null } {
  if (packed === null)
    return {
      trial: { ...planned, status: 'failed', reason: 'The load generator kept no result.' },
      histogram: null,
    }
  try {
    const { result, histogram, interrupted } = decodeTrial(packed)
    const verdict = interrupted
      ? { status: 'interrupted' as const, reason: 'Stopped before its time was up.' }
      : judgeTrial(result)
    return { trial: { ...planned, ...verdict, result }, histogram: encodeHistogram(histogram) }
  } catch (thrown) {
    return { trial: { ...planned, status: 'failed', reason: errorMessage(thrown) }, histogram: null }
  }
}
