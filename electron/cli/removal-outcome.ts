import type { Deployment } from '../../shared/deployment.ts'
import { terminalLine } from '../platform/terminal-text.ts'
import { provesRemoved, receiptVerdict } from '../../shared/receipt-verdict.ts'

/** How a removal has ended, in one line. */
export function removalLine({ id, phase, removalFailure, receipt }: Deployment): string {
  if (phase === 'stranded') {
    const reason = removalFailure ? terminalLine(removalFailure.reason) : 'the reason was not kept'
    return `${id}: stranded: ${reason}`
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
