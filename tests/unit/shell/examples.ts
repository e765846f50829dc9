import type { Deployment } from '../../../shared/deployment.ts'
import type { Phase } from '../../../shared/lifecycle.ts'
import type { Run } from '../../../shared/run.ts'

const load = { threads: 1, connections: 2, durationSec: 1, rounds: 3, leadIn: { kind: 'one-request' as const } }

export function deploymentIn(phase: Phase, more: Partial<Deployment> = {}): Deployment {
  return {
    id: 'd-1',
    experimentId: 'proxy-2017',
    account: { kind: 'practice' },
    region: 'us-west-2',
    scenarios: ['elb'],
    options: {},
    plan: { paths: ['/'], load, predictions: {} },
    phase,
    stacks: [],
    failure: null,
    createdAtMs: 0,
    changedAtMs: 0,
    ...more,
  }
}

export function stacksWith(...statuses: string[]): Deployment['stacks'] {
  return statuses.map((status, index) => ({ name: `s-${index}`, kind: 'scenario', scenarioId: null, arn: null, status, outputs: {} }))
}

/** A run of two scenarios on one path in three rounds: six trials. */
export function runThatIs(status: Run['status']): Run {
  return {
    id: 'r-1',
    deploymentId: 'd-1',
    experimentId: 'proxy-2017',
    account: { kind: 'practice' },
    region: 'us-west-2',
    status,
    scenarios: [
      { id: 'elb', title: 'ELB' },
      { id: 'http-proxy', title: 'HTTP proxy' },
    ],
    paths: ['/'],
    load,
    seed: 1,
    predictions: {},
    title: null,
    notes: '',
    tags: [],
    conditions: null,
    failure: null,
    startedAtMs: 0,
    finishedAtMs: null,
  }
}
