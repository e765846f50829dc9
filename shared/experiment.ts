import { z } from 'zod'
import { loadLimits } from './load-limits.ts'
import { staticPages } from './plain-load.ts'

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

/** What a run until sure wants to know, as fractions: 0.05 stands for ±5 %. Rule 8. */
const marginsSchema = z.strictObject({
  /** A difference within this does not matter. */
  same: z.number().min(loadLimits.margin.min).max(loadLimits.margin.max),
  /** A difference is settled once its interval reaches at most this far to either side. */
  precise: z.number().min(loadLimits.margin.min).max(loadLimits.margin.max),
})

/**
 * What the origin is asked to do for each request, as a person's own service would. Rule 18.
 * @param timeMs how long it waits before it answers, without keeping a processor busy
 * @param answerBytes how much it generates where it does not answer the page as it is
 * @param bodyBytes how much a POST carries
 */
export function serviceSchemaOf<N extends z.ZodType<number | null>>(timeMs: N, answerBytes: N, bodyBytes: N) {
  return z.strictObject({
    timeMs,
    answer: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('page') }),
      z.strictObject({ kind: z.literal('generated'), bytes: answerBytes }),
    ]),
    request: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('get') }),
      z.strictObject({ kind: z.literal('post'), bytes: bodyBytes }),
    ]),
  })
}

const serviceSchema = serviceSchemaOf(
  within(loadLimits.serviceTimeMs),
  within(loadLimits.answerBytes),
  within(loadLimits.bodyBytes),
)

export type Service = z.infer<typeof serviceSchema>

export const loadSchema = z.strictObject({
  threads: within(loadLimits.threads),
  /** In total, over all threads; must divide by `threads`. */
  connections: within(loadLimits.connections),
  durationSec: within(loadLimits.durationSec),
  /** How many rounds; the most of them where the run ends when it is sure. */
  rounds: within(loadLimits.rounds),
  leadIn: leadInSchema,
  /** Ends the run as soon as every scenario is settled; null takes exactly `rounds`. */
  untilSure: marginsSchema.nullable().default(null),
  /** Opens each round with a trial at light load for each scenario, to compare latency. Rule 11. */
  light: z.boolean().default(false),
  /** Connections go to all addresses of an endpoint in turn; otherwise wrk uses only the first. */
  spread: z.boolean().default(false),
  service: serviceSchema.default(staticPages),
})

/** `templates/experiments/<id>.json`: a guided plan as data. */
export const experimentSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string(),
  question: z.string(),
  region: z.string(),
  /** Where it stands among the experiments, from 1; those without a place follow, by id. */
  place: z.int().positive().optional(),
  baseline: z.string(),
  /** What it compares unless a person chooses otherwise. */
  scenarios: z.array(z.string()).min(1),
  /** What a person may compare as well. */
  more: z.array(z.string()).optional(),
  /**
   * Those that it offers whose requests never reach the origin: see `floors.ts`. Never written in a file,
   * the catalog fills it in from `scenario.json`.
   */
  floors: z.array(z.string()).default([]),
  paths: z.array(z.string().startsWith('/')).min(1),
  load: loadSchema,
  /**
   * Scenarios that differ in one detail only: a sentence tells their figures as one range. `members` is what
   * several of them are called: `3 Lambda sizes`. `summary` describes them all.
   */
  families: z
    .array(
      z.strictObject({
        title: z.string(),
        members: z.string(),
        summary: z.string().optional(),
        scenarios: z.array(z.string()).min(2),
      }),
    )
    .default([]),
  expect: z.string(),
  why: z.string(),
  /** The scenarios as the experiment expects them, most good requests per second first. */
  expectedOrder: z.array(z.string()).optional(),
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
