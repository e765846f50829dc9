import { assess, type Assessment } from '../../../shared/assessment.ts'
import type { Run, Trial } from '../../../shared/run.ts'
import { roundsOf } from '../../../shared/rounds.ts'
import { report, type EngineContext } from '../engine-context.ts'
import type { DrivenRun } from './driven-run.ts'

/** What a run says by the trials that are recorded; null where it has no baseline. */
export function assessmentOf(
  { runs, catalog }: Pick<EngineContext, 'runs' | 'catalog'>,
  run: Run,
): Assessment | null {
  const experiment = catalog.experiments.find(({ id }) => id === run.experimentId)
  return assess(run, runs.trials(run.id), experiment)
}

/**
 * The order of the last trial that a run needs: that of its last complete round, once the run is sure. A
 * trial that has begun behind it is finished and enters no figure. Rule 8.
 */
function lastNeeded(trials: readonly Trial[], found: Assessment | null): number | null {
  if (!found?.look.sure) return null
  const last = roundsOf(trials).complete.at(-1)
  return trials.findLast(({ round }) => round === last)?.order ?? null
}

/** Looks at a run until sure, and lets the runner end once it is sure. To be called after each trial. */
export function endWhenSure({ context, run, runner }: DrivenRun): (signal: AbortSignal) => Promise<void> {
  let ended = false
  return async (signal) => {
    if (ended || run.rule.kind !== 'until-sure') return
    const last = lastNeeded(context.runs.trials(run.id), assessmentOf(context, run))
    if (last === null) return
    await runner.endAfter(last, signal)
    ended = true
    report(context, run.deploymentId, {
      level: 'info',
      message: 'Sure: no further round is needed',
      runId: run.id,
    })
  }
}
