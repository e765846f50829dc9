import { z } from 'zod'
import { loadLimits } from './load-rules.ts'

/**
 * What precedes a measured trial: a discarded stretch of full load, or (as in 2017) one request per
 * scenario and path.
 */
export const leadInSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('load'), seconds: z.int().min(0).max(loadLimits.leadInSec) }),
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
  threads: z.int().min(1).max(loadLimits.threads),
  /** In total, over all threads; must divide by `threads`. */
  connections: z.int().min(1).max(loadLimits.connections),
  durationSec: z.int().min(1).max(loadLimits.durationSec),
  rounds: z.int().min(1).max(loadLimits.rounds),
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
  expect: z.string(),
  why: z.string(),
  /** Figures published elsewhere for the same question: total requests per scenario, one per path. */
  published: z
    .strictObject({
      title: z.string(),
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
