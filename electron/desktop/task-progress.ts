import type { Deployment } from '../../shared/deployment.ts'
import { isInFlight } from '../../shared/lifecycle.ts'
import { liveDeployments, type Overview } from './overview.ts'

/**
 * What the task bar or Dock shows: `value` is 0-1, or -1 for nothing. Only Windows colours it by mode.
 */
export interface TaskProgress {
  value: number
  mode: 'none' | 'normal' | 'error'
}

/**
 * The progress of all work in flight: trials while measuring, stacks while deploying or removing; their mean
 * if there are several.
 */
export function taskProgress(overview: Overview): TaskProgress {
  const deployments = liveDeployments(overview)
  const inFlight = deployments.filter(({ phase }) => isInFlight(phase))
  const mode = deployments.some(({ phase }) => phase === 'stranded') ? 'error' : 'normal'
  if (inFlight.length === 0) return mode === 'error' ? { value: 1, mode } : { value: -1, mode: 'none' }
  const sum = inFlight.reduce((total, deployment) => total + shareDone(deployment, overview), 0)
  return { value: sum / inFlight.length, mode }
}

function shareDone(deployment: Deployment, { runs }: Overview): number {
  if (deployment.phase === 'measuring') {
    const run = [...runs.values()].find(({ deploymentId }) => deploymentId === deployment.id)
    return share(run?.finished.size ?? 0, run?.trials ?? 0)
  }
  const wanted = deployment.phase === 'removing' ? 'DELETE_COMPLETE' : 'CREATE_COMPLETE'
  return share(deployment.stacks.filter(({ status }) => status === wanted).length, deployment.stacks.length)
}

function share(done: number, all: number): number {
  return all === 0 ? 0 : Math.min(1, done / all)
}
