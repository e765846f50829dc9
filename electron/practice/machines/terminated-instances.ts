import type { Documents, ResourceRecord, World } from '../world.ts'

/** A terminated instance as `terminated-instance/<id>` has it. */
interface Terminated {
  record: ResourceRecord
  /** Until when it is shown, in epoch milliseconds. */
  goneAtMs: number
}

const prefix = 'terminated-instance/'

/** AWS shows terminated instances for about an hour: so many minutes of a schedule's pace. */
const shownMinutes = 60

/** Keeps an instance that is no more, so that it is shown as terminated for a while; forgets those whose time has passed. */
export function rememberTerminated({ documents, pace }: Pick<World, 'documents' | 'pace'>, record: ResourceRecord, nowMs: number): void {
  for (const key of documents.keys(prefix)) if ((documents.get(key) as Terminated).goneAtMs <= nowMs) documents.remove(key)
  const terminated: Terminated = { record, goneAtMs: nowMs + shownMinutes * pace.scheduleMinuteMs }
  documents.put(`${prefix}${record.physicalId}`, terminated)
}

export function terminatedInstances(documents: Documents, nowMs: number): ResourceRecord[] {
  return documents
    .keys(prefix)
    .map((key) => documents.get(key) as Terminated)
    .filter(({ goneAtMs }) => goneAtMs > nowMs)
    .map(({ record }) => record)
}
