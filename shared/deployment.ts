import { z } from 'zod'
import { accountSchema } from './account.ts'
import { phases } from './lifecycle.ts'

export const stackKinds = ['guard', 'base', 'backend', 'load-generator', 'scenario'] as const
export type StackKind = (typeof stackKinds)[number]

export const stackSchema = z.strictObject({
  name: z.string(),
  kind: z.enum(stackKinds),
  /** Which scenario the stack is for; null for the stacks that all share. */
  scenarioId: z.string().nullable(),
  /** Null until CloudFormation has answered. */
  arn: z.string().nullable(),
  /** CloudFormation's own word, or `PLANNED` before it was asked. */
  status: z.string(),
  outputs: z.record(z.string(), z.string()),
})

export const failureSchema = z.strictObject({
  /** The first thing that failed: later ones are its consequences. */
  stack: z.string().nullable(),
  resource: z.string().nullable(),
  reason: z.string(),
})

export const deploymentSchema = z.strictObject({
  id: z.string(),
  experimentId: z.string(),
  account: accountSchema,
  region: z.string(),
  scenarios: z.array(z.string()).min(1),
  /** Chosen values of the scenarios' options: scenario → parameter → value. */
  options: z.record(z.string(), z.record(z.string(), z.string())),
  phase: z.enum(phases),
  stacks: z.array(stackSchema),
  failure: failureSchema.nullable(),
  createdAtMs: z.number(),
  changedAtMs: z.number(),
})

export type Stack = z.infer<typeof stackSchema>
export type Failure = z.infer<typeof failureSchema>
export type Deployment = z.infer<typeof deploymentSchema>
