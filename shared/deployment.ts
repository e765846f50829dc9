import { z } from 'zod'
import { accountSchema } from './account.ts'
import { billableSchema } from './billable.ts'
import { loadSchema, serviceSchemaOf } from './experiment.ts'
import { staticPages } from './plain-load.ts'
import { phases } from './lifecycle.ts'
import { receiptSchema } from './receipt.ts'

export const stackKinds = ['guard', 'base', 'backend', 'load-generator', 'shared', 'scenario'] as const
export type StackKind = (typeof stackKinds)[number]

export const afterwards = ['tear-down', 'keep'] as const

export const stackSchema = z.strictObject({
  name: z.string(),
  kind: z.enum(stackKinds),
  /** Which scenario the stack is for; null for the stacks that all share. */
  scenarioId: z.string().nullable(),
  /** Which of the stacks that some scenarios share it is; null for all other kinds. */
  sharedId: z.string().nullable().default(null),
  /** Null until CloudFormation has answered. */
  arn: z.string().nullable(),
  /** CloudFormation's own word, or `PLANNED` before it was asked. */
  status: z.string(),
  outputs: z.record(z.string(), z.string()),
  /** What of it costs money. */
  billables: z.array(billableSchema),
  /** When CloudFormation was asked for it, and when it was gone; null while neither happened. */
  createdAtMs: z.number().nullable(),
  deletedAtMs: z.number().nullable(),
  /** Logical ids that a person has agreed to leave behind, since they cannot be deleted. */
  retained: z.array(z.string()),
})

const failureSchema = z.strictObject({
  /** The first thing that failed: later ones are its consequences. */
  stack: z.string().nullable(),
  resource: z.string().nullable(),
  reason: z.string(),
  /** Logical ids of the resources that failed first, not as a consequence. */
  resources: z.array(z.string()).default([]),
  /** Where AWS's console shows it; null where it does not. */
  console: z.string().nullable().default(null),
})

/** What is to be run on a deployment once it is ready. */
export const planSchema = z.strictObject({
  paths: z.array(z.string()).min(1),
  load: loadSchema,
  /** What the person expects: scenario → share of the baseline's throughput, 0-1. */
  predictions: z.record(z.string(), z.number().min(0).max(10)),
  /** Fixes the order of the trials; undefined for a random one. */
  seed: z.int().min(0).max(0xffff_ffff).optional(),
})

/** A number while it is typed: null where there is none. */
const typedNumber = z.number().nullable()

/** Choices as a person types them: nothing is checked before they are started. */
export const typedChoicesSchema = z.strictObject({
  account: accountSchema,
  region: z.string(),
  scenarios: z.array(z.string()),
  options: z.record(z.string(), z.record(z.string(), z.string())),
  paths: z.array(z.string()),
  load: z.strictObject({
    threads: typedNumber,
    connections: typedNumber,
    durationSec: typedNumber,
    rounds: typedNumber,
    leadIn: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('load'), seconds: typedNumber }),
      z.strictObject({ kind: z.literal('one-request') }),
    ]),
    untilSure: z.strictObject({ same: typedNumber, precise: typedNumber }).nullable().default(null),
    light: z.boolean().default(false),
    spread: z.boolean().default(false),
    service: serviceSchemaOf(typedNumber, typedNumber, typedNumber).default(staticPages),
  }),
  predictions: z.record(z.string(), z.number()),
  capUsd: typedNumber,
  lifetimeMs: typedNumber,
  roleBoundary: z.string().nullable().default(null),
  afterwards: z.enum(afterwards),
})

/**
 * One step of a stack, as CloudFormation told it: a resource (or the stack itself) that has begun, ended or
 * failed. Append-only; `seq` grows.
 */
export const stackStepSchema = z.strictObject({
  seq: z.int(),
  atMs: z.number(),
  deploymentId: z.string(),
  stack: z.string(),
  logicalId: z.string(),
  type: z.string(),
  /** CloudFormation's own word, such as `CREATE_COMPLETE`. */
  status: z.string(),
  reason: z.string(),
})

export const deploymentSchema = z.strictObject({
  id: z.string(),
  experimentId: z.string(),
  account: accountSchema,
  /** The AWS account that was confirmed for it; null before that, and for the practice account. */
  accountId: z.string().nullable(),
  /** Where calls go instead of to AWS; null where they go to AWS, and for the practice account. */
  endpoint: z.string().nullable(),
  region: z.string(),
  /** Empty only where a sweep found stacks that do not tell them. */
  scenarios: z.array(z.string()),
  /** Chosen values of the scenarios' options: scenario → parameter → value. */
  options: z.record(z.string(), z.record(z.string(), z.string())),
  plan: planSchema,
  phase: z.enum(phases),
  stacks: z.array(stackSchema),
  /** What went wrong first, before the removal; null where nothing did. */
  failure: failureSchema.nullable(),
  /** Why the last try to remove it has failed; null where none has, and once one has worked. */
  removalFailure: failureSchema.nullable(),
  /** The most that it may cost, in US dollars. */
  capUsd: z.number(),
  /** How long it lives from the moment of deploying. */
  lifetimeMs: z.number(),
  /**
   * The ARN of the policy that an organisation demands as the permissions boundary of every role; null where
   * none is.
   */
  roleBoundary: z.string().nullable().default(null),
  /**
   * When it is removed, by the app or, where that is gone, by the account itself; null before it is
   * deployed.
   */
  expiresAtMs: z.number().nullable(),
  /** When the last thing that costs money was gone. */
  billingStoppedAtMs: z.number().nullable(),
  /** What was found when everything was gone; null before. */
  receipt: receiptSchema.nullable(),
  /** What happens to it when the planned run has ended. */
  afterwards: z.enum(afterwards),
  /** A draft's choices with a fault, as they were typed last; null where the plan holds what was typed. */
  typed: typedChoicesSchema.nullable(),
  /** `found`: a sweep found its stacks in the account; this data folder never made it. */
  provenance: z.enum(['made', 'found']),
  createdAtMs: z.number(),
  changedAtMs: z.number(),
})

export type TypedChoices = z.infer<typeof typedChoicesSchema>
export type Stack = z.infer<typeof stackSchema>
export type Failure = z.infer<typeof failureSchema>
export type StackStep = z.infer<typeof stackStepSchema>
export type Deployment = z.infer<typeof deploymentSchema>
