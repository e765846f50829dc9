import { z } from 'zod'
import { loadLimits } from './load-limits.ts'

const within = ({ min, max }: { min: number; max: number }) => z.int().min(min).max(max)

/**
 * What precedes a measured trial: a discarded stretch of full load, or (as in 2017) one request per
 * scenario and path.
 */
const leadInSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('load'), seconds: within(loadLimits.leadInSec) }),
  z.strictObject({ kind: z.literal('one-request') }),
])

/** A page of the origin: what every scenario must answer before it is measured. */
export const pageSchema = z.strictObject({
  path: z.string().startsWith('/'),
  title: z.string(),
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

export const loadSchema = z.strictObject({
  threads: within(loadLimits.threads),
  /** In total, over all threads; must divide by `threads`. */
  connections: within(loadLimits.connections),
  durationSec: within(loadLimits.durationSec),
  rounds: within(loadLimits.rounds),
  leadIn: leadInSchema,
})

/** `templates/experiments/<id>.json`: a guided plan as data. */
export const experimentSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string(),
  question: z.string(),
  region: z.string(),
  baseline: z.string(),
  scenarios: z.array(z.string()).min(1),
  paths: z.array(z.string().startsWith('/')).min(1),
  load: loadSchema,
  /**
   * Scenarios that differ in one detail only: a sentence tells their figures as one range. `members` is what
   * several of them are called: `3 Lambda sizes`.
   */
  families: z
    .array(z.strictObject({ title: z.string(), members: z.string(), scenarios: z.array(z.string()).min(2) }))
    .default([]),
  expect: z.string(),
  why: z.string(),
  /** Figures published elsewhere for the same question: total requests per scenario, one per path. */
  published: z
    .strictObject({
      title: z.string(),
      year: z.int(),
      source: z.string(),
      durationSec: z.number().positive(),
      totals: z.record(z.string(), z.array(z.number().nullable())),
      notes: z.array(z.string()),
    })
    .optional(),
})

export type LeadIn = z.infer<typeof leadInSchema>
export type Page = z.infer<typeof pageSchema>
export type Load = z.infer<typeof loadSchema>
export type Experiment = z.infer<typeof experimentSchema>
