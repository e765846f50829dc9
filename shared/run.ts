import { z } from 'zod'
import { accountSchema } from './account.ts'
import { runCostSchema } from './billable.ts'
import { planSchema } from './deployment.ts'
import { loadSchema } from './experiment.ts'
import { summarySchema } from './latency.ts'

export const runStatuses = ['running', 'succeeded', 'failed', 'cancelled', 'interrupted'] as const
/** `invalid`: measured, but more than 1 % of its requests were errors, so it is never ranked. */
export const trialStatuses = ['pending', 'succeeded', 'invalid', 'failed', 'interrupted'] as const

export const conditionsSchema = z.strictObject({
  appVersion: z.string(),
  /** Hash over the templates and load scripts that were used. */
  templatesHash: z.string(),
  accountKind: z.enum(['practice', 'profile', 'environment']),
  region: z.string(),
  zones: z.array(z.string()),
  /** Chosen options per scenario, the stage throttle among them. */
  options: z.record(z.string(), z.record(z.string(), z.string())),
  /** Software found on the machines: what really ran. */
  generator: z.string().nullable(),
  origin: z.string().nullable(),
})

export const runSchema = z.strictObject({
  id: z.string(),
  deploymentId: z.string(),
  experimentId: z.string(),
  account: accountSchema,
  region: z.string(),
  status: z.enum(runStatuses),
  scenarios: z.array(z.strictObject({ id: z.string(), title: z.string() })),
  paths: z.array(z.string()),
  load: loadSchema,
  seed: z.int(),
  predictions: planSchema.shape.predictions,
  /** What the person calls the run; null until it was given a name. */
  title: z.string().nullable(),
  notes: z.string(),
  tags: z.array(z.string()),
  conditions: conditionsSchema.nullable(),
  failure: z.string().nullable(),
  /** What it has cost by list prices; null while it runs, and where nothing is charged. */
  cost: runCostSchema.nullable(),
  startedAtMs: z.number(),
  finishedAtMs: z.number().nullable(),
})

export const errorsSchema = z.strictObject({
  connect: z.int(),
  read: z.int(),
  write: z.int(),
  timeout: z.int(),
  status: z.int(),
})

/** What one trial measured. Rates are per second of the trial's own duration. */
export const trialResultSchema = z.strictObject({
  requests: z.int(),
  goodRequests: z.int(),
  unanswered: z.int(),
  bytes: z.int(),
  durationMs: z.number(),
  ratePerSec: z.number(),
  goodRatePerSec: z.number(),
  errors: errorsSchema,
  latencyUs: z.strictObject({ measured: summarySchema, corrected: summarySchema }),
  /**
   * The interval of wrk's correction in microseconds: with the raw histogram it gives the corrected view;
   * null where none applies.
   */
  correctionIntervalUs: z.int().nullable(),
  /** Requests that the origin counted meanwhile, own probes subtracted; null where it could not be asked. */
  originRequests: z.int().nullable(),
  samples: z.array(z.strictObject({ offsetMs: z.number(), requests: z.int() })),
  generator: z.strictObject({ name: z.string(), version: z.string() }),
  /** Shares of all CPUs of the load generator during the trial, 0-1; null where it does not say. */
  generatorCpu: z.strictObject({ busy: z.number(), steal: z.number() }).nullable(),
  addresses: z.array(z.string()),
})

export const trialSchema = z.strictObject({
  runId: z.string(),
  order: z.int(),
  round: z.int(),
  scenarioId: z.string(),
  path: z.string(),
  status: z.enum(trialStatuses),
  /** Why the trial failed or is invalid. */
  reason: z.string().nullable(),
  result: trialResultSchema.nullable(),
})

export type RunStatus = (typeof runStatuses)[number]
export type TrialStatus = (typeof trialStatuses)[number]
export type Conditions = z.infer<typeof conditionsSchema>
export type Run = z.infer<typeof runSchema>
export type TrialResult = z.infer<typeof trialResultSchema>
export type Trial = z.infer<typeof trialSchema>

/** More errors than this share of the requests make a trial invalid. */
const mostErrors = 0.01

/**
 * Whether a trial's figures may be ranked, and if not, why. `unanswered` requests are no errors of the
 * service: they were cut off by the end.
 */
export function judgeTrial(result: TrialResult): { status: 'succeeded' | 'invalid'; reason: string | null } {
  const errors = Object.values(result.errors).reduce((sum, count) => sum + count, 0)
  if (result.requests === 0) return { status: 'invalid', reason: 'Not one request was answered.' }
  const share = errors / result.requests
  if (share <= mostErrors) return { status: 'succeeded', reason: null }
  return {
    status: 'invalid',
    reason: `${(share * 100).toFixed(1)} % of the requests were errors; more than 1 % cannot be ranked.`,
  }
}
