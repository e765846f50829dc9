import { z } from 'zod'
import { experimentSchema } from '../../../shared/experiment.ts'
import { priceTableSchema } from '../../../shared/price-table-schema.ts'
import { requirementsSchema } from '../../../shared/requirements.ts'
import { trialResultSchema, trialSchema, type Trial } from '../../../shared/run.ts'
import { scenarioSchema } from '../../../shared/scenario.ts'
import { decisionOf } from './decided.ts'
import { decisionJson, decisionJsonSchema } from './decision-json.ts'
import type { RecordedRun, WriteRun } from './export-format.ts'
import { fileVersion, thisWriter, writerSchema } from './file-version.ts'
import { hashesOf } from './hashes.ts'
import { runSummary, runSummarySchema } from './run-summary.ts'

/** The fields of a trial that are exported as they are recorded. */
const trialFields = trialSchema.omit({ runId: true, result: true }).shape

/** The figures of a trial that are exported as they are recorded. */
const figures = trialResultSchema.omit({ samples: true, addresses: true }).shape

type Figures = typeof figures

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * The JSON of a run: stable within a `schemaVersion`. Times are ISO 8601, rates per second, latencies in
 * microseconds, shares as fractions. Figures of a trial that has none (pending, failed) are null, and its
 * samples are empty. A percentile is null when too few samples support it. Version 2 has added `run.paths`,
 * `run.rule`, `run.endedBy`, `assessment` and, in each trial, `generatorLoad`. Version 3 has added what the
 * verdicts and sentences are computed from: the experiment, the scenarios' files, raw histograms with the
 * interval of their correction, requirements, prices, and hashes. Version 4 has added who wrote the file, the
 * hash of a report's page, and `assessment.busy`. `readRunJson` reads all of them.
 *
 * Whatever is added to `assessment` or `decision` after a version was released belongs to the next version,
 * and into `verify/changes.ts`; a recorded field may be added at any time, with a default for older files.
 */
export const runJsonSchema = z.strictObject({
  schemaVersion: z.literal(fileVersion),
  writtenBy: writerSchema,
  ...runSummarySchema.shape,
  /** The experiment's file; null where this version did not know it. */
  experiment: experimentSchema.nullable(),
  /** The scenarios' files, in the order of the run. */
  scenarioFiles: z.array(scenarioSchema),
  /** What a person requires of the experiment, and the prices at hand; both null where nobody has said. */
  requirements: requirementsSchema.nullable(),
  prices: priceTableSchema.nullable(),
  /** What follows from them; null without them. */
  decision: decisionJsonSchema.nullable(),
  trials: z.array(
    z.strictObject({
      ...trialFields,
      ...nullable(figures),
      samples: trialResultSchema.shape.samples,
      /**
       * All latencies as measured: value after value the difference to the one before in microseconds, and
       * its count, both in base 32 (`shared/histogram-text.ts`). Null where there are none.
       */
      histogram: z.string().nullable(),
    }),
  ),
  /**
   * SHA-256 of everything that the rest is computed from: keys sorted, without spaces. They show an edit, not
   * a forger, who can compute them too.
   */
  hashes: z.strictObject({
    /** Of everything but `trials`, `hashes`, and what follows from the rest: `assessment` and `decision`. */
    run: sha256,
    /** Of each trial, without its histogram. */
    trials: z.array(sha256),
    /** Of the text of each trial's histogram. */
    histograms: z.array(sha256.nullable()),
    /** Of the report's page: its text with this JSON taken out. Null where the file is no report. */
    page: sha256.nullable(),
  }),
})

type RunJson = z.infer<typeof runJsonSchema>

export const writeJson: WriteRun = (recorded) => `${JSON.stringify(runJson(recorded), null, 2)}\n`

/** A run in the shape of the file. @param page hash of the report's page that carries it */
export function runJson(recorded: RecordedRun, page: string | null = null): RunJson {
  const { trials, scenarios: scenarioFiles, histogramOf } = recorded
  const { assessment, ...head } = runSummary(recorded)
  const experiment = recorded.experiment ?? null
  const { requirements, prices } = statedJson(recorded)
  const decision = decisionOf(recorded)
  const written: Omit<RunJson, 'hashes'> = {
    schemaVersion: fileVersion,
    writtenBy: thisWriter,
    ...head,
    assessment,
    experiment,
    scenarioFiles: [...scenarioFiles],
    requirements,
    prices,
    decision: decision && decisionJson(decision),
    trials: trials.map((trial) => ({ ...trialJson(trial), histogram: histogramOf(trial.order) })),
  }
  return { ...written, hashes: { ...hashesOf(written), page } }
}

/** With the fields in the order of their schemas, wherever they come from. */
function statedJson({ stated }: RecordedRun): Pick<RunJson, 'requirements' | 'prices'> {
  if (stated === null) return { requirements: null, prices: null }
  return {
    requirements: requirementsSchema.parse(stated.requirements),
    prices: priceTableSchema.parse(stated.prices),
  }
}

const withoutFigures = Object.fromEntries(Object.keys(figures).map((name) => [name, null])) as {
  [K in keyof Figures]: null
}

/** Schemas that are not strict leave out what they do not name. */
const exportedTrial = z.object(trialFields)
const exportedFigures = z.object(figures)

function trialJson({ result, ...trial }: Trial): Omit<RunJson['trials'][number], 'histogram'> {
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
