import { z } from 'zod'

/** Something that AWS charges for, as a template makes it. */
export const billableSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('instance'), type: z.string() }),
  z.strictObject({ kind: z.literal('volume'), gigabytes: z.number() }),
  z.strictObject({ kind: z.literal('public-address') }),
  z.strictObject({ kind: z.literal('classic-load-balancer') }),
  z.strictObject({
    kind: z.literal('application-load-balancer'),
    /** What it passes requests to; it does less for a function before it counts as busy. */
    targets: z.enum(['instances', 'functions']),
  }),
  z.strictObject({ kind: z.literal('rest-api') }),
  z.strictObject({ kind: z.literal('http-api') }),
  z.strictObject({
    kind: z.literal('function'),
    memoryMb: z.number(),
    /** That Lambda logs nothing about an invocation that succeeds; by default it logs three lines. */
    quiet: z.literal(true).optional(),
  }),
])

/** One cause of cost: what is charged for, for which scenario (null: for what all share), and how much. */
const costItemSchema = z.strictObject({
  cause: z.string(),
  scenarioId: z.string().nullable(),
  usd: z.number(),
})

/** What a run has cost by list prices, from measured requests and hours. */
export const runCostSchema = z.strictObject({
  usd: z.number(),
  items: z.array(costItemSchema),
  /**
   * Dollars per million requests, by scenario: what each request adds, without the hours of what it needs.
   * Not what a way costs: see `monthly-cost.ts`.
   */
  usdPerMillion: z.record(z.string(), z.number()),
  /** The date of the price table. */
  pricesOf: z.string(),
  /** Whose prices these are; left out by earlier versions, which took those of us-west-2. */
  pricesRegion: z.string().optional(),
})

export type Billable = z.infer<typeof billableSchema>
export type CostItem = z.infer<typeof costItemSchema>
export type RunCost = z.infer<typeof runCostSchema>
