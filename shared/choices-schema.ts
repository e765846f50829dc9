import { z } from 'zod'
import { accountSchema } from './account.ts'
import { afterwards, planSchema } from './deployment.ts'
import { serviceSchemaOf } from './experiment.ts'

const loadChoicesSchema = z.strictObject({
  threads: z.number().optional(),
  connections: z.number().optional(),
  durationSec: z.number().optional(),
  rounds: z.number().optional(),
  leadIn: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('load'), seconds: z.number() }),
      z.strictObject({ kind: z.literal('one-request') }),
    ])
    .optional(),
  untilSure: z.strictObject({ same: z.number(), precise: z.number() }).nullable().optional(),
  light: z.boolean().optional(),
  spread: z.boolean().optional(),
  service: serviceSchemaOf(z.number(), z.number(), z.number()).optional(),
})

/**
 * What a person may change of an experiment before it is deployed and run; what is left out is taken from
 * the experiment. Types only: `choiceFaults` says which values are allowed.
 */
export const choicesSchema = z.strictObject({
  experimentId: z.string(),
  account: accountSchema.default({ kind: 'practice' }),
  region: z.string().optional(),
  scenarios: z.array(z.string()).optional(),
  options: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  paths: z.array(z.string()).optional(),
  load: loadChoicesSchema.default({}),
  /** What the person expects: scenario → share of the baseline's throughput, 0-1. */
  predictions: z.record(z.string(), z.number()).default({}),
  /** The most that the deployment may cost, in US dollars. */
  capUsd: z.number().optional(),
  /** What happens to the deployment when the planned run has ended; see `usualAfterwards`. */
  afterwards: z.enum(afterwards).optional(),
  /** How long the deployment lives before it is removed automatically. */
  lifetimeMs: z.number().optional(),
  /** The ARN of the policy that every role is to carry as its permissions boundary. */
  roleBoundary: z.string().nullable().optional(),
})

/** What to run: the choices, or the id of a deployment that is still `planned`. */
export const experimentRunSchema = z
  .strictObject({
    choices: choicesSchema
      /** Fixes the order of the trials; random where it is left out. */
      .extend({ seed: planSchema.shape.seed })
      .optional(),
    id: z.string().optional(),
    /** The AWS account that the person has confirmed; the practice account needs none. */
    accountId: z.string().optional(),
    /** Names of the checks whose warnings the person has confirmed. */
    confirmedChecks: z.array(z.string()).default([]),
  })
  .refine(
    ({ choices, id }) => (choices === undefined) !== (id === undefined),
    'needs either choices or an id',
  )

export const runChoicesSchema = z.strictObject({
  deploymentId: z.string(),
  /** Some of those that are deployed; all where it is left out. */
  scenarios: z.array(z.string()).optional(),
  paths: z.array(z.string()).optional(),
  load: loadChoicesSchema.default({}),
  seed: planSchema.shape.seed,
})

export type Choices = z.output<typeof choicesSchema>
export type RunChoices = z.output<typeof runChoicesSchema>
