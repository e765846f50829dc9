import type { Deployment } from '../../../shared/deployment.ts'
import type { Run } from '../../../shared/run.ts'

const over = ['removing', 'stranded', 'removed'] as const

/**
 * Why a deployment ended before it measured anything, in a sentence: it failed, or it was cancelled. Null for
 * one that has measured, that goes on, or that was found by a sweep.
 */
export function whyUnfinished(
  { id, phase, provenance, failure }: Pick<Deployment, 'id' | 'phase' | 'provenance' | 'failure'>,
  runs: readonly Pick<Run, 'deploymentId'>[],
): string | null {
  const ended = over.some((one) => one === phase) && provenance === 'made'
  if (!ended || runs.some(({ deploymentId }) => deploymentId === id)) return null
  return failure === null ? 'Cancelled before its first run.' : failure.reason
}
