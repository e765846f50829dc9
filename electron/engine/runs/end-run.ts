import { runCostOf } from '../../../shared/spent.ts'
import { errorMessage } from '../../../shared/errors.ts'
import { endingOf, type Ending } from '../../../shared/completeness.ts'
import type { Run } from '../../../shared/run.ts'
import { report, type EngineContext } from '../engine-context.ts'
import { collectDiagnosis, collectTrial } from './collect-trial.ts'
import type { DrivenRun } from './driven-run.ts'

/** How long to try to fetch what is finished once a run has to end. */
const keepTimeoutMs = 60_000

/**
 * Records how a run ended and what it cost, and announces it. One that came to the end of its schedule
 * (`succeeded`) is judged by its trials.
 */
export function endRun({ deployments, runs }: EngineContext, run: Run, ending: Ending): void {
  const trials = runs.trials(run.id)
  const { status, failure } = ending.status === 'succeeded' ? endingOf(run, trials) : ending
  const nowMs = Date.now()
  const cost = runCostOf(
    deployments.get(run.deploymentId),
    run,
    [...trials, ...runs.diagnoses(run.id)],
    nowMs,
  )
  if (cost) runs.change(run.id, { cost })
  runs.finish(run.id, status, failure, nowMs)
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
    for (const entry of await runner.journal(signal)) {
      if (entry.kind === 'finished') await collectTrial(driven, entry.index, signal)
      if (entry.kind === 'diagnosed') await collectDiagnosis(driven, entry.index, signal)
    }
  } catch (thrown) {
    const message = `Finished trials could not be fetched: ${errorMessage(thrown)}`
    report(context, run.deploymentId, { level: 'warning', message, runId: run.id })
  }
}
