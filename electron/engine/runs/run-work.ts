import { errorMessage } from '../../../shared/errors.ts'
import type { Aws } from '../aws/clients.ts'
import type { Lease } from '../deployments/lease.ts'
import { causeOf, findLoss, lossError } from '../deployments/losses.ts'
import { originOf } from '../deployments/origin-of.ts'
import { loadGeneratorOf, NotReady, requireReady, type MedianAnswers } from '../deployments/readiness.ts'
import { longestMs } from '../../../shared/schedule.ts'
import { report, type EngineContext } from '../engine-context.ts'
import { runnerFiles } from '../load/runner-files.ts'
import { budgetOf } from './budget.ts'
import { conditionsOf } from './conditions.ts'
import type { DrivenRun } from './driven-run.ts'
import { endAs, endRun, keepFinished } from './end-run.ts'
import { endWhenSure } from './end-when-sure.ts'
import { followRun, type RunnerEnd } from './follow-run.ts'
import { keepFunctionTimes } from './function-times.ts'
import { openRunner } from './runner.ts'
import { scheduleOf } from './schedule-of.ts'

/** How runs are driven; the stages of an experiment decide when. */
export interface RunWork {
  /**
   * Drives a run to its end or until it is cancelled, and records how it ended. Where a scenario does not
   * answer, the run fails before its first trial, and the deployment stays as it is.
   * @throws where the deployment is of no more use
   */
  measure(runId: string, aws: Aws, lease: Lease): Promise<void>
  /** Ends a run that was stopped before its turn to measure had come. */
  forgo(runId: string): void
  /** Whether the load generator works on a run at this moment. */
  isLoaded(runId: string, aws: Aws, signal: AbortSignal): Promise<boolean>
  /**
   * Ends a run that its process has left unfinished. Its finished trials are kept as far as they can be
   * fetched. Throws nothing.
   */
  salvage(runId: string, aws: Aws | undefined): Promise<void>
}

/** Drives the detached runner on the load generator: uploads, starts, follows, fetches. */
export function createRunWork(context: EngineContext): RunWork {
  const { deployments, runs } = context
  const take = (runId: string, aws: Aws): DrivenRun => {
    const run = runs.get(runId)
    const deployment = deployments.get(run.deploymentId)
    const origin = originOf(context, deployment)
    const runner = openRunner(aws, loadGeneratorOf(deployment), run.id, context.loadTool)
    return { context, run, deployment, origin, runner }
  }
  return {
    async measure(runId, aws, lease) {
      const driven = take(runId, aws)
      try {
        const end = await drive(driven, aws, lease.run)
        await keepFunctionTimes(driven, aws, lease.run)
        endAs(context, driven.run, end)
      } catch (thrown) {
        if (lease.leave.aborted || context.storeHealth.isStorageError(thrown)) throw thrown
        if (lease.run.aborted) return await cancel(driven)
        return await fail(driven, aws, thrown)
      }
      await cleanUp(driven)
    },
    forgo(runId) {
      const run = runs.get(runId)
      const message = 'The run was stopped while it waited: nothing was measured'
      report(context, run.deploymentId, { level: 'info', message, runId })
      endRun(context, run, { status: 'cancelled', failure: null })
    },
    async isLoaded(runId, aws, signal) {
      const { exists, alive } = await take(runId, aws).runner.poll(signal)
      return exists && alive
    },
    async salvage(runId, aws) {
      const end = aws && (await keepFinished(take(runId, aws)))
      if (end !== undefined) return endAs(context, runs.get(runId), end)
      const failure = 'The run was left before its end: what was not finished by then is missing.'
      endRun(context, runs.get(runId), { status: 'interrupted', failure })
    },
  }
}

/** From the upload, or from where an earlier process has left it, to the end of the schedule. */
async function drive(driven: DrivenRun, aws: Aws, signal: AbortSignal): Promise<RunnerEnd> {
  const { context, run, deployment, runner } = driven
  // After a restart the runner is at work already, and may have finished meanwhile.
  const begun = run.conditions !== null && (await runner.exists(signal))
  if (!begun) {
    const { service, light } = run.load
    const asked = { deployment, paths: run.paths, service, light }
    const medianMs = await requireReady(context, aws, asked, signal)
    context.runs.change(run.id, { conditions: await conditionsOf(driven, aws, signal) })
    await upload(driven, medianMs, signal)
  }
  await runner.start(signal)
  const endIfSure = endWhenSure(driven)
  return followRun(driven, signal, {
    async onTrial(trial) {
      // Not one good answer: something that the scenario needs may be gone.
      const loss = trial?.result?.goodRequests === 0 ? await findLoss(aws, deployment.stacks) : undefined
      if (loss !== undefined) throw lossError(loss)
    },
    onCaughtUp: () => endIfSure(signal),
  })
}

async function upload(driven: DrivenRun, medianMs: MedianAnswers, signal: AbortSignal): Promise<void> {
  const { loadTool, catalog } = driven.context
  const files = runnerFiles(loadTool, driven.origin.counters, (file) => catalog.loadScript(file))
  const { context, deployment, run } = driven
  const budgetUsd = budgetOf(context, deployment, run, longestMs(run, context.runs.trials(run.id)))
  await driven.runner.upload({ files, schedule: scheduleOf(driven, medianMs), budgetUsd, signal })
}

async function cancel(driven: DrivenRun): Promise<void> {
  const { context, run } = driven
  const message = 'Stopping the running trial; what is finished is kept'
  report(context, run.deploymentId, { level: 'info', message, runId: run.id })
  await keepFinished(driven)
  endRun(context, run, { status: 'cancelled', failure: null })
}

/** @throws what the run failed with, explained as far as it can be, where the deployment is of no more use */
async function fail(driven: DrivenRun, aws: Aws, thrown: unknown): Promise<void> {
  const { context, run, deployment } = driven
  const reason = await causeOf(aws, deployment.stacks, thrown)
  if (reason instanceof NotReady) {
    const failure = `Nothing was measured. ${reason.message}`
    report(context, run.deploymentId, { level: 'error', message: failure, runId: run.id })
    return endRun(context, run, { status: 'failed', failure })
  }
  await keepFinished(driven)
  endRun(context, run, { status: 'failed', failure: errorMessage(reason) })
  throw reason
}

async function cleanUp({ context, run, runner }: DrivenRun): Promise<void> {
  try {
    await runner.clean()
  } catch (thrown) {
    const message = errorMessage(thrown)
    report(context, run.deploymentId, { level: 'warning', message, runId: run.id })
  }
}
