import type { ReactNode } from 'react'
import type { Receipt } from '../../../shared/receipt.ts'
import { provesEmpty, receiptVerdict } from '../../../shared/receipt-verdict.ts'
import { Badge } from '../../ui/badge.tsx'
import { Card } from '../../ui/card.tsx'
import { countOf, dateTime } from '../../ui/format.ts'
import { type Column, Table } from '../../ui/table.tsx'
import { Term } from '../../ui/term.tsx'
import './receipt-card.css'

type Row = Receipt['checks'][number]

const columns: readonly Column<Row>[] = [
  { title: 'Service', header: true, cell: ({ service }) => service },
  { title: 'How', cell: ({ how }) => how },
  {
    title: 'Found',
    cell: ({ found, unknown }) =>
      unknown !== null ? (
        <>
          <Badge tone="neutral">Unknown</Badge> {unknown}
        </>
      ) : found.length === 0 ? (
        <Badge tone="good">Nothing</Badge>
      ) : (
        <>
          <Badge tone="bad">{countOf(found.length, 'resource')}</Badge> {found.join(', ')}
        </>
      ),
  },
]

/**
 * The proof that nothing was left, service by service, and what is known to remain. The checks are expanded
 * where they prove less than that.
 */
export function ReceiptCard({ receipt }: { receipt: Receipt }): ReactNode {
  const { checks, stays, checkedAtMs } = receipt
  return (
    <Card title={<Term id="receipt">Receipt</Term>}>
      <p>
        {receiptVerdict(receipt)} <span className="muted">{dateTime(checkedAtMs)}</span>
      </p>
      <details open={!provesEmpty(receipt)}>
        <summary>{countOf(checks.length, 'check')}</summary>
        <Table
          caption="Checks after the removal"
          columns={columns}
          rows={checks.toSorted((a, b) => weight(b) - weight(a))}
          rowKey={({ service, how }) => `${service} ${how}`}
        />
      </details>
      {stays.length === 0 ? null : (
        <details>
          <summary>{countOf(stays.length, 'item')} known to remain, and why that is harmless</summary>
          <dl className="receipt-stays">
            {stays.map(({ what, why }) => (
              <div key={what}>
                <dt>{what}</dt>
                <dd className="muted">{why}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </Card>
  )
}

/** What was found comes first, then what is unknown. */
function weight({ found, unknown }: Row): number {
  return found.length > 0 ? 2 : unknown === null ? 0 : 1
}
