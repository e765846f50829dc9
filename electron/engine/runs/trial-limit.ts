import { affordableTrials } from './budget.ts'
import type { DrivenRun } from './driven-run.ts'

/**
 * Keeps the runner's trial limit at what the cost cap leaves room for. To be called before the start and
 * after each trial. @throws CapReached when not even the next trial fits
 */
export function trialLimit({
  context,
  run,
  deployment,
  runner,
}: DrivenRun): (signal: AbortSignal) => Promise<void> {
  const all = context.runs.trials(run.id).length
  let current: number | undefined
  return async (signal) => {
    const affordable = affordableTrials(context, deployment, run)
    // Without a limit the runner may begin all trials: only one that was limited has to be told so.
    const limit = affordable ?? (current === undefined ? undefined : all)
    if (limit === undefined || limit === current) return
    await runner.limit(limit, signal)
    current = limit
  }
}
