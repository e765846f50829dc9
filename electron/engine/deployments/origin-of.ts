import type { Deployment } from '../../../shared/deployment.ts'
import type { EngineContext } from '../engine-context.ts'
import type { Origin } from '../load/origin.ts'
import { outputsOf } from './stack-plan.ts'

/** The origin of a deployment whose backend stack is complete. */
export function originOf({ origin, catalog }: EngineContext, { stacks }: Deployment): Origin {
  return origin.of(outputsOf(stacks), catalog.pages)
}
