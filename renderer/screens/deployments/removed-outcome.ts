import type { Deployment } from '../../../shared/deployment.ts'
import { provesEmpty, receiptVerdict } from '../../../shared/receipt-verdict.ts'

/** The outcome of a removed deployment: what failed, and what its receipt does not prove. */
export function removedOutcome({ failure, receipt }: Pick<Deployment, 'failure' | 'receipt'>): string {
  const proof =
    receipt === null ? 'Removed without a receipt.' : provesEmpty(receipt) ? null : receiptVerdict(receipt)
  const parts = [failure?.reason, proof].filter((part) => part !== undefined && part !== null)
  return parts.length === 0 ? 'Completed' : parts.join(' ')
}
