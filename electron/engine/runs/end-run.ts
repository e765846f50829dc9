import { runCostOf } from '../../../shared/spent.ts'
import { errorMessage } from '../../../shared/errors.ts'
import { endingOf, type Ending } from '../../../shared/completeness.ts'
import type { Run } from '../../../shared/run.ts'
import { report, type EngineContext } from '../engine-context.ts'
import { collectDiagnosis, collectTrial } from './collect-trial.ts'
import type { DrivenRun } from './driven-run.ts'
import { assessmentOf } from './end-when-sure.ts'
import type { RunnerEnd } from './follow-run.ts'

/** How long to try to fetch what is finished once a run has to end. */
const keepTimeoutMs = 60_000

/** Records how a run ended that something else ended, and what it cost, and announces it. */
export function endRun(context: EngineContext, run: Run, ending: Ending): void {
  finish(context, run, ending, null)
}

/** The same of a run whose runner has come to an end of its own: its trials tell its status. */
export function endAs(context: EngineContext, run: Run, end: RunnerEnd): void {
  const bySure = run.rule.kind === 'until-sure' && assessmentOf(context, run)?.look.sure
  const endedBy = end === 'capped' ? 'cap' : bySure ? 'sure' : 'rounds'
  finish(context, run, endingOf(run, context.runs.trials(run.id)), endedBy)
}

function finish(context: EngineContext, run: Run, ending: Ending, endedBy: Run['endedBy']): void {
  const { deployments, prices, runs } = context
  const trials = runs.trials(run.id)
  const { status, failure } = ending
  const nowMs = Date.now()
  const deployment = deployments.get(run.deploymentId)
  const cost = runCostOf(
    deployment,
    run,
    [...trials, ...runs.diagnoses(run.id)],
    nowMs,
    prices.known(deployment.account, deployment.region),
  )
  if (cost) runs.change(run.id, { cost })
  runs.finish(run.id, status, failure, nowMs, endedBy)
}

/**
 * Stops the runner and fetches what it has finished but was not collected yet. Keeps what it can; throws
 * nothing.
 * @returns how the runner has ended of its own, before it was stopped; undefined where it has not
 */
export async function keepFinished(driven: DrivenRun): Promise<RunnerEnd | undefined> {
  const { context, run, runner } = driven
  const signal = AbortSignal.timeout(keepTimeoutMs)
  try {
    await runner.stop(signal)
    const journal = await runner.journal(signal)
    for (const entry of journal) {
      if (entry.kind === 'finished') await collectTrial(driven, entry.index, signal)
      if (entry.kind === 'diagnosed') await collectDiagnosis(driven, entry.index, signal)
    }
    return journal.map(({ kind }) => kind).find((kind) => kind === 'done' || kind === 'capped')
  } catch (thrown) {
    const message = `Finished trials could not be fetched: ${errorMessage(thrown)}`
    report(context, run.deploymentId, { level: 'warning', message, runId: run.id })
    return undefined
  }
}
