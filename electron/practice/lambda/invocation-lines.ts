import { createHash } from 'node:crypto'
import type { LoggedInvocation } from './invocation-logs.ts'

/** One event of a log group. */
export interface LogLine {
  timestampMs: number
  message: string
}

/**
 * What Lambda writes of an invocation, in its two formats. Billed is what it took with its cold start,
 * rounded up to a millisecond. Sources: Lambda developer guide, "Working with Lambda function logs" and
 * "Telemetry API Event schema reference"; Lambda pricing page; AWS Compute Blog, April 2025 (INIT is billed).
 * Left out: the memory that was used. The id of the request is made up.
 */
export function linesOf(logGroup: string, invocation: LoggedInvocation, format: 'Text' | 'JSON'): LogLine[] {
  const { endedAtMs, durationMs, initMs, memoryMb, status } = invocation
  const requestId = requestIdOf(logGroup, invocation.number)
  const began = Math.floor(endedAtMs - durationMs)
  const ended = Math.floor(endedAtMs)
  const duration = Number(durationMs.toFixed(3))
  const billed = Math.ceil(durationMs + (initMs ?? 0))
  if (format === 'JSON') {
    const metrics = {
      durationMs: duration,
      billedDurationMs: billed,
      memorySizeMB: memoryMb,
      ...(initMs === null ? {} : { initDurationMs: Number(initMs.toFixed(3)) }),
    }
    return [
      jsonLine(began, 'platform.start', { requestId, version: '$LATEST' }),
      jsonLine(ended, 'platform.report', { requestId, metrics, status }),
    ]
  }
  const report = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    `Billed Duration: ${billed} ms`,
    `Memory Size: ${memoryMb} MB`,
    ...(initMs === null ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
    ...(status === 'success' ? [] : [`Status: ${status}`]),
  ]
  return [
    { timestampMs: began, message: `START RequestId: ${requestId} Version: $LATEST\n` },
    { timestampMs: ended, message: `END RequestId: ${requestId}\n` },
    { timestampMs: ended, message: `${report.join('\t')}\t\n` },
  ]
}

function jsonLine(timestampMs: number, type: string, record: object): LogLine {
  return {
    timestampMs,
    message: JSON.stringify({ time: new Date(timestampMs).toISOString(), type, record }),
  }
}

/** The same every time the event is read. */
function requestIdOf(logGroup: string, number: number): string {
  const hex = createHash('sha256').update(`${logGroup} ${number}`).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
