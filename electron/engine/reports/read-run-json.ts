import { z } from 'zod'
import { AppError, errorMessage } from '../../../shared/errors.ts'
import { experimentSchema, loadSchema, type Experiment, type Load } from '../../../shared/experiment.ts'
import { decodeHistogram } from '../../../shared/histogram-text.ts'
import { priceTableSchema } from '../../../shared/price-table-schema.ts'
import { elsewhereLoad } from '../../../shared/elsewhere.ts'
import { receiptSchema, type Receipt } from '../../../shared/receipt.ts'
import { requirementFaults } from '../../../shared/requirement-rules.ts'
import { requirementsSchema } from '../../../shared/requirements.ts'
import { ruleOf } from '../../../shared/rule.ts'
import { runSchema, trialResultSchema, trialSchema, type Run, type Trial } from '../../../shared/run.ts'
import { filedScenarioSchema, type Scenario } from '../../../shared/scenario.ts'
import type { RecordedRun, Stated } from './export-format.ts'
import { fileVersion, writerSchema, type Writer } from './file-version.ts'
import { accountFiled, filedAccountSchema } from './filed-account.ts'
import { runTextOf } from './run-text-of.ts'

/** A run as a file holds it. */
export interface FiledRun {
  schemaVersion: 1 | 2 | 3 | 4
  /** Null before version 4. */
  writtenBy: Writer | null
  run: Run
  trials: Trial[]
  diagnoses: Trial[]
  receipt: Receipt | null
  /** As the file describes it; null before version 3, and where its writer did not know it. */
  experiment: Experiment | null
  /** As the file describes them; empty before version 3. */
  scenarios: Scenario[]
  /** Raw histograms by the order of their trial, encoded as `shared/histogram-text.ts` does. */
  histograms: ReadonlyMap<number, string>
  /** What somebody required, with prices; null before version 3, and where nobody had said. */
  stated: Stated | null
}

const { paths, rule, endedBy, conditions, scenarios } = runSchema.shape

/** A text that `decodeHistogram` takes. */
const histogramSchema = z.string().refine((text) => {
  try {
    return decodeHistogram(text).every(([value, count]) => Number.isSafeInteger(value) && count > 0)
  } catch {
    return false
  }
})

/** What the file says of verdicts is not among this: they are computed again from its trials. */
const fileSchema = z.object({
  schemaVersion: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(fileVersion)]),
  writtenBy: writerSchema.nullable().default(null),
  run: z.object({
    ...runSchema.pick({
      id: true,
      experimentId: true,
      endpoint: true,
      region: true,
      seed: true,
      status: true,
      alongside: true,
      cost: true,
      functionTimes: true,
    }).shape,
    account: filedAccountSchema,
    startedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
    /** Null where another tool has measured. */
    load: loadSchema.nullable(),
    /** Both are missing in version 1, where all rounds were measured. */
    paths: paths.optional(),
    rule: rule.optional(),
    endedBy,
    conditions,
    receipt: receiptSchema.nullable(),
  }),
  scenarios,
  experiment: experimentSchema.nullable().default(null),
  scenarioFiles: z.array(filedScenarioSchema).default([]),
  requirements: requirementsSchema
    .refine((requirements) => requirementFaults(requirements).length === 0)
    .nullable()
    .default(null),
  prices: priceTableSchema.nullable().default(null),
  trials: z.array(
    z.looseObject({
      ...trialSchema.omit({ runId: true, result: true }).shape,
      slot: trialSchema.shape.slot.default(0),
      load: trialSchema.shape.load.default('closed'),
      requests: z.int().nullable(),
      histogram: histogramSchema.nullable().default(null),
    }),
  ),
})

const resultSchema = z.object(trialResultSchema.shape)

type FileRun = z.infer<typeof fileSchema>

/**
 * Reads a run from the JSON that `sluice export` writes, of version 1 to 4, or from its report.
 * @param name of the file, for the message
 * @throws AppError `invalid-input` where it is not such a file
 */
export function readRunJson(text: string, name: string): FiledRun {
  const file = parsed(runTextOf(text) ?? text, name)
  const trials = file.trials.map((trial) => trialOf(file, trial, name))
  const { requirements, prices } = file
  return {
    schemaVersion: file.schemaVersion,
    writtenBy: file.writtenBy,
    run: runOf(file),
    trials: trials.filter(({ load }) => load !== 'diagnosis'),
    diagnoses: trials.filter(({ load }) => load === 'diagnosis'),
    receipt: file.run.receipt,
    experiment: file.experiment,
    scenarios: file.scenarioFiles,
    stated: requirements && prices && { requirements, prices },
    histograms: new Map(
      file.trials.flatMap(({ order, histogram }) => (histogram === null ? [] : [[order, histogram]])),
    ),
  }
}

/** A run of a file, to be exported as it is. */
export function recordedOf({ trials, diagnoses, experiment, histograms, ...filed }: FiledRun): RecordedRun {
  return {
    ...filed,
    trials: [...trials, ...diagnoses],
    experiment: experiment ?? undefined,
    histogramOf: (order) => histograms.get(order) ?? null,
  }
}

function parsed(text: string, name: string): FileRun {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (thrown) {
    throw new AppError('invalid-input', `${name} is not JSON: ${errorMessage(thrown)}`)
  }
  const found = fileSchema.safeParse(json)
  if (found.success) return found.data
  throw unreadable(name, found.error)
}

function unreadable(name: string, { issues }: z.ZodError): AppError {
  const [first] = issues
  const field = first?.path.join('.') ?? ''
  const place = field === '' ? '' : ` (${field})`
  return new AppError(
    'invalid-input',
    `${name} is not a run that this version of Sluice can read${place}.`,
    field === '' ? {} : { field },
  )
}

function runOf({ run, scenarios: compared, trials }: FileRun): Run {
  const { account, startedAt, finishedAt, receipt: _, rule: kept, paths: named, ...same } = run
  const startedAtMs = Date.parse(startedAt)
  const load = loadOf(run)
  return {
    ...same,
    deploymentId: '',
    account: accountFiled(account),
    load,
    scenarios: compared,
    paths: named ?? [...new Set(trials.map(({ path }) => path))],
    rule: kept ?? ruleOf(load),
    predictions: {},
    title: null,
    notes: '',
    tags: [],
    failure: null,
    startedAtMs,
    measuringSinceMs: startedAtMs,
    finishedAtMs: finishedAt === null ? null : Date.parse(finishedAt),
    imported: null,
  }
}

function loadOf({ load, account, rule: kept }: FileRun['run']): Load {
  if (load !== null) return load
  if (account.kind === 'elsewhere' && kept?.kind === 'fixed') return elsewhereLoad(account, kept.rounds)
  throw new AppError('invalid-input', 'The file does not say how the run was loaded (run.load).')
}

function trialOf(file: FileRun, trial: FileRun['trials'][number], name: string): Trial {
  const { order, round, scenarioId, slot, path, load, status, reason } = trial
  const place = { runId: file.run.id, order, round, scenarioId, slot, path, load, status, reason }
  if (trial.requests === null) return { ...place, result: null }
  const result = resultSchema.safeParse({ correctionIntervalUs: null, ...trial, addresses: [] })
  if (!result.success) throw unreadable(name, result.error)
  return { ...place, result: result.data }
}
