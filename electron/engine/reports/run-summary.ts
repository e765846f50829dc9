import { z } from 'zod'
import { placeName } from '../../../shared/account-name.ts'
import { assess } from '../../../shared/assessment.ts'
import { receiptSchema } from '../../../shared/receipt.ts'
import { runSchema } from '../../../shared/run.ts'
import { comparedName } from '../../../shared/run-name.ts'
import { assessmentJson, assessmentJsonSchema } from './assessment-json.ts'
import type { RecordedRun } from './export-format.ts'
import { utcMoment } from './utc-moment.ts'

/** A run without its trials, in the shape of the file. */
export const runSummarySchema = z.strictObject({
  run: z.strictObject({
    /** What was compared, where and when; not the title that a person gave it. */
    name: z.string(),
    ...runSchema.pick({
      id: true,
      experimentId: true,
      endpoint: true,
      region: true,
      paths: true,
      seed: true,
      rule: true,
      status: true,
      endedBy: true,
      alongside: true,
    }).shape,
    // Not the profile's name, title or notes: they may tell more than the person wants to share.
    account: z.strictObject({ kind: z.enum(['practice', 'profile', 'environment', 'published']) }),
    startedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
    load: z.unknown(),
    /** Among them `templatesHash`, the hash over the templates and load scripts that were used. */
    conditions: z.unknown(),
    /** What it has cost by list prices; null where nothing is charged. */
    cost: runSchema.shape.cost,
    /** What was found when its deployment had been removed; null before. */
    receipt: receiptSchema.nullable(),
  }),
  scenarios: runSchema.shape.scenarios,
  /** What the trials say; null where the baseline was not part of the run. */
  assessment: assessmentJsonSchema.nullable(),
})

type RunSummary = z.infer<typeof runSummarySchema>

/** What a run says, in the shape of the file. */
export function runSummary({
  run,
  trials,
  receipt,
  experiment,
}: Pick<RecordedRun, 'run' | 'trials' | 'receipt' | 'experiment'>): RunSummary {
  const { id, experimentId, endpoint, region, seed, rule, status, endedBy, alongside } = run
  const { paths, load, conditions, cost, scenarios } = run
  const found = assess(run, trials, experiment)
  return {
    run: {
      name: [comparedName(scenarios, experiment), placeName(run), utcMoment(run.startedAtMs)].join(' · '),
      id,
      experimentId,
      endpoint,
      account: { kind: run.account.kind },
      region,
      paths,
      seed,
      rule,
      status,
      endedBy,
      alongside,
      startedAt: new Date(run.startedAtMs).toISOString(),
      finishedAt: run.finishedAtMs === null ? null : new Date(run.finishedAtMs).toISOString(),
      load,
      conditions,
      cost,
      receipt,
    },
    scenarios,
    assessment: found && assessmentJson(found),
  }
}
