import { z } from 'zod'
import { mustHaves } from './scenario-facts.ts'

/**
 * What a person asks of the way that they choose: how much traffic it takes, and what must hold. It changes
 * no measurement. Types only: `requirementFaults` says which values are allowed.
 */
export const requirementsSchema = z.strictObject({
  requestsPerMonth: z.number(),
  peakPerSec: z.number(),
  /** Null: as large as in the run. */
  answerBytes: z.number().nullable(),
  /** How many requests a client sends before it opens another connection. */
  requestsPerConnection: z.number(),
  /** How long the person's own service takes for a request; null: as long as in the run. */
  serviceMs: z.number().nullable(),
  /** The latency that must hold at light load; null where none must. */
  latency: z
    .strictObject({
      /** Light load offers these two. Rule 11. */
      percentile: z.enum(['p50', 'p90']),
      /** `added`: what comes on top of the baseline. `total`: what a client waits, the service included. */
      of: z.enum(['added', 'total']),
      ms: z.number(),
    })
    .nullable(),
  mustHaves: z.array(z.enum(mustHaves)),
  /** Whether AWS's free tier, as far as it does not end, is subtracted from the costs. */
  freeTier: z.boolean(),
})

/** What is kept for an experiment. */
export const keptRequirementsSchema = z.strictObject({
  experimentId: z.string(),
  requirements: requirementsSchema,
  /** When a person has last said so; null: nobody has, these are the defaults. */
  changedAtMs: z.number().nullable(),
})

export type Requirements = z.infer<typeof requirementsSchema>
export type KeptRequirements = z.infer<typeof keptRequirementsSchema>
