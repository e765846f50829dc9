import { z } from 'zod'
import { stackStepSchema, type StackStep } from '../../../shared/deployment.ts'
import type { Store } from './open.ts'
import { tableOf } from './table.ts'

const steps = tableOf('stack_steps', stackStepSchema)
const stepsOfEvents = tableOf('stack_steps', stackStepSchema.extend({ eventId: z.string() }))

/** A step, with CloudFormation's own id of the event that told of it. */
type NewStep = Omit<StackStep, 'seq'> & { eventId: string }

/**
 * Keeps steps in one transaction: each costs a write that waits for the disk.
 * @returns those that were not kept already
 */
export function appendStackSteps(store: Store, found: readonly NewStep[]): StackStep[] {
  return store
    .transaction(() =>
      found.flatMap(({ eventId, ...step }) => {
        const seq = stepsOfEvents.insertNew(store, { ...step, eventId })
        return seq === undefined ? [] : [{ seq, ...step }]
      }),
    )
    .immediate()
}

/** The steps of a deployment's stacks after `afterSeq`, oldest first. */
export function listStackSteps(store: Store, deploymentId: string, afterSeq: number): StackStep[] {
  return steps.select(store, 'WHERE deployment_id = ? AND seq > ? ORDER BY seq', deploymentId, afterSeq)
}
