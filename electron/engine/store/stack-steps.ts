import { z } from 'zod'
import { stackStepSchema, type StackStep } from '../../../shared/deployment.ts'
import type { Store } from './open.ts'
import { tableOf } from './table.ts'

const steps = tableOf('stack_steps', stackStepSchema)
const stepsOfEvents = tableOf('stack_steps', stackStepSchema.extend({ eventId: z.string() }))

/**
 * @param eventId CloudFormation's own id of the event: one that is kept already is not kept twice, and
 * answers undefined
 */
export function appendStackStep(
  store: Store,
  step: Omit<StackStep, 'seq'>,
  eventId: string,
): StackStep | undefined {
  const seq = stepsOfEvents.insertNew(store, { ...step, eventId })
  return seq === undefined ? undefined : { seq, ...step }
}

/** The steps of a deployment's stacks after `afterSeq`, oldest first. */
export function listStackSteps(store: Store, deploymentId: string, afterSeq: number): StackStep[] {
  return steps.select(store, 'WHERE deployment_id = ? AND seq > ? ORDER BY seq', deploymentId, afterSeq)
}
