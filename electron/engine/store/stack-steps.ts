import type { StackStep } from '../../../shared/deployment.ts'
import type { Store } from './open.ts'

interface StackStepRow {
  seq: number
  at_ms: number
  deployment_id: string
  stack: string
  logical_id: string
  type: string
  status: string
  reason: string
}

/**
 * @param eventId CloudFormation's own id of the event: one that is kept already is not kept twice, and
 * answers undefined
 */
export function appendStackStep(
  store: Store,
  step: Omit<StackStep, 'seq'>,
  eventId: string,
): StackStep | undefined {
  const { changes, lastInsertRowid } = store
    .prepare(
      `INSERT OR IGNORE INTO stack_steps (at_ms, deployment_id, stack, logical_id, type, status, reason, event_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      step.atMs,
      step.deploymentId,
      step.stack,
      step.logicalId,
      step.type,
      step.status,
      step.reason,
      eventId,
    )
  return changes === 0 ? undefined : { seq: Number(lastInsertRowid), ...step }
}

/** The steps of a deployment's stacks after `afterSeq`, oldest first. */
export function listStackSteps(store: Store, deploymentId: string, afterSeq: number): StackStep[] {
  const rows = store
    .prepare('SELECT * FROM stack_steps WHERE deployment_id = ? AND seq > ? ORDER BY seq')
    .all(deploymentId, afterSeq) as StackStepRow[]
  return rows.map((row) => ({
    seq: row.seq,
    atMs: row.at_ms,
    deploymentId: row.deployment_id,
    stack: row.stack,
    logicalId: row.logical_id,
    type: row.type,
    status: row.status,
    reason: row.reason,
  }))
}
