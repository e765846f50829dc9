import type { Deployment, Stack } from '../../../../shared/deployment.ts'
import { aDeployment, aStack } from '../../../examples.ts'
import { experiment } from './pretend-engine.ts'

export function exampleStack(changes: Partial<Stack> = {}): Stack {
  return aStack({ status: 'CREATE_COMPLETE', createdAtMs: 1, ...changes })
}

/** A deployment of the bundled experiment on the practice account. */
export function exampleDeployment(changes: Partial<Deployment> = {}): Deployment {
  const { id: experimentId, load, paths, region, scenarios } = experiment
  const aMinuteAgo = Date.now() - 60_000
  return aDeployment({
    experimentId,
    region,
    scenarios,
    plan: { paths, load, predictions: {} },
    phase: 'ready',
    stacks: [exampleStack()],
    createdAtMs: aMinuteAgo,
    changedAtMs: aMinuteAgo,
    ...changes,
  })
}
