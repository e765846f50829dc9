import { z } from 'zod'
import { refused } from './import-fault.ts'
import { amount, counted, lineOfField, parsedBy, type ImportFile } from './import-file.ts'
import type { ToolFormat } from './import-format.ts'
import { addressOf } from './address.ts'
import { otherErrors } from './status-codes.ts'
import { noErrors, type ToolResult } from './tool-result.ts'

const resultSchema = z.object({
  url: z.string().max(2_000),
  connections: counted.positive(),
  workers: counted.nullable().default(0),
  duration: amount.positive(),
  /** Those that got no answer, the timeouts among them. */
  errors: counted,
  timeouts: counted,
  /** Answers whose body is not the expected one. */
  mismatches: counted.default(0),
  '1xx': counted,
  '2xx': counted,
  '3xx': counted,
  '4xx': counted,
  '5xx': counted,
  statusCodeStats: z.record(z.string(), z.object({ count: counted })).optional(),
  latency: z.object({
    mean: amount,
    max: amount,
    p50: amount,
    p75: amount,
    p90: amount,
    p99: amount,
    p99_9: amount,
  }),
  requests: z.object({ sent: counted.optional() }),
  throughput: z.object({ total: counted }),
})

/**
 * The JSON of autocannon (`--json`), by "API" in its README: `duration` in seconds, latencies in whole
 * milliseconds, sizes in bytes. With a rate (`-R`) its latencies are corrected for coordinated omission,
 * which the file does not say.
 */
export const autocannon: ToolFormat = {
  kind: 'tool',
  id: 'autocannon',
  title: 'autocannon',
  recognises: ({ json }) =>
    z.object({ url: z.unknown(), non2xx: z.number(), throughput: z.unknown() }).safeParse(json).success,
  read,
}

function read(file: ImportFile): ToolResult {
  const said = parsedBy(resultSchema, file)
  const { errors, timeouts, mismatches, latency, workers } = said
  const good = said['1xx'] + said['2xx'] + said['3xx'] - mismatches
  const status = said['4xx'] + said['5xx']
  const requests = good + mismatches + status
  const wrong = good < 0 ? 'mismatches' : timeouts > errors ? 'timeouts' : null
  if (wrong !== null)
    throw refused(file.name, 'there are more than of the requests that they are part of', {
      field: wrong,
      line: lineOfField(file.text, [wrong]),
    })
  const { sent } = said.requests
  const us = (ms: number): number => ms * 1000
  return {
    tool: 'autocannon',
    // Without workers, all connections are in one thread.
    threads: Math.max(1, workers ?? 0),
    connections: said.connections,
    durationMs: said.duration * 1000,
    ...addressOf(said.url),
    requests,
    goodRequests: good,
    bytes: said.throughput.total,
    unanswered: sent === undefined ? null : Math.max(0, sent - requests - errors),
    errors: { ...noErrors, timeout: timeouts, status, ...otherErrors(errors - timeouts + mismatches) },
    statusCodes: codesOf(said.statusCodeStats),
    latency: {
      measured: {
        p50: us(latency.p50),
        p75: us(latency.p75),
        p90: us(latency.p90),
        p99: us(latency.p99),
        p999: us(latency.p99_9),
        max: us(latency.max),
        mean: us(latency.mean),
      },
      corrected: null,
    },
    histogram: null,
  }
}

function codesOf(stats: z.output<typeof resultSchema>['statusCodeStats']): ToolResult['statusCodes'] {
  if (stats === undefined) return null
  return Object.fromEntries(Object.entries(stats).map(([code, { count }]) => [code, count]))
}
