import type { Deployment, Stack } from '../../../../shared/deployment.ts'
import { experiment } from './pretend-engine.ts'

export function exampleStack(changes: Partial<Stack> = {}): Stack {
  return {
    name: 'sluice-d1-base',
    kind: 'base',
    scenarioId: null,
    arn: null,
    status: 'CREATE_COMPLETE',
    outputs: {},
    billables: [],
    createdAtMs: 1,
    deletedAtMs: null,
    retained: [],
    ...changes,
  }
}

/** A deployment of the bundled experiment on the practice account. */
export function exampleDeployment(changes: Partial<Deployment> = {}): Deployment {
  const { load, paths, region, scenarios } = experiment
  return {
    id: 'd1',
    experimentId: experiment.id,
    account: { kind: 'practice' },
    accountId: null,
    region,
    scenarios,
    options: {},
    plan: { paths, load, predictions: {} },
    phase: 'ready',
    stacks: [exampleStack()],
    failure: null,
    removalFailure: null,
    capUsd: 5,
    lifetimeMs: 7_200_000,
    expiresAtMs: null,
    billingStoppedAtMs: null,
    receipt: null,
    provenance: 'made',
    createdAtMs: Date.now() - 60_000,
    changedAtMs: Date.now() - 60_000,
    ...changes,
  }
}
