import { times } from './figures.ts'
import type { Receipt } from './receipt.ts'

/** Whether every question was answered with nothing, and nothing was left behind. */
export function provesEmpty(receipt: Receipt): boolean {
  return receipt.leftBehind.length === 0 && provesRemoved(receipt)
}

/** Whether every question was answered with nothing, apart from what a person has agreed to leave behind. */
export function provesRemoved({ checks }: Pick<Receipt, 'checks'>): boolean {
  return checks.every(({ found, unknown }) => found.length === 0 && unknown === null)
}

/** The outcome of a receipt in sentences that promise no more than it proves. */
export function receiptVerdict({ checks, leftBehind, accountId, region }: Receipt): string {
  const found = checks.reduce((sum, check) => sum + check.found.length, 0)
  const unknown = checks.filter((check) => check.unknown !== null).length
  const sentences = [
    ...(found > 0 ? [`${times(found, 'resource')} still ${found === 1 ? 'exists' : 'exist'}.`] : []),
    ...(unknown > 0 ? [`${times(unknown, 'check')} could not be made.`] : []),
    ...(leftBehind.length > 0
      ? [`Retained as you agreed: ${leftBehind.join(', ')}. Delete them yourself.`]
      : []),
  ]
  if (found > 0) return sentences.join(' ')
  const where = `${times(checks.length, 'check')} of account ${accountId} in ${region}`
  const first = unknown > 0 ? 'Nothing was found' : leftBehind.length > 0 ? 'Nothing else is left' : null
  if (first === null) return `Nothing is left: ${where} found nothing.`
  return [unknown > 0 ? `${first}, but not everything is known.` : `${first}: ${where}.`, ...sentences].join(
    ' ',
  )
}
