import { z } from 'zod'
import { runCostSchema } from '../../../shared/billable.ts'
import { receiptSchema, type Receipt } from '../../../shared/receipt.ts'
import { errorsSchema, runStatuses, trialStatuses, type Run, type Trial } from '../../../shared/run.ts'
import { summarySchema } from '../../../shared/latency.ts'

/**
 * The JSON of a run: stable within a `schemaVersion`. Times are ISO 8601, rates per second, latencies in
 * microseconds. Figures of a trial that has none (pending, failed) are null. A percentile that too few
 * samples stand behind is null.
 */
export const runJsonSchema = z.strictObject({
  schemaVersion: z.literal(1),
  run: z.strictObject({
    id: z.string(),
    experimentId: z.string(),
    account: z.strictObject({ kind: z.enum(['practice', 'profile', 'environment']) }),
    region: z.string(),
    seed: z.int(),
    status: z.enum(runStatuses),
    startedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
    load: z.unknown(),
    conditions: z.unknown(),
    /** What it has cost by list prices; null where nothing is charged. */
    cost: runCostSchema.nullable(),
    /** What was found when its deployment had been removed; null before. */
    receipt: receiptSchema.nullable(),
  }),
  scenarios: z.array(z.strictObject({ id: z.string(), title: z.string() })),
  trials: z.array(
    z.strictObject({
      scenarioId: z.string(),
      path: z.string(),
      round: z.int(),
      order: z.int(),
      status: z.enum(trialStatuses),
      reason: z.string().nullable(),
      requests: z.int().nullable(),
      goodRequests: z.int().nullable(),
      unanswered: z.int().nullable(),
      bytes: z.int().nullable(),
      durationMs: z.number().nullable(),
      ratePerSec: z.number().nullable(),
      goodRatePerSec: z.number().nullable(),
      errors: errorsSchema.nullable(),
      latencyUs: z.strictObject({ measured: summarySchema, corrected: summarySchema }).nullable(),
      originRequests: z.int().nullable(),
      samples: z.array(z.strictObject({ offsetMs: z.number(), requests: z.int() })),
      generator: z.strictObject({ name: z.string(), version: z.string() }).nullable(),
      generatorCpu: z.strictObject({ busy: z.number(), steal: z.number() }).nullable(),
    }),
  ),
})

export type RunJson = z.infer<typeof runJsonSchema>

export function runJson(run: Run, trials: readonly Trial[], receipt: Receipt | null = null): RunJson {
  return {
    schemaVersion: 1,
    run: {
      id: run.id,
      experimentId: run.experimentId,
      // Not the profile's name: it may tell more than the person wants to share.
      account: { kind: run.account.kind },
      region: run.region,
      seed: run.seed,
      status: run.status,
      startedAt: new Date(run.startedAtMs).toISOString(),
      finishedAt: run.finishedAtMs === null ? null : new Date(run.finishedAtMs).toISOString(),
      load: run.load,
      conditions: run.conditions,
      cost: run.cost,
      receipt,
    },
    scenarios: run.scenarios,
    trials: trials.map(({ scenarioId, path, round, order, status, reason, result }) => ({
      scenarioId,
      path,
      round,
      order,
      status,
      reason,
      requests: result?.requests ?? null,
      goodRequests: result?.goodRequests ?? null,
      unanswered: result?.unanswered ?? null,
      bytes: result?.bytes ?? null,
      durationMs: result?.durationMs ?? null,
      ratePerSec: result?.ratePerSec ?? null,
      goodRatePerSec: result?.goodRatePerSec ?? null,
      errors: result?.errors ?? null,
      latencyUs: result?.latencyUs ?? null,
      originRequests: result?.originRequests ?? null,
      samples: result?.samples ?? [],
      generator: result?.generator ?? null,
      generatorCpu: result?.generatorCpu ?? null,
    })),
  }
}
