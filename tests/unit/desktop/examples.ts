import { plainLoad } from '../../../shared/plain-load.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import type { Phase } from '../../../shared/lifecycle.ts'
import type { Run } from '../../../shared/run.ts'
import { aDeployment, aRun, aStack } from '../../examples.ts'

export function deploymentIn(phase: Phase, more: Partial<Deployment> = {}): Deployment {
  return aDeployment({ id: 'd-1', phase, createdAtMs: 0, changedAtMs: 0, ...more })
}

export function stacksWith(...statuses: string[]): Deployment['stacks'] {
  return statuses.map((status, index) => aStack({ name: `s-${index}`, kind: 'scenario', status }))
}

/** A run of two scenarios on one path in three rounds: six trials. */
export function runThatIs(status: Run['status']): Run {
  return aRun({
    id: 'r-1',
    deploymentId: 'd-1',
    status,
    scenarios: [
      { id: 'elb', title: 'ELB' },
      { id: 'http-proxy', title: 'HTTP proxy' },
    ],
    load: {
      ...plainLoad,
      threads: 1,
      connections: 2,
      durationSec: 1,
      rounds: 3,
      leadIn: { kind: 'one-request' },
    },
  })
}
