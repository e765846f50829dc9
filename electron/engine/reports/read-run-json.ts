import { z } from 'zod'
import { AppError, errorMessage } from '../../../shared/errors.ts'
import { loadSchema } from '../../../shared/experiment.ts'
import { receiptSchema, type Receipt } from '../../../shared/receipt.ts'
import { ruleOf } from '../../../shared/rule.ts'
import { runSchema, trialResultSchema, trialSchema, type Run, type Trial } from '../../../shared/run.ts'

/** A run as a file holds it. */
export interface FiledRun {
  run: Run
  trials: Trial[]
  diagnoses: Trial[]
  receipt: Receipt | null
}

const { paths, rule, endedBy, conditions, scenarios } = runSchema.shape

/** What the file says of verdicts is not among this: they are computed again from its trials. */
const fileSchema = z.object({
  schemaVersion: z.union([z.literal(1), z.literal(2)]),
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
    }).shape,
    account: z.object({ kind: z.enum(['practice', 'profile', 'environment']) }),
    startedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
    load: loadSchema,
    /** Both are missing in version 1, where all rounds were measured. */
    paths: paths.optional(),
    rule: rule.optional(),
    endedBy,
    conditions,
    receipt: receiptSchema.nullable(),
  }),
  scenarios,
  trials: z.array(
    z.looseObject({
      ...trialSchema.omit({ runId: true, result: true }).shape,
      slot: trialSchema.shape.slot.default(0),
      load: trialSchema.shape.load.default('closed'),
      requests: z.int().nullable(),
    }),
  ),
})

const resultSchema = z.object(trialResultSchema.shape)

type FileRun = z.infer<typeof fileSchema>

/**
 * Reads a run from the JSON that `sluice export` writes, of version 1 or 2.
 * @param name of the file, for the message
 * @throws AppError `invalid-input` where it is not such a file
 */
export function readRunJson(text: string, name: string): FiledRun {
  const file = parsed(text, name)
  const trials = file.trials.map((trial) => trialOf(file, trial, name))
  return {
    run: runOf(file),
    trials: trials.filter(({ load }) => load !== 'diagnosis'),
    diagnoses: trials.filter(({ load }) => load === 'diagnosis'),
    receipt: file.run.receipt,
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
  const place = first === undefined || first.path.length === 0 ? '' : ` (${first.path.join('.')})`
  return new AppError('invalid-input', `${name} is not a run that this version of Sluice can read${place}.`)
}

function runOf({ run, scenarios: compared, trials }: FileRun): Run {
  const { account, startedAt, finishedAt, receipt: _, rule: kept, paths: named, ...same } = run
  const startedAtMs = Date.parse(startedAt)
  return {
    ...same,
    deploymentId: '',
    account:
      account.kind === 'profile' ? { kind: 'profile', profile: 'not in the file' } : { kind: account.kind },
    scenarios: compared,
    paths: named ?? [...new Set(trials.map(({ path }) => path))],
    rule: kept ?? ruleOf(run.load),
    predictions: {},
    title: null,
    notes: '',
    tags: [],
    failure: null,
    startedAtMs,
    measuringSinceMs: startedAtMs,
    finishedAtMs: finishedAt === null ? null : Date.parse(finishedAt),
  }
}

function trialOf(file: FileRun, trial: FileRun['trials'][number], name: string): Trial {
  const { order, round, scenarioId, slot, path, load, status, reason } = trial
  const place = { runId: file.run.id, order, round, scenarioId, slot, path, load, status, reason }
  if (trial.requests === null) return { ...place, result: null }
  const result = resultSchema.safeParse({ ...trial, correctionIntervalUs: null, addresses: [] })
  if (!result.success) throw unreadable(name, result.error)
  return { ...place, result: result.data }
}
