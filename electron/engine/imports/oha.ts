import { z } from 'zod'
import { amount, counted, parsedBy, type ImportFile } from './import-file.ts'
import type { ToolFormat } from './import-format.ts'
import { fromStatusCodes } from './status-codes.ts'
import type { ToolResult } from './tool-result.ts'

/** Seconds; null where no request succeeded. */
const seconds = amount.nullable().default(null)

const resultSchema = z.object({
  summary: z.object({
    total: amount.positive(),
    slowest: seconds,
    average: seconds,
    totalData: counted.nullable().default(null),
  }),
  latencyPercentiles: z
    .object({ p50: seconds, p75: seconds, p90: seconds, p99: seconds, 'p99.9': seconds })
    .default({ p50: null, p75: null, p90: null, p99: null, 'p99.9': null }),
  statusCodeDistribution: z.record(z.string(), counted),
  errorDistribution: z.record(z.string(), counted),
})

/** What oha counts for requests that were still under way when its time was over, and for late answers. */
const cutOff = 'aborted due to deadline'
const late = 'timeout'

/**
 * The JSON of oha (`--output-format json`), by its `print_json` in src/printer.rs: times in seconds, sizes
 * in bytes. It names neither the address nor the connections. Latencies are of all requests that were
 * answered.
 */
export const oha: ToolFormat = {
  kind: 'tool',
  id: 'oha',
  title: 'oha',
  recognises: ({ json }) =>
    z
      .object({ summary: z.object({ successRate: z.unknown() }), statusCodeDistribution: z.unknown() })
      .safeParse(json).success,
  read,
}

function read(file: ImportFile): ToolResult {
  const { summary, latencyPercentiles, ...said } = parsedBy(resultSchema, file)
  const { [cutOff]: unanswered = 0, [late]: timeout = 0, ...others } = said.errorDistribution
  const other = Object.values(others).reduce((sum, count) => sum + count, 0)
  const us = (value: number | null): number | null => (value === null ? null : value * 1e6)
  return {
    tool: 'oha',
    threads: null,
    connections: null,
    durationMs: summary.total * 1000,
    path: null,
    address: null,
    ...fromStatusCodes(file, said.statusCodeDistribution, { timeout, other }),
    bytes: summary.totalData,
    unanswered,
    latency: {
      measured: {
        p50: us(latencyPercentiles.p50),
        p75: us(latencyPercentiles.p75),
        p90: us(latencyPercentiles.p90),
        p99: us(latencyPercentiles.p99),
        p999: us(latencyPercentiles['p99.9']),
        max: us(summary.slowest),
        mean: us(summary.average),
      },
      corrected: null,
    },
    histogram: null,
  }
}
