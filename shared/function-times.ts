import { z } from 'zod'

/** For how long the function of a scenario was busy with a request of a run, as far as the account told. */
const functionTimeSchema = z.discriminatedUnion('source', [
  z.strictObject({
    /** What Lambda itself reports of each invocation. */
    source: z.literal('report-lines'),
    /** Which trials they are of: those at light load, where it was measured. */
    load: z.enum(['light', 'closed']),
    /** How many were read. Those with a cold start are left out. */
    invocations: z.int().positive(),
    /** Mean of what Lambda bills for one of them, in milliseconds: each is rounded up to a whole one. */
    billedMs: z.number().nonnegative(),
    memoryMb: z.int().positive(),
  }),
  z.strictObject({
    /** There is nothing but what a client has waited. */
    source: z.literal('client-latency'),
    /** The permission is missing; too few had come when the wait was over; or they could not be read. */
    why: z.enum(['denied', 'not-delivered', 'failed']),
  }),
])

/** By scenario: those with a function that were asked for. */
export const functionTimesSchema = z.record(z.string(), functionTimeSchema)

export type FunctionTime = z.infer<typeof functionTimeSchema>
export type FunctionTimes = z.infer<typeof functionTimesSchema>

/** One invocation, as Lambda reports it. */
export interface InvocationReport {
  billedMs: number
  memoryMb: number
  /** Whether it had to start an environment first, which is billed as well. */
  cold: boolean
}

/** Fewer invocations say too little about the mean. */
const leastReports = 30

/** What reports come to; null where they are too few. The memory is that of the last one. */
export function functionTimeOf(
  reports: readonly InvocationReport[],
  load: 'light' | 'closed',
): FunctionTime | null {
  const warm = reports.filter(({ cold }) => !cold)
  const last = warm.at(-1)
  if (last === undefined || warm.length < leastReports) return null
  const billedMs = warm.reduce((sum, report) => sum + report.billedMs, 0) / warm.length
  return { source: 'report-lines', load, invocations: warm.length, billedMs, memoryMb: last.memoryMb }
}
