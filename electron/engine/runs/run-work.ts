import { setTimeout as delay } from 'node:timers/promises'
import { AppError, errorMessage } from '../../../shared/errors.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import { runCostOf } from '../../../shared/spent.ts'
import type { Run, Trial } from '../../../shared/run.ts'
import type { Aws } from '../aws/clients.ts'
import type { Lease } from '../deployments/lease.ts'
import { causeOf, findLoss, lossError } from '../deployments/losses.ts'
import { loadGeneratorOf } from '../deployments/readiness.ts'
import { report, type EngineContext } from '../engine-context.ts'
import { allowedTrials, CapReached } from './budget.ts'
import { collectTrial } from './collect-trial.ts'
import { conditionsOf } from './conditions.ts'
import { openRunner, type Runner } from './runner.ts'
import { scheduleOf } from './schedule-lines.ts'

/**
 * How long the runner may be silent about a poll before the run is given up: SSM may be slow, the runner
 * itself never is.
 */
const mostPollFailures = 5

/** How runs are driven; the stages of an experiment decide when. */
export interface RunWork {
  /**
   * Drives a run to its end or until it is cancelled, and records how it ended.
   * @throws where the deployment is of no more use
   */
  measure(runId: string, aws: Aws, lease: Lease): Promise<void>
  /**
   * Ends a run that its process has left unfinished. Its finished trials are kept as far as they can be
   * fetched. Throws nothing.
   */
  salvage(runId: string, aws: Aws | undefined): Promise<void>
}

/** Drives the detached runner on the load generator: uploads, starts, follows, fetches. */
export function createRunWork(context: EngineContext): RunWork {
  const { deployments, runs } = context
  return {
    async measure(runId, aws, lease) {
      const run = runs.get(runId)
      const deployment = deployments.get(run.deploymentId)
      const runner = openRunner(aws, loadGeneratorOf(deployment), runId)
      try {
        if (!run.conditions)
          runs.change(runId, {
            conditions: await conditionsOf(context, run, deployment, runner, lease.run),
          })
        // After a restart the runner is at work already, and may have finished meanwhile.
        if (!(await runner.exists(lease.run))) {
          await runner.upload({
            files: loadFiles(context),
            schedule: scheduleOf(context.catalog, deployment, run, runs.trials(runId)),
            signal: lease.run,
          })
        }
        const allow = allowance(context, deployment, run, runner)
        await allow(lease.run)
        await runner.start(lease.run)
        await follow(context, run, runner, lease, async (trial) => {
          // Not one good answer: something may be gone that it takes to answer.
          const loss = trial?.result?.goodRequests === 0 ? await findLoss(aws, deployment.stacks) : undefined
          if (loss !== undefined) throw lossError(loss)
          await allow(lease.run)
        })
        finish(run, 'succeeded', null)
      } catch (thrown) {
        if (lease.leave.aborted || context.storeHealth.isStorageError(thrown)) throw thrown
        if (lease.run.aborted) return await cancel(run, runner)
        const isCap = thrown instanceof CapReached
        const reason = isCap ? thrown : await causeOf(aws, deployment.stacks, thrown)
        await keepFinished(context, run, runner)
        finish(run, isCap ? 'cancelled' : 'failed', errorMessage(reason))
        throw reason
      }
      await runner
        .clean()
        .catch((thrown: unknown) =>
          report(context, run.deploymentId, { level: 'warning', message: errorMessage(thrown), runId }),
        )
    },
    async salvage(runId, aws) {
      const run = runs.get(runId)
      if (aws) {
        const generator = loadGeneratorOf(deployments.get(run.deploymentId))
        await keepFinished(context, run, openRunner(aws, generator, runId))
      }
      finish(run, 'interrupted', 'Sluice was ended while the run was going.')
    },
  }

  async function cancel(run: Run, runner: Runner): Promise<void> {
    report(context, run.deploymentId, {
      level: 'info',
      message: 'Stopping the running trial; what is finished is kept',
      runId: run.id,
    })
    await keepFinished(context, run, runner)
    finish(run, 'cancelled', null)
  }

  function finish(
    run: Run,
    status: 'succeeded' | 'failed' | 'cancelled' | 'interrupted',
    failure: string | null,
  ): void {
    const trials = runs.trials(run.id)
    const missing = trials.filter((trial) => trial.status === 'failed' || trial.status === 'pending').length
    // A run whose every trial failed did not succeed, even though nothing broke on our side.
    const nothing = status === 'succeeded' && missing === trials.length
    const cost = runCostOf(deployments.get(run.deploymentId), run, trials, Date.now())
    if (cost) runs.change(run.id, { cost })
    runs.finish(run.id, nothing ? 'failed' : status, nothing ? 'Every trial failed.' : failure, Date.now())
  }
}

function loadFiles(context: EngineContext): Record<string, string> {
  return Object.fromEntries(
    ['trial.lua', 'runner.sh'].map((file) => [file, context.catalog.loadScript(file)]),
  )
}

/**
 * Keeps the runner's allowance at what the cap leaves room for; says so only when it changes. @throws
 * CapReached
 */
function allowance(
  context: EngineContext,
  deployment: Deployment,
  run: Run,
  runner: Runner,
): (signal: AbortSignal) => Promise<void> {
  let told: number | undefined
  return async (signal) => {
    const allowed = allowedTrials(context, deployment, run)
    // Everything may begin: only a runner that was held back has to be told.
    const trials =
      allowed ?? (told === undefined ? undefined : run.load.rounds * run.paths.length * run.scenarios.length)
    if (trials === undefined || trials === told) return
    await runner.allow(trials, signal)
    told = trials
  }
}

/**
 * Follows the runner's journal to its end, collecting each trial as it finishes; `after` gets it, or null
 * where an earlier process had it already.
 */
async function follow(
  context: EngineContext,
  run: Run,
  runner: Runner,
  lease: Lease,
  after: (trial: Trial | null) => Promise<void>,
): Promise<void> {
  const signal = lease.run
  const overdueMs = performance.now() + deadlineMs(context, run)
  let failures = 0
  for (;;) {
    const poll = await runner.poll(signal).catch((thrown: unknown) => {
      signal.throwIfAborted()
      failures += 1
      if (failures >= mostPollFailures) throw thrown
      report(context, run.deploymentId, {
        level: 'warning',
        message: `The load generator did not answer: ${errorMessage(thrown)}`,
        runId: run.id,
      })
      return undefined
    })
    if (poll) {
      failures = 0
      for (const entry of poll.journal) {
        if (entry.kind === 'leadin' || entry.kind === 'measuring') {
          const part = entry.kind === 'leadin' ? 'lead-in' : 'measured'
          context.announce('trial.started', { runId: run.id, order: entry.index, part })
        }
        if (entry.kind === 'finished') {
          await after(await collectTrial(context, run, runner, entry.index, signal))
        }
        if (entry.kind === 'done') return
        if (entry.kind === 'stopped')
          throw new AppError('load-failed', 'The runner on the load generator was stopped by somebody else.')
      }
      for (const sample of poll.live?.samples ?? []) {
        context.announce('sample.taken', { runId: run.id, order: poll.live?.index ?? 0, ...sample })
      }
      if (poll.more) continue
      if (!poll.exists || !poll.alive)
        throw new AppError('load-failed', 'The runner on the load generator ended before its schedule did.')
    }
    if (performance.now() > overdueMs)
      throw new AppError('load-failed', 'The runner is far behind its schedule: the run was given up.')
    await delay(runner.pollMs, undefined, { signal })
  }
}

/**
 * Twice what the schedule takes, and five minutes: every trial has a deadline of its own on the load
 * generator.
 */
function deadlineMs(context: EngineContext, run: Run): number {
  const leadInSec = run.load.leadIn.kind === 'load' ? run.load.leadIn.seconds : 0
  return context.runs.trials(run.id).length * (run.load.durationSec + leadInSec + 5) * 2000 + 300_000
}

/**
 * Stops the runner and fetches what it has finished but was not collected yet. Keeps what it can; throws
 * nothing.
 */
async function keepFinished(context: EngineContext, run: Run, runner: Runner): Promise<void> {
  const signal = AbortSignal.timeout(60_000)
  try {
    await runner.stop(signal)
    const finished = (await runner.journal(signal)).flatMap((entry) =>
      entry.kind === 'finished' ? [entry.index] : [],
    )
    const pending = context.runs.trials(run.id).filter((trial) => trial.status === 'pending')
    for (const { order } of pending.filter((trial) => finished.includes(trial.order)))
      await collectTrial(context, run, runner, order, signal)
  } catch (thrown) {
    const message = `Finished trials could not be fetched: ${errorMessage(thrown)}`
    report(context, run.deploymentId, { level: 'warning', message, runId: run.id })
  }
}
