import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { z } from 'zod'
import type { InvocationReport } from '../../../shared/function-times.ts'
import type { Aws } from './clients.ts'

/** Only what is read of it. Source: Lambda developer guide, "Lambda Telemetry API Event schema reference". */
const reportSchema = z.object({
  type: z.literal('platform.report'),
  record: z.object({
    metrics: z.object({
      billedDurationMs: z.number().nonnegative(),
      memorySizeMB: z.int().positive(),
      initDurationMs: z.number().optional(),
    }),
  }),
})

/** A log event of a function that logs in JSON; undefined for one that is no report, or cannot be read. */
export function parseReport(message: string): InvocationReport | undefined {
  let event: unknown
  try {
    event = JSON.parse(message)
  } catch {
    return undefined
  }
  const found = reportSchema.safeParse(event)
  if (!found.success) return undefined
  const { billedDurationMs, memorySizeMB, initDurationMs } = found.data.record.metrics
  return { billedMs: billedDurationMs, memoryMb: memorySizeMB, cold: initDurationMs !== undefined }
}

/** Which events of a log group are wanted. */
export interface ReportsWanted {
  logGroup: string
  /** Epoch milliseconds, both included. */
  fromMs: number
  toMs: number
  /** No more than this many are read. */
  most: number
}

/** Pages may be empty and still not the last. This many are enough for some thousand invocations. */
const mostPages = 50

/**
 * What Lambda has reported of the invocations of a function, as far as it has been delivered. Costs nothing.
 * Source: CloudWatch Logs API reference, "FilterLogEvents".
 */
export async function invocationReports(
  { logs }: Pick<Aws, 'logs'>,
  { logGroup, fromMs, toMs, most }: ReportsWanted,
  signal: AbortSignal,
): Promise<InvocationReport[]> {
  const reports: InvocationReport[] = []
  let nextToken: string | undefined
  for (let page = 0; page < mostPages && reports.length < most; page += 1) {
    signal.throwIfAborted()
    const answer = await logs.send(
      new FilterLogEventsCommand({
        logGroupName: logGroup,
        startTime: Math.floor(fromMs),
        endTime: Math.ceil(toMs),
        filterPattern: '{ $.type = "platform.report" }',
        limit: Math.min(10_000, most),
        nextToken,
      }),
      { abortSignal: signal },
    )
    reports.push(...(answer.events ?? []).flatMap(({ message }) => parseReport(message ?? '') ?? []))
    nextToken = answer.nextToken
    if (nextToken === undefined) break
  }
  return reports.slice(0, most)
}
