import { moment } from '../../shared/moment.ts'
import type { Receipt } from '../../shared/receipt.ts'
import { receiptVerdict } from '../../shared/receipt-verdict.ts'
import type { Painter } from './painter.ts'

const columns = [{ title: 'service' }, { title: 'how it was asked' }, { title: 'found' }]

/** What was asked after a removal and what each service answered, as text. */
export function receiptText(receipt: Receipt, painter: Painter): string {
  const { checkedAtMs, accountId, region, checks, stays } = receipt
  const rows = checks.map(({ service, how, found, unknown }) => [
    service,
    how,
    unknown ?? (found.length === 0 ? 'nothing' : found.join(', ')),
  ])
  return [
    ...painter.text(`Account ${accountId}, ${region}, checked ${moment(checkedAtMs, painter.nowMs)}`),
    painter.table({ columns, rows }),
    ...painter.text(receiptVerdict(receipt)),
    ...painter.text('Known to stay:'),
    ...stays.flatMap(({ what, why }) => painter.text(`- ${what}: ${why}`)),
  ].join('\n')
}
