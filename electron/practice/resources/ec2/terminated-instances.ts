import type { Documents, ResourceRecord, World } from '../../world.ts'

/** A terminated instance as `terminated-instance/<id>` has it. */
interface Terminated {
  record: ResourceRecord
  /** Until when it is shown, in epoch milliseconds. */
  goneAtMs: number
}

const prefix = 'terminated-instance/'
/** Instances that were terminated by a call to EC2, which their stack does not know. */
const byHand = 'terminated-by-hand/'

export function markTerminated(
  { documents }: Pick<World, 'documents'>,
  instanceId: string,
  nowMs: number,
): void {
  documents.put(`${byHand}${instanceId}`, { atMs: nowMs })
}

export function isTerminated({ documents }: Pick<World, 'documents'>, instanceId: string): boolean {
  return documents.get(`${byHand}${instanceId}`) !== undefined
}

/** AWS shows terminated instances for about an hour: here for this many minutes of a schedule's pace. */
const shownMinutes = 60

/**
 * Keeps a deleted instance, so that it is shown as terminated for a while; forgets those whose
 * time has passed.
 */
export function rememberTerminated(
  { documents, pace }: Pick<World, 'documents' | 'pace'>,
  record: ResourceRecord,
  nowMs: number,
): void {
  for (const key of documents.keys(prefix))
    if ((documents.get(key) as Terminated).goneAtMs <= nowMs) documents.remove(key)
  const terminated: Terminated = { record, goneAtMs: nowMs + shownMinutes * pace.scheduleMinuteMs }
  documents.put(`${prefix}${record.physicalId}`, terminated)
  documents.remove(`${byHand}${record.physicalId}`)
}

export function terminatedInstances(documents: Documents, nowMs: number): ResourceRecord[] {
  return documents
    .keys(prefix)
    .map((key) => documents.get(key) as Terminated)
    .filter(({ goneAtMs }) => goneAtMs > nowMs)
    .map(({ record }) => record)
}
