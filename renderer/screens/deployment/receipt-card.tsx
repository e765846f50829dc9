import type { ReactNode } from 'react'
import { provesEmpty, type Receipt } from '../../../shared/receipt.ts'
import { Badge } from '../../ui/badge.tsx'
import { Card } from '../../ui/card.tsx'
import { countOf, dateTime } from '../../ui/format.ts'
import { type Column, Table } from '../../ui/table.tsx'
import { Term } from '../../ui/term.tsx'
import './limits.css'

type Row = Receipt['checks'][number]

const columns: readonly Column<Row>[] = [
  { title: 'Asked', header: true, cell: ({ service }) => service },
  { title: 'How', cell: ({ how }) => how },
  {
    title: 'Found',
    cell: ({ found, unknown }) =>
      unknown !== null ? (
        <>
          <Badge tone="neutral">Not known</Badge> {unknown}
        </>
      ) : found.length === 0 ? (
        <Badge tone="good">Nothing</Badge>
      ) : (
        <>
          <Badge tone="bad">{countOf(found.length, 'thing')}</Badge> {found.join(', ')}
        </>
      ),
  },
]

/** The proof that nothing was left, service by service, and what is known to stay. */
export function ReceiptCard({ receipt }: { receipt: Receipt }): ReactNode {
  const { checks, stays, checkedAtMs, accountId, region } = receipt
  const unknown = checks.filter((check) => check.unknown !== null).length
  return (
    <Card title={<Term id="receipt">Receipt</Term>}>
      <p>
        {provesEmpty(receipt)
          ? `Nothing is left: ${countOf(checks.length, 'question')} to account ${accountId} in ${region} were answered with nothing.`
          : unknown > 0
            ? `Nothing was found, but ${countOf(unknown, 'question')} could not be asked.`
            : 'Something was found that should be gone.'}{' '}
        <span className="muted">{dateTime(checkedAtMs)}</span>
      </p>
      <details>
        <summary>{countOf(checks.length, 'question')} and their answers</summary>
        <Table
          caption="What was asked after the removal"
          columns={columns}
          rows={checks}
          rowKey={({ service, how }) => `${service} ${how}`}
        />
      </details>
      {stays.length === 0 ? null : (
        <details>
          <summary>{countOf(stays.length, 'thing')} known to stay, and why that is harmless</summary>
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
