import { count, times } from './figures.ts'
import type { Receipt } from './receipt.ts'

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
