import type { Deployment } from '../../shared/deployment.ts'
import { terminalLine } from '../platform/terminal-text.ts'
import { provesRemoved, receiptVerdict } from '../../shared/receipt-verdict.ts'

/** How a removal has ended, in one line; where it has failed, with what stays. */
export function removalLine({ id, phase, removalFailure, receipt, stacks }: Deployment): string {
  if (phase === 'stranded') {
    const reason = removalFailure ? terminalLine(removalFailure.reason) : 'the reason was not kept'
    const left = stacks.filter(({ arn, deletedAtMs }) => arn !== null && deletedAtMs === null)
    const names = left.map(({ name }) => name).join(', ')
    return `${id}: stranded: ${reason}${names === '' ? '' : ` These stacks may still exist: ${names}`}`
  }
  if (phase !== 'removed') return `${id}: ${phase}`
  return `${id}: removed. ${receipt === null ? 'There is no receipt.' : receiptVerdict(receipt)}`
}

/**
 * Whether a command that removes has done what it promises: false also where a service could not be asked.
 */
export function isRemovalProven({ phase, receipt }: Pick<Deployment, 'phase' | 'receipt'>): boolean {
  if (phase === 'stranded') return false
  return phase !== 'removed' || (receipt !== null && provesRemoved(receipt))
}
