import { z } from 'zod'
import type { Documents } from '../world.ts'

/** A schedule as its document `schedule/<group>/<name>` has it. Times are epoch milliseconds. */
const scheduleRecordSchema = z.strictObject({
  name: z.string(),
  group: z.string(),
  region: z.string(),
  expression: z.string(),
  startAtMs: z.number().nullable(),
  endAtMs: z.number().nullable(),
  enabled: z.boolean(),
  targetArn: z.string(),
  roleArn: z.string(),
  /** JSON text. */
  input: z.string(),
  createdAtMs: z.number(),
  changedAtMs: z.number(),
  /** When it was last called; null before the first time. */
  firedAtMs: z.number().nullable(),
})

export type ScheduleRecord = z.infer<typeof scheduleRecordSchema>

const keyOf = (group: string, name: string): string => `schedule/${group}/${name}`

export function readSchedule(documents: Documents, group: string, name: string): ScheduleRecord | undefined {
  const found = documents.get(keyOf(group, name))
  return found === undefined ? undefined : scheduleRecordSchema.parse(found)
}

export function listSchedules(documents: Documents, group?: string): ScheduleRecord[] {
  const prefix = group === undefined ? 'schedule/' : `schedule/${group}/`
  return documents.keys(prefix).map((key) => scheduleRecordSchema.parse(documents.get(key)))
}

export function writeSchedule(documents: Documents, schedule: ScheduleRecord): void {
  documents.put(keyOf(schedule.group, schedule.name), schedule)
}

export function removeSchedule(documents: Documents, group: string, name: string): void {
  documents.remove(keyOf(group, name))
}

const unitMinutes = { minute: 1, hour: 60, day: 1440 } as const

/**
 * The period of `rate(15 minutes)` in minutes; undefined for what is no such expression. Cron and `at` are
 * left out. Source: EventBridge Scheduler user guide, "Rate-based schedules".
 */
export function rateMinutes(expression: string): number | undefined {
  const match = /^rate\(([1-9]\d*) (minute|hour|day)s?\)$/.exec(expression)
  return match === null ? undefined : Number(match[1]) * unitMinutes[match[2] as keyof typeof unitMinutes]
}

/**
 * Whether a schedule is to be called now: the first time at its start, then by its rate, not after its end.
 * A call that was missed is made later.
 */
export function isDue(schedule: ScheduleRecord, nowMs: number, minuteMs: number): boolean {
  const minutes = rateMinutes(schedule.expression)
  if (!schedule.enabled || minutes === undefined) return false
  const { startAtMs, endAtMs, firedAtMs, createdAtMs } = schedule
  // A call in the future was made before the clock was set back.
  const againAtMs = firedAtMs === null || firedAtMs > nowMs ? 0 : firedAtMs + minutes * minuteMs
  const nextMs = Math.max(startAtMs ?? createdAtMs, againAtMs)
  if (nowMs < nextMs) return false
  // What was missed while the account did not run is called once, even after its end.
  return endAtMs === null || nowMs <= endAtMs || (firedAtMs === null && nextMs <= endAtMs)
}
