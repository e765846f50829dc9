import { z } from 'zod'
import { placeName } from '../../../shared/account-name.ts'
import { assess } from '../../../shared/assessment.ts'
import { functionTimesSchema } from '../../../shared/function-times.ts'
import { receiptSchema } from '../../../shared/receipt.ts'
import { runSchema } from '../../../shared/run.ts'
import { comparedName } from '../../../shared/run-name.ts'
import { assessmentJson, assessmentJsonSchema } from './assessment-json.ts'
import { filedAccount, filedAccountSchema } from './filed-account.ts'
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
    account: filedAccountSchema,
    startedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
    /** Null where another tool has measured: what is known is in `account`. */
    load: z.unknown(),
    /** Among them `templatesHash`, the hash over the templates and load scripts that were used. */
    conditions: z.unknown(),
    /** What it has cost by list prices; null where nothing is charged. */
    cost: runSchema.shape.cost,
    /** How long functions were busy, as the account told; left out where it was not asked. */
    functionTimes: functionTimesSchema.optional(),
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
      name: [comparedName(scenarios, experiment), measuredAt(run), utcMoment(run.startedAtMs)].join(' · '),
      id,
      experimentId,
      endpoint,
      account: filedAccount(run.account),
      region,
      paths,
      seed,
      rule,
      status,
      endedBy,
      alongside,
      startedAt: new Date(run.startedAtMs).toISOString(),
      finishedAt: run.finishedAtMs === null ? null : new Date(run.finishedAtMs).toISOString(),
      load: run.account.kind === 'elsewhere' ? null : load,
      conditions,
      cost,
      ...(run.functionTimes === null ? {} : { functionTimes: run.functionTimes }),
      receipt,
    },
    scenarios,
    assessment: found && assessmentJson(found),
  }
}

/** That a run was imported is no part of it. */
function measuredAt({ account, region, endpoint }: RecordedRun['run']): string {
  return placeName({ account, region, endpoint })
}
