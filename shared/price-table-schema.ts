import { z } from 'zod'
import { priceNames, type PriceTable } from './price-table.ts'

const priceSchema = z.strictObject({
  usd: z.number().nonnegative(),
  per: z.enum(['hour', 'LCU-hour', 'million requests', 'GB-second', 'GB-month', 'GB', 'item']),
  beyond: z.array(z.strictObject({ from: z.number().positive(), usd: z.number().nonnegative() })).optional(),
  source: z.string(),
  of: z.iso.date(),
})

/** A table of prices, as it crosses boundaries and is kept. */
export const priceTableSchema: z.ZodType<PriceTable> = z.strictObject({
  region: z.string(),
  source: z.enum(['built-in', 'price-list']),
  ofDate: z.iso.date(),
  filledIn: z.array(z.string()).optional(),
  prices: z.strictObject({
    ...(Object.fromEntries(priceNames.map((name) => [name, priceSchema])) as Record<
      (typeof priceNames)[number],
      typeof priceSchema
    >),
    instances: z.record(z.string(), priceSchema),
  }),
})
