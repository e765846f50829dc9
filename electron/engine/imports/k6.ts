import { z } from 'zod'
import { refused } from './import-fault.ts'
import { amount, counted, lineOfField, parsedBy, type ImportFile } from './import-file.ts'
import type { ToolFormat } from './import-format.ts'
import { otherErrors } from './status-codes.ts'
import { noErrors, type ToolResult } from './tool-result.ts'

const counter = z.object({ count: counted, rate: amount })
/** `passes` are the samples that were true: requests that failed. */
const failures = z.object({ passes: counted, fails: counted })
/** Milliseconds. Which percentiles there are is the script's choice (`summaryTrendStats`). */
const trend = z.object({
  avg: amount.optional(),
  med: amount.optional(),
  max: amount.optional(),
  'p(50)': amount.optional(),
  'p(75)': amount.optional(),
  'p(90)': amount.optional(),
  'p(99)': amount.optional(),
  'p(99.9)': amount.optional(),
})

const metricsOf = (within: (inner: z.ZodObject) => z.ZodType) =>
  z.object({
    http_reqs: within(counter),
    http_req_failed: within(failures),
    http_req_duration: within(trend),
    data_received: within(counter).optional(),
  })

/** `--summary-export` has the values in the metric, what `handleSummary` is given has them in `values`. */
const exported = z.object({ metrics: metricsOf((inner) => inner) })
const handled = z.object({
  metrics: metricsOf((inner) => z.object({ values: inner }).transform(({ values }) => values)),
})

interface Metrics {
  http_reqs: z.output<typeof counter>
  http_req_failed: z.output<typeof failures>
  http_req_duration: z.output<typeof trend>
  data_received?: z.output<typeof counter> | undefined
}

/**
 * The summary of k6: what `--summary-export` writes, and what `handleSummary` is given, as JSON. Its
 * documentation: "End-of-test summary", "Custom summary", "Built-in metrics". Counts are of the whole test,
 * every address and every stage of its script together. Status codes are not in it.
 */
export const k6: ToolFormat = {
  kind: 'tool',
  id: 'k6',
  title: 'k6',
  recognises: ({ json }) =>
    z
      .object({
        metrics: z.union([
          z.looseObject({ vus: z.unknown() }),
          z.looseObject({ http_reqs: z.unknown() }),
          z.looseObject({ iterations: z.unknown() }),
        ]),
      })
      .safeParse(json).success,
  read,
}

function read(file: ImportFile): ToolResult {
  const metrics = metricsIn(file)
  const { http_reqs: requests, http_req_failed: failed, http_req_duration: took } = metrics
  const all = failed.passes + failed.fails
  const field = 'metrics.http_reqs'
  if (all !== requests.count || requests.rate === 0)
    throw refused(file.name, 'its requests do not agree with http_req_failed, or there are none', {
      field,
      line: lineOfField(file.text, ['metrics', 'http_reqs']),
    })
  const us = (ms: number | undefined): number | null => (ms === undefined ? null : ms * 1000)
  return {
    tool: 'k6',
    threads: null,
    // Virtual users are no connections: a script may open several in each.
    connections: null,
    durationMs: (requests.count / requests.rate) * 1000,
    path: null,
    address: null,
    requests: all,
    goodRequests: failed.fails,
    bytes: metrics.data_received?.count ?? null,
    unanswered: null,
    errors: { ...noErrors, ...otherErrors(failed.passes) },
    statusCodes: null,
    latency: {
      measured: {
        p50: us(took.med ?? took['p(50)']),
        p75: us(took['p(75)']),
        p90: us(took['p(90)']),
        p99: us(took['p(99)']),
        p999: us(took['p(99.9)']),
        max: us(took.max),
        mean: us(took.avg),
      },
      corrected: null,
    },
    histogram: null,
  }
}

function metricsIn(file: ImportFile): Metrics {
  const isHandled = z
    .object({ metrics: z.record(z.string(), z.looseObject({ values: z.looseObject({}) })) })
    .safeParse(file.json).success
  return isHandled
    ? (parsedBy(handled, file) as { metrics: Metrics }).metrics
    : (parsedBy(exported, file) as { metrics: Metrics }).metrics
}
