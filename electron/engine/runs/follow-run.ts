import { setTimeout as delay } from 'node:timers/promises'
import type { LiveTrial } from '../../../shared/live-trial.ts'
import { AppError, errorMessage } from '../../../shared/errors.ts'
import type { Run, Trial } from '../../../shared/run.ts'
import { longestMs } from '../../../shared/schedule.ts'
import { failuresInARow } from '../aws/tolerance.ts'
import { report, type EngineContext } from '../engine-context.ts'
import type { Poll } from '../load/scripts/follow.ts'
import type { JournalEntry } from '../load/scripts/journal.ts'
import { collectDiagnosis, collectTrial } from './collect-trial.ts'
import type { DrivenRun } from './driven-run.ts'

/** What is done while a run is followed. */
export interface Following {
  /** Gets each trial as it is collected; null when an earlier process had collected it. */
  onTrial: (trial: Trial | null) => Promise<void>
  /** Called when all that has finished so far is collected. */
  onCaughtUp: () => Promise<void>
}

/** How the runner has ended: with its schedule, or because the budget had no room for the next trial. */
export type RunnerEnd = 'done' | 'capped'

/**
 * Follows the runner's journal to its end and collects each trial as it finishes.
 * @throws AppError `load-failed` when the runner ended early, does not answer or is far behind
 */
export async function followRun(
  driven: DrivenRun,
  signal: AbortSignal,
  following: Following,
): Promise<RunnerEnd> {
  const { context, run, runner } = driven
  const overdueMs = performance.now() + deadlineMs(context, run)
  let failedPolls = 0
  for (;;) {
    const poll = await runner.poll(signal).catch((thrown: unknown) => {
      signal.throwIfAborted()
      failedPolls += 1
      if (failedPolls >= failuresInARow) throw thrown
      const message = `The load generator did not answer: ${errorMessage(thrown)}`
      report(context, run.deploymentId, { level: 'warning', message, runId: run.id })
      return undefined
    })
    if (poll) {
      failedPolls = 0
      const end = await actOn(driven, poll, signal, following.onTrial)
      if (end !== undefined) return end
      if (poll.more) continue
      if (poll.journal.some(({ kind }) => kind === 'finished')) await following.onCaughtUp()
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
  return longestMs(run, context.runs.trials(run.id)) * 2 + 300_000
}

/** Acts on what a poll brought. @returns how the runner has ended; undefined while it has not */
async function actOn(
  driven: DrivenRun,
  { journal, live }: Poll,
  signal: AbortSignal,
  onTrial: Following['onTrial'],
): Promise<RunnerEnd | undefined> {
  const { context, run } = driven
  for (const entry of journal) {
    if (entry.kind === 'done' || entry.kind === 'capped') return entry.kind
    if (entry.kind === 'stopped')
      throw new AppError('load-failed', 'The runner on the load generator was stopped by somebody else.')
    if (entry.kind === 'finished') await onTrial(await collectTrial(driven, entry.index, signal))
    if (entry.kind === 'diagnosed') await collectDiagnosis(driven, entry.index, signal)
    announceBegin(driven, entry)
  }
  for (const sample of live?.samples ?? [])
    context.announce('sample.taken', { runId: run.id, order: live?.index ?? 0, ...sample })
  return undefined
}

/** What a trial begins with an entry of the journal. */
const parts: Partial<Record<JournalEntry['kind'], LiveTrial['part']>> = {
  leadin: 'lead-in',
  measuring: 'measured',
  diagnosing: 'diagnosis',
}

/** Says what begins on the load generator, where something does. */
function announceBegin({ context, run }: DrivenRun, entry: JournalEntry): void {
  const part = parts[entry.kind]
  if (part !== undefined && 'index' in entry)
    context.announce('trial.started', { runId: run.id, order: entry.index, part })
  if (entry.kind === 'diagnosing') {
    const message = `Counting the status codes of trial ${entry.index + 1}, which had errors`
    report(context, run.deploymentId, { level: 'detail', message, runId: run.id })
  }
}
