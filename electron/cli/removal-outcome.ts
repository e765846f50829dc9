import type { Deployment } from '../../shared/deployment.ts'
import { provesRemoved, receiptVerdict } from '../../shared/receipt-verdict.ts'
import { terminalLine } from '../platform/terminal-text.ts'

/** How the removal of one deployment has ended. */
export interface Removal {
  id: string
  outcome: Deployment['phase'] | 'discarded' | 'failed'
  /** Whether the account is known to hold nothing of it any more. */
  proven: boolean
  sentence: string
}

/** How a removal has ended, in one line; where it has failed, with what stays. */
export function removalOf(deployment: Deployment): Removal {
  const { id, phase, receipt } = deployment
  return { id, outcome: phase, proven: isRemovalProven({ phase, receipt }), sentence: sentenceOf(deployment) }
}

function sentenceOf({ phase, removalFailure, receipt, stacks }: Deployment): string {
  if (phase === 'stranded') {
    const reason = removalFailure ? terminalLine(removalFailure.reason) : 'the reason was not kept'
    const left = stacks.filter(({ arn, deletedAtMs }) => arn !== null && deletedAtMs === null)
    const names = left.map(({ name }) => name).join(', ')
    return `stranded: ${reason}${names === '' ? '' : ` These stacks may still exist: ${names}`}`
  }
  if (phase !== 'removed') return phase
  return `removed. ${receipt === null ? 'There is no receipt.' : receiptVerdict(receipt)}`
}

/**
 * Whether a command that removes has done what it promises: false also where a service could not be asked.
 */
export function isRemovalProven({ phase, receipt }: Pick<Deployment, 'phase' | 'receipt'>): boolean {
  if (phase === 'stranded') return false
  return phase !== 'removed' || (receipt !== null && provesRemoved(receipt))
}
