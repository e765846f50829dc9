import type { Receipt } from '../../shared/receipt.ts'
import { receiptVerdict } from '../../shared/receipt-verdict.ts'
import { textTable } from './text-table.ts'
import { isoTime } from './print.ts'
import { wrapped } from './terminal-width.ts'

/** What was asked after a removal and what each service answered, as text. */
export function receiptText(receipt: Receipt, width: number): string {
  const { checkedAtMs, accountId, region, checks, stays } = receipt
  const rows = checks.map(({ service, how, found, unknown }) => [
    service,
    how,
    unknown ?? (found.length === 0 ? 'nothing' : found.join(', ')),
  ])
  return [
    `Account ${accountId}, ${region}, checked at ${isoTime(checkedAtMs)}`,
    textTable(['service', 'how it was asked', 'found'], rows, [], width),
    ...wrapped(receiptVerdict(receipt), width),
    'Known to stay:',
    ...stays.flatMap(({ what, why }) => wrapped(`- ${what}: ${why}`, width, 2)),
  ].join('\n')
}
