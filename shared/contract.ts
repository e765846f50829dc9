import { z } from 'zod'
import { accountSchema, identitySchema } from './account.ts'
import { activitySchema } from './activity.ts'
import { checkSchema } from './check.ts'
import { choicesSchema, experimentRunSchema, runChoicesSchema } from './choices-schema.ts'
import { deploymentSchema, stackSchema, stackStepSchema, typedChoicesSchema } from './deployment.ts'
import { experimentSchema, pageSchema } from './experiment.ts'
import { regionSchema } from './region-schema.ts'
import { importSchema, pieceSchema } from './import-schema.ts'
import { exportedFileSchema, exportFormatSchema } from './exported-file.ts'
import { priceTableSchema } from './price-table-schema.ts'
import { printedPolicySchema } from './printed-policy.ts'
import { promptAnswerSchema, promptSchema } from './prompt.ts'
import { foundSchema } from './receipt.ts'
import { keptRequirementsSchema, requirementsSchema } from './requirements.ts'
import { runSchema, runsWantedSchema, trialSchema } from './run.ts'
import { foundRunsSchema, runFilterSchema } from './run-search.ts'
import { scenarioSchema, sharedStackSchema } from './scenario.ts'
import { liveTrialSchema } from './live-trial.ts'
import { settingsSchema } from './settings.ts'
import { sweptSchema } from './swept.ts'

const nothing = z.strictObject({})
const byId = z.strictObject({ id: z.string() })
const place = { account: accountSchema, region: z.string() }

const curveSchema = z.strictObject({
  scenarioId: z.string(),
  path: z.string(),
  measured: z.array(z.tuple([z.number(), z.number()])),
  corrected: z.array(z.tuple([z.number(), z.number()])),
})

/**
 * Everything that crosses the boundary between the engine and its hosts: command → input and output.
 */
export const commands = {
  'experiments.list': { input: nothing, output: z.array(experimentSchema) },
  /**
   * Deploys, measures and, if that was chosen for afterwards, removes everything. Refuses what it can before
   * anything is created, and answers as soon as the work has started.
   */
  'experiments.run': { input: experimentRunSchema, output: deploymentSchema },
  'scenarios.list': { input: nothing, output: z.array(scenarioSchema) },
  /** What several scenarios share, each in a stack of its own. */
  'sharedStacks.list': { input: nothing, output: z.array(sharedStackSchema) },
  'pages.list': { input: nothing, output: z.array(pageSchema) },
  'deployments.list': { input: nothing, output: z.array(deploymentSchema) },
  'deployments.get': { input: byId, output: deploymentSchema },
  /** Checks the choices and keeps them as a row; nothing is created. */
  'deployments.plan': { input: choicesSchema, output: deploymentSchema },
  /** Starts to tear down, or asks the process at work on it to; answers at once. */
  'deployments.remove': { input: byId, output: deploymentSchema },
  /**
   * Agrees to leave resources behind that cannot be deleted (stack → logical ids), and tries the removal
   * again. Only where it is stranded.
   */
  'deployments.retain': {
    input: byId.extend({ retained: z.record(z.string(), z.array(z.string()).min(1)) }),
    output: deploymentSchema,
  },
  /** Lets a deployment live longer, or shorter: until `expiresAtMs`. */
  'deployments.extend': { input: byId.extend({ expiresAtMs: z.number() }), output: deploymentSchema },
  /**
   * Changes the choices of a deployment that is still `planned`, a draft of the wizard: they are kept as they
   * are typed, with their faults.
   */
  'deployments.save': { input: typedChoicesSchema.extend({ id: z.string() }), output: deploymentSchema },
  /** Forgets a deployment that is still `planned`. */
  'deployments.discard': { input: byId, output: nothing },
  /** Starts to tear down everything that is live. */
  'deployments.removeAll': { input: nothing, output: z.array(deploymentSchema) },
  /** What the stacks went through, resource by resource. */
  'deployments.steps': {
    input: byId.extend({ afterSeq: z.int().default(0) }),
    output: z.array(stackStepSchema),
  },
  /** The templates that a choice of scenarios deploys, in the order of their creation, for reading. */
  'templates.list': {
    input: z.strictObject({ scenarios: z.array(z.string()) }),
    output: z.array(
      z.strictObject({
        /** Which stacks are created from it. */
        stacks: z.array(stackSchema.pick({ kind: true, scenarioId: true, sharedId: true })),
        file: z.string(),
        body: z.string(),
        resources: z.array(z.strictObject({ logicalId: z.string(), type: z.string() })),
      }),
    ),
  },
  'accounts.list': {
    input: nothing,
    output: z.array(
      z.strictObject({
        account: accountSchema,
        title: z.string(),
        /** How it comes to credentials, in words; null for the practice account. */
        source: z.string().nullable(),
        /** Its own default; null where it names none. */
        region: z.string().nullable(),
      }),
    ),
  },
  /** What is wrong with the person's AWS files, in a sentence each: no profile of theirs can be used then. */
  'accounts.files': { input: nothing, output: z.array(z.string()) },
  /** Who calls would be made as. May wait for a prompt. */
  'accounts.identify': { input: z.strictObject(place), output: identitySchema },
  /** Regions that the account has enabled. */
  'accounts.regions': { input: z.strictObject({ account: accountSchema }), output: z.array(z.string()) },
  /** What waits for a person. */
  'prompts.list': { input: nothing, output: z.array(promptSchema) },
  'prompts.answer': { input: promptAnswerSchema, output: nothing },
  /** Everything that can be known beforehand about a deployment that is still `planned`. Creates nothing. */
  'preflight.check': {
    input: byId,
    output: z.strictObject({ identity: identitySchema, checks: z.array(checkSchema) }),
  },
  /**
   * The least that is needed to work: IAM policies as JSON, of the person's credentials first, then of the
   * roles that guard makes.
   */
  'policy.get': {
    input: z.strictObject({
      accountId: z.string().nullable(),
      region: z.string(),
      /** The permissions boundary that an organisation demands of every role, by its ARN. */
      roleBoundary: z.string().nullable().default(null),
    }),
    output: z.array(printedPolicySchema),
  },
  /**
   * Looks for stacks of Sluice that this data folder does not know as live: in one Region, or in all that
   * the account has enabled.
   */
  'sweep.find': {
    input: z.strictObject({
      account: accountSchema,
      region: regionSchema.optional(),
    }),
    output: sweptSchema,
  },
  /** Takes what a sweep has found as a deployment of this data folder, and starts to remove it. */
  'sweep.remove': {
    input: z.strictObject({ account: accountSchema, found: foundSchema }),
    output: deploymentSchema,
  },
  /** What the sweeps of this process have found last, an account each: also the quiet ones of its start. */
  'sweep.last': { input: nothing, output: z.array(sweptSchema) },
  /**
   * List prices of a Region: of AWS's Price List, asked once a day, or of the built-in table where that
   * cannot be asked. The table says which, of which Region, and of which day. Asks no person for anything.
   */
  'prices.get': {
    input: z.strictObject({ account: accountSchema, region: regionSchema }),
    output: priceTableSchema,
  },
  'settings.get': { input: nothing, output: settingsSchema },
  'settings.set': { input: settingsSchema.partial(), output: settingsSchema },
  'app.about': {
    input: nothing,
    output: z.strictObject({
      version: z.string(),
      dataDir: z.string(),
      host: z.string(),
      node: z.string(),
      platform: z.string(),
    }),
  },
  /** What a person asks of the way that an experiment is to find; the defaults until they have said so. */
  'requirements.get': { input: z.strictObject({ experimentId: z.string() }), output: keptRequirementsSchema },
  /** Refuses with `invalid-input` what `requirementFaults` finds. Changes no measurement. */
  'requirements.set': {
    input: z.strictObject({ experimentId: z.string(), requirements: requirementsSchema }),
    output: keptRequirementsSchema,
  },
  'runs.start': { input: runChoicesSchema, output: runSchema },
  /** Stops the running trial and keeps what is finished. */
  'runs.cancel': { input: byId, output: runSchema },
  /** Saved runs, newest first, without the discarded ones; what is left out of the input is not asked. */
  'runs.list': { input: runsWantedSchema, output: z.array(runSchema) },
  /** A page of the saved runs that a filter leaves, newest first. */
  'runs.find': {
    input: z.strictObject({
      filter: runFilterSchema,
      /** Runs to treat as if they were not there, by id: such that are being deleted. */
      without: z.array(z.string()).max(1_000).default([]),
      /** The size of the page. */
      most: z.int().positive().max(1_000),
    }),
    output: foundRunsSchema,
  },
  /** What these runs came to, built-in ones too. Unknown ids are left out. */
  'runs.outcomes': {
    input: z.strictObject({ ids: z.array(z.string()).max(200) }),
    output: z.array(
      z.strictObject({
        id: z.string(),
        /** In a line with figures. */
        outcome: z.string(),
        /** Whether any scenario has a valid figure; a run without one cannot be compared. */
        hasFigure: z.boolean(),
        /**
         * The run of the same experiment before it that is over and has a figure; null without one, and of a
         * run without a figure.
         */
        previousId: z.string().nullable(),
      }),
    ),
  },
  'runs.annotate': {
    input: byId.extend({
      title: z.string().max(120, 'May have at most 120 characters.').nullable().optional(),
      notes: z.string().max(20_000).optional(),
      tags: z.array(z.string().min(1).max(40)).max(20).optional(),
    }),
    output: runSchema,
  },
  /** Takes a run that has ended out of the list; `runs.restore` brings it back. */
  'runs.discard': { input: byId, output: nothing },
  'runs.restore': { input: byId, output: runSchema },
  /** Saves what files hold as runs, all of them or none: see `importSchema`. */
  'runs.import': { input: importSchema, output: z.array(runSchema) },
  /** Sends a piece of a file's text, to be imported by its `upload`; it is kept for some minutes. */
  'imports.send': { input: pieceSchema, output: nothing },
  /**
   * Latency by percentile, per scenario and path, all valid trials of the run merged: points of [1 / (1 -
   * p), microseconds].
   */
  'runs.curves': { input: byId, output: z.array(curveSchema) },
  /**
   * What the trial that runs now has shown so far; null when none runs, or another process drives the run.
   */
  'runs.live': { input: byId, output: liveTrialSchema.nullable() },
  /** The formats that `runs.export` takes; the first is used when none is named. */
  'runs.formats': { input: nothing, output: z.array(exportFormatSchema) },
  /** A run as a file, as `sluice export` writes it. */
  'runs.export': {
    input: byId.extend({
      format: z.string().optional(),
      /** Of a format that holds one chart; the first of the run if left out. */
      chart: z.string().optional(),
    }),
    output: exportedFileSchema,
  },
  /** The charts of a run that can be exported, its first one first. */
  'runs.charts': {
    input: byId,
    output: z.array(z.strictObject({ id: z.string(), title: z.string() })),
  },
  /**
   * A run, or the built-in one with an experiment's published results: see `publishedRunId`. That one cannot
   * be changed: every other command refuses it with `conflict`.
   */
  'runs.get': {
    input: byId,
    output: z.strictObject({
      run: runSchema,
      trials: z.array(trialSchema),
      /** What counted the status codes of trials with errors; no figure comes from them. */
      diagnoses: z.array(trialSchema),
    }),
  },
  'activities.list': {
    input: z.strictObject({ afterSeq: z.int().default(0), deploymentId: z.string().optional() }),
    output: z.array(activitySchema),
  },
  /**
   * What keeps the engine from working as it should at this moment, such as a full disk; null when nothing
   * does.
   */
  'storeHealth.get': { input: nothing, output: z.string().nullable() },
  'doctor.check': {
    input: z.strictObject({ account: accountSchema.optional(), region: regionSchema.optional() }),
    output: z.array(checkSchema),
  },
} as const

export type CommandName = keyof typeof commands
export type CommandInput<N extends CommandName> = z.input<(typeof commands)[N]['input']>
export type CommandParsed<N extends CommandName> = z.output<(typeof commands)[N]['input']>
export type CommandOutput<N extends CommandName> = z.output<(typeof commands)[N]['output']>
export type Curve = z.infer<typeof curveSchema>
