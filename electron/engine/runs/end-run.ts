import { runCostOf } from '../../../shared/spent.ts'
import { errorMessage } from '../../../shared/errors.ts'
import type { Run, RunStatus, Trial } from '../../../shared/run.ts'
import { report, type EngineContext } from '../engine-context.ts'
import { collectTrial } from './collect-trial.ts'
import type { DrivenRun } from './driven-run.ts'

/** How long to try to fetch what is finished once a run has to end. */
const keepTimeoutMs = 60_000

type Ending = { status: Exclude<RunStatus, 'running'>; failure: string | null }

/** Records how a run ended and what it cost, and announces it. */
export function endRun({ deployments, runs }: EngineContext, run: Run, ending: Ending): void {
  const trials = runs.trials(run.id)
  const { status, failure } = judged(ending, trials)
  const nowMs = Date.now()
  const cost = runCostOf(deployments.get(run.deploymentId), run, trials, nowMs)
  if (cost) runs.change(run.id, { cost })
  runs.finish(run.id, status, failure, nowMs)
}

/** A run whose every trial failed did not succeed, even though nothing broke on our side. */
function judged(ending: Ending, trials: readonly Trial[]): Ending {
  const nothing = trials.every(({ status }) => status === 'failed' || status === 'pending')
  return ending.status === 'succeeded' && nothing
    ? { status: 'failed', failure: 'Every trial failed.' }
    : ending
}

/**
 * Stops the runner and fetches what it has finished but was not collected yet. Keeps what it can; throws
 * nothing.
 */
export async function keepFinished(driven: DrivenRun): Promise<void> {
  const { context, run, runner } = driven
  const signal = AbortSignal.timeout(keepTimeoutMs)
  try {
    await runner.stop(signal)
    for (const entry of await runner.journal(signal))
      if (entry.kind === 'finished') await collectTrial(driven, entry.index, signal)
  } catch (thrown) {
    const message = `Finished trials could not be fetched: ${errorMessage(thrown)}`
    report(context, run.deploymentId, { level: 'warning', message, runId: run.id })
  }
}
