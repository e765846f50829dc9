import type { ReactNode } from 'react'
import type { Run } from '../../shared/run.ts'
import { waitOn, waitText } from '../../shared/waiting.ts'
import { useNow } from './now.tsx'

/**
 * What the run on a deployment waits for; nothing where it does not wait.
 * @param runs those that are in progress, on any deployment
 */
export function Waiting({ deploymentId, runs }: { deploymentId: string; runs: readonly Run[] }): ReactNode {
  const wait = waitOn(deploymentId, runs, useNow(2000))
  return wait === null ? null : <p className="small">{waitText(wait)}</p>
}

/** Whether the run on a deployment waits for its turn to measure. */
export function isWaiting(deploymentId: string, runs: readonly Run[]): boolean {
  return waitOn(deploymentId, runs, 0) !== null
}
