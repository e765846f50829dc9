import { z } from 'zod'
import { count, times } from './figures.ts'

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
  region: z.string(),
  stacks: z.array(
    z.strictObject({ name: z.string(), arn: z.string(), status: z.string(), createdAtMs: z.number() }),
  ),
  expiresAtMs: z.number().nullable(),
})

export type Receipt = z.infer<typeof receiptSchema>
export type Found = z.infer<typeof foundSchema>

/** Whether every question was answered with nothing, and nothing was left behind. */
export function provesEmpty(receipt: Receipt): boolean {
  return receipt.leftBehind.length === 0 && provesRemoved(receipt)
}

/** Whether every question was answered with nothing, apart from what a person has agreed to leave behind. */
export function provesRemoved({ checks }: Pick<Receipt, 'checks'>): boolean {
  return checks.every(({ found, unknown }) => found.length === 0 && unknown === null)
}

/** What a receipt comes to, in sentences that promise no more than it proves. */
export function receiptVerdict({ checks, leftBehind, accountId, region }: Receipt): string {
  const found = checks.reduce((sum, check) => sum + check.found.length, 0)
  const unknown = checks.filter((check) => check.unknown !== null).length
  const unasked = unknown === 0 ? '' : ` ${times(unknown, 'question')} could not be asked.`
  const left =
    leftBehind.length === 0 ? '' : ` Left behind as you agreed, delete it yourself: ${leftBehind.join(', ')}.`
  if (found > 0)
    return `${found === 1 ? '1 thing is' : `${count(found)} things are`} still there that should be gone.${unasked}${left}`
  if (unknown > 0) return `Nothing was found, but not everything is known.${unasked}${left}`
  if (left !== '')
    return `Nothing else is left: ${times(checks.length, 'question')} to account ${accountId} in ${region}.${left}`
  return `Nothing is left: ${times(checks.length, 'question')} to account ${accountId} in ${region} were answered with nothing.`
}
