import { z } from 'zod'
import { assess } from '../../../shared/assessment.ts'
import { receiptSchema } from '../../../shared/receipt.ts'
import { runSchema, trialResultSchema, trialSchema, type Trial } from '../../../shared/run.ts'
import { measuredName } from '../../../shared/run-name.ts'
import { assessmentJson, assessmentJsonSchema } from './assessment-json.ts'
import type { ExportFormat, RecordedRun } from './export-format.ts'

/** The fields of a trial that are exported as they are recorded. */
const trialFields = trialSchema.omit({ runId: true, result: true }).shape

/** The figures of a trial that are exported as they are recorded. */
const figures = trialResultSchema.omit({
  samples: true,
  correctionIntervalUs: true,
  addresses: true,
}).shape

type Figures = typeof figures

/**
 * The JSON of a run: stable within a `schemaVersion`. Times are ISO 8601, rates per second, latencies in
 * microseconds, shares as fractions. Figures of a trial that has none (pending, failed) are null, and its
 * samples are empty. A percentile is null when too few samples support it. Version 2 has added `run.paths`,
 * `run.rule`, `run.endedBy`, `assessment` and, in each trial, `generatorLoad`; `readRunJson` reads both.
 */
export const runJsonSchema = z.strictObject({
  schemaVersion: z.literal(2),
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
    conditions: z.unknown(),
    /** What it has cost by list prices; null where nothing is charged. */
    cost: runSchema.shape.cost,
    /** What was found when its deployment had been removed; null before. */
    receipt: receiptSchema.nullable(),
  }),
  scenarios: runSchema.shape.scenarios,
  /** What the trials say; null where the baseline was not part of the run. */
  assessment: assessmentJsonSchema.nullable(),
  trials: z.array(
    z.strictObject({
      ...trialFields,
      ...nullable(figures),
      samples: trialResultSchema.shape.samples,
    }),
  ),
})

type RunJson = z.infer<typeof runJsonSchema>

export const jsonFormat: ExportFormat = {
  id: 'json',
  title: 'JSON',
  extension: 'json',
  mediaType: 'application/json',
  write: (recorded) => `${JSON.stringify(runJson(recorded), null, 2)}\n`,
}

/** A run in the shape of the file. */
export function runJson({ run, trials, receipt, experiment }: RecordedRun): RunJson {
  const { id, experimentId, endpoint, region, seed, rule, status, endedBy, alongside } = run
  const { paths, load, conditions, cost, scenarios } = run
  const found = assess(run, trials, experiment)
  return {
    schemaVersion: 2,
    run: {
      name: measuredName(run, experiment, null),
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
    trials: trials.map(trialJson),
  }
}

const withoutFigures = Object.fromEntries(Object.keys(figures).map((name) => [name, null])) as {
  [K in keyof Figures]: null
}

/** Schemas that are not strict leave out what they do not name. */
const exportedTrial = z.object(trialFields)
const exportedFigures = z.object(figures)

function trialJson({ result, ...trial }: Trial): RunJson['trials'][number] {
  return {
    ...exportedTrial.parse(trial),
    ...(result === null ? withoutFigures : exportedFigures.parse(result)),
    samples: result?.samples ?? [],
  }
}

function nullable<S extends z.ZodRawShape>(shape: S): { [K in keyof S]: z.ZodNullable<S[K]> } {
  const entries = Object.entries(shape).map(([name, schema]) => [name, z.nullable(schema)])
  return Object.fromEntries(entries) as { [K in keyof S]: z.ZodNullable<S[K]> }
}
