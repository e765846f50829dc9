import { plainLoad } from '../shared/plain-load.ts'
import type { Deployment, Stack } from '../shared/deployment.ts'
import type { Run, Trial, TrialResult } from '../shared/run.ts'
import type { PlannedTrial } from '../shared/schedule.ts'

/** Rows with nothing remarkable about them: tests say what matters to them, and nothing else. */

const load = {
  ...plainLoad,
  threads: 1,
  connections: 1,
  durationSec: 1,
  rounds: 1,
  leadIn: { kind: 'one-request' as const },
}

export function aStack(changes: Partial<Stack> = {}): Stack {
  return {
    name: 'sluice-d1-base',
    kind: 'base',
    scenarioId: null,
    sharedId: null,
    arn: null,
    status: 'PLANNED',
    outputs: {},
    billables: [],
    createdAtMs: null,
    deletedAtMs: null,
    retained: [],
    ...changes,
  }
}

export function aDeployment(changes: Partial<Deployment> = {}): Deployment {
  return {
    id: 'd1',
    experimentId: 'proxy-2017',
    account: { kind: 'practice' },
    accountId: null,
    endpoint: null,
    typed: null,
    region: 'us-west-2',
    scenarios: ['elb'],
    options: {},
    plan: { paths: ['/'], load, predictions: {} },
    phase: 'planned',
    stacks: [],
    failure: null,
    removalFailure: null,
    capUsd: 5,
    lifetimeMs: 7_200_000,
    roleBoundary: null,
    expiresAtMs: null,
    billingStoppedAtMs: null,
    receipt: null,
    afterwards: 'keep',
    provenance: 'made',
    createdAtMs: 1,
    changedAtMs: 1,
    ...changes,
  }
}

export function aRun(changes: Partial<Run> = {}): Run {
  return {
    id: 'r1',
    deploymentId: 'd1',
    experimentId: 'proxy-2017',
    account: { kind: 'practice' },
    endpoint: null,
    region: 'us-west-2',
    status: 'succeeded',
    scenarios: [{ id: 'elb', title: 'Load balancer' }],
    paths: ['/'],
    load,
    rule: { kind: 'fixed', rounds: load.rounds },
    seed: 1,
    predictions: {},
    title: null,
    notes: '',
    tags: [],
    conditions: null,
    failure: null,
    endedBy: null,
    cost: null,
    functionTimes: null,
    startedAtMs: 0,
    measuringSinceMs: 0,
    alongside: [],
    finishedAtMs: null,
    imported: null,
    ...changes,
  }
}

const summary = { p50: 1000, p75: 1500, p90: 2000, p99: 4000, p999: null, max: 9000, mean: 1200, count: 1000 }

export function aTrialResult(changes: Partial<TrialResult> = {}): TrialResult {
  return {
    requests: 1000,
    goodRequests: 1000,
    unanswered: 0,
    bytes: 1,
    durationMs: 10_000,
    ratePerSec: 100,
    goodRatePerSec: 100,
    errors: { connect: 0, read: 0, write: 0, timeout: 0, status: 0 },
    statusCodes: null,
    latencyUs: { measured: summary, corrected: summary },
    correctionIntervalUs: null,
    originRequests: null,
    samples: [],
    generator: { name: 'wrk', version: '4.2.0', standsFor: null },
    generatorCpu: null,
    generatorLoad: null,
    addresses: [],
    ...changes,
  }
}

/** A trial of a schedule as it is recorded: succeeded with this result, or without one pending. */
export function recorded(runId: string, planned: PlannedTrial, result: TrialResult | null): Trial {
  return { runId, ...planned, status: result === null ? 'pending' : 'succeeded', reason: null, result }
}
