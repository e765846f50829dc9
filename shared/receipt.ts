import { z } from 'zod'

/** The proof that a removal left nothing: what was asked, how, and what was found. */
export const receiptSchema = z.strictObject({
  checkedAtMs: z.number(),
  accountId: z.string(),
  region: z.string(),
  checks: z.array(
    z.strictObject({
      service: z.string(),
      /** How it was asked for, such as `by tag sluice:deployment`. */
      how: z.string(),
      /** What was found that should be gone. */
      found: z.array(z.string()),
      /** Why it could not be asked; null when it could. */
      unknown: z.string().nullable(),
    }),
  ),
  /** AWS's ids of what was left behind with the person's consent: it may cost money. */
  leftBehind: z.array(z.string()).default([]),
  /** What is known to stay, and why that is harmless. */
  stays: z.array(z.strictObject({ what: z.string(), why: z.string() })),
})

/** Stacks of Sluice in an account that this data folder does not know as live. */
export const foundSchema = z.strictObject({
  deploymentId: z.string(),
  experimentId: z.string().nullable(),
  accountId: z.string(),
  /** Where calls went instead of to AWS; null when they went to AWS. */
  endpoint: z.string().nullable(),
  region: z.string(),
  stacks: z.array(
    z.strictObject({ name: z.string(), arn: z.string(), status: z.string(), createdAtMs: z.number() }),
  ),
  expiresAtMs: z.number().nullable(),
})

export type Receipt = z.infer<typeof receiptSchema>
export type Found = z.infer<typeof foundSchema>
