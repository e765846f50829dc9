import { z } from 'zod'
import { measuredInSchema } from './account.ts'
import { runCostSchema } from './billable.ts'
import { planSchema } from './deployment.ts'
import { loadSchema } from './experiment.ts'
import { functionTimesSchema } from './function-times.ts'
import { importedSchema } from './imported.ts'
import { summarySchema } from './latency.ts'

/** `incomplete`: it ended, but a scenario has no valid figure. */
const runStatuses = ['running', 'succeeded', 'incomplete', 'failed', 'cancelled', 'interrupted'] as const
/** `invalid`: measured, but more than 1 % of its requests were errors, so it is never ranked. */
const trialStatuses = ['pending', 'succeeded', 'invalid', 'failed', 'interrupted'] as const

/**
 * What drives a trial: `closed` keeps all connections busy, `light` keeps one, and `diagnosis` repeats the
 * load of a trial with errors for a moment to count their status codes; it enters no figure.
 */
const trialLoads = ['light', 'closed', 'diagnosis'] as const

/** How many rounds a run takes, and what ends it earlier. Stored before the first trial. */
const ruleSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('fixed'),
    rounds: z.int().positive(),
    /**
     * The scenarios were not measured in turn, so that the rounds of one have nothing to do with those of
     * another: they are compared as two samples. Only with imported files.
     */
    unpaired: z.literal(true).optional(),
  }),
  z.strictObject({
    kind: z.literal('until-sure'),
    /** The run ends after this many rounds at the latest. */
    most: z.int().positive(),
    /** Shares within 1/(1 + same) to 1 + same of the baseline count as no difference; 0.05 is ±5 %. */
    same: z.number().positive(),
    /** A difference is settled once its interval reaches at most this far to either side; 0.1 is ±10 %. */
    precise: z.number().positive(),
  }),
])

/** What an account allows in a Region, as it was asked; null where it could not be. */
const limitsSchema = z.strictObject({
  /** Throttle of all REST APIs together: requests per second, and how many at once. */
  gatewayRatePerSec: z.number().nullable(),
  gatewayBurst: z.number().nullable(),
  lambdaConcurrency: z.number().nullable(),
})

const conditionsSchema = z.strictObject({
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
  /** What the account allowed when the run began; null in older runs. */
  limits: limitsSchema.nullable().default(null),
})

export const runSchema = z.strictObject({
  id: z.string(),
  deploymentId: z.string(),
  experimentId: z.string(),
  account: measuredInSchema,
  /** Where calls went instead of to AWS; null where they went to AWS, and for the practice account. */
  endpoint: z.string().nullable(),
  region: z.string(),
  status: z.enum(runStatuses),
  scenarios: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      /** Left out where they do: see `floors.ts`. */
      reachesOrigin: z.literal(false).optional(),
    }),
  ),
  paths: z.array(z.string()),
  load: loadSchema,
  rule: ruleSchema,
  seed: z.int(),
  predictions: planSchema.shape.predictions,
  /** What the person calls the run; null until it was given a name. */
  title: z.string().nullable(),
  notes: z.string(),
  tags: z.array(z.string()),
  conditions: conditionsSchema.nullable(),
  failure: z.string().nullable(),
  /**
   * What ended a run that came to an end of its own: its last round, every scenario settled, or the cost cap.
   * Null while it runs, where something else ended it, and in older runs.
   */
  endedBy: z.enum(['rounds', 'sure', 'cap']).nullable().default(null),
  /** What it has cost by list prices; null while it runs, and where nothing is charged. */
  cost: runCostSchema.nullable(),
  /** How long its functions were busy; null while it runs, where none was asked for, and in older runs. */
  functionTimes: functionTimesSchema.nullable().default(null),
  startedAtMs: z.number(),
  /** When its turn to measure came; null while it waits for another run on the same machine. */
  measuringSinceMs: z.number().nullable(),
  /** Runs of the same AWS account and Region that measured at the same time: they share its limits. */
  alongside: z.array(z.string()),
  finishedAtMs: z.number().nullable(),
  /** The files that it was imported from; null where it was measured with this data folder. */
  imported: importedSchema.nullable().default(null),
})

/** Which saved runs are wanted: those that meet all of it. */
export const runsWantedSchema = z.strictObject({
  ids: z.array(z.string()).max(1_000).optional(),
  deploymentId: z.string().optional(),
  status: z.enum(runStatuses).optional(),
  /** What their ids begin with. */
  idPrefix: z.string().optional(),
  /** Only the newest of them, this many. */
  most: z.int().positive().optional(),
})

/** Failed requests by cause. */
export const errorsSchema = z.strictObject({
  connect: z.int(),
  read: z.int(),
  write: z.int(),
  timeout: z.int(),
  status: z.int(),
  /** Those whose cause an imported file does not say. */
  other: z.int().optional(),
})

/** What one trial measured. Rates are per second of the trial's own duration. */
export const trialResultSchema = z.strictObject({
  requests: z.int(),
  goodRequests: z.int(),
  /** Null where an imported file does not say, as `bytes`. */
  unanswered: z.int().nullable(),
  bytes: z.int().nullable(),
  durationMs: z.number(),
  ratePerSec: z.number(),
  goodRatePerSec: z.number(),
  errors: errorsSchema,
  /** Answers by status code; null where they were not counted, as in every trial but a diagnosis. */
  statusCodes: z.record(z.string(), z.int()).nullable().default(null),
  latencyUs: z.strictObject({ measured: summarySchema, corrected: summarySchema }),
  /**
   * The interval of wrk's correction in microseconds: with the raw histogram it gives the corrected view;
   * null where none applies.
   */
  correctionIntervalUs: z.int().nullable(),
  /** Requests that the origin counted meanwhile, own probes subtracted; null where it could not be asked. */
  originRequests: z.int().nullable(),
  samples: z.array(z.strictObject({ offsetMs: z.number(), requests: z.int() })),
  generator: z.strictObject({
    name: z.string(),
    version: z.string(),
    /** The tool in whose place it stands; null where it is the tool itself. */
    standsFor: z.string().nullable().default(null),
  }),
  /** Shares of all CPUs of the load generator during the trial, 0-1; null where it does not say. */
  generatorCpu: z.strictObject({ busy: z.number(), steal: z.number() }).nullable(),
  /**
   * The load tool's own processor time as a share of what it could have used: its duration times the smaller
   * of its threads and the processors open to it. Null in older runs, and where it is not known. Rule 13.
   */
  generatorLoad: z.number().nullable().default(null),
  addresses: z.array(z.string()),
})

export const trialSchema = z.strictObject({
  runId: z.string(),
  order: z.int(),
  round: z.int(),
  scenarioId: z.string(),
  /** 0 = first; the baseline may stand in two slots of a block, to be compared with itself. */
  slot: z.int().nonnegative(),
  path: z.string(),
  load: z.enum(trialLoads),
  status: z.enum(trialStatuses),
  /** Why the trial failed or is invalid. */
  reason: z.string().nullable(),
  result: trialResultSchema.nullable(),
})

export type Rule = z.infer<typeof ruleSchema>
export type RunStatus = (typeof runStatuses)[number]
export type TrialStatus = (typeof trialStatuses)[number]
export type Limits = z.infer<typeof limitsSchema>
export type Conditions = z.infer<typeof conditionsSchema>
export type Run = z.infer<typeof runSchema>
export type RunsWanted = z.infer<typeof runsWantedSchema>
export type TrialResult = z.infer<typeof trialResultSchema>
export type Trial = z.infer<typeof trialSchema>
