import { z } from 'zod'

/** A percentile that too few samples stand behind is null: not measurable. */
const percentile = z.number().nullable()

/** A histogram in eight numbers, in microseconds. */
export const summarySchema = z.strictObject({
  p50: percentile,
  p75: percentile,
  p90: percentile,
  p99: percentile,
  p999: percentile,
  max: z.number().nullable(),
  mean: z.number().nullable(),
  count: z.int(),
})

export type Summary = z.infer<typeof summarySchema>
