import type { ReactNode } from 'react'
import type { CostItem } from '../../../shared/billable.ts'
import { dollars, estimateOf } from '../../../shared/cost.ts'
import { instancePrices, prices } from '../../../shared/prices.ts'
import { type Column, Table } from '../../ui/table.tsx'
import type { DraftDesk } from './use-draft.ts'

const columns: readonly Column<CostItem>[] = [
  { title: 'Cause', header: true, cell: ({ cause }) => cause },
  { title: 'Scenario', cell: ({ scenarioId }) => scenarioId ?? 'all of them' },
  { title: 'Expected', numeric: true, cell: ({ usd }) => dollars(usd) },
]

/** Where the money would go, and where the prices are from. */
export function CostCard({ desk: { deployment } }: { desk: DraftDesk }): ReactNode {
  const { items, expectedUsd, mostUsd } = estimateOf(deployment)
  const sources = [...new Set([...Object.values(prices), ...Object.values(instancePrices)].map(({ source, of }) => `${source} (${of})`))]
  return (
    <details className="card">
      <summary>
        <h2>{deployment.account.kind === 'practice' ? 'What it would cost on AWS' : 'What it costs'}</h2>{' '}
        <span className="small muted">
          {dollars(expectedUsd)} expected, {dollars(mostUsd)} at most, by cause
        </span>
      </summary>
      <Table
        caption="Expected cost by cause"
        columns={columns}
        rows={items.toSorted((a, b) => b.usd - a.usd)}
        rowKey={({ cause, scenarioId }) => `${cause} ${scenarioId ?? ''}`}
      />
      <p className="small muted">
        Not counted: free tiers, taxes, a day of logs, and traffic between zones, which stays below a cent. At most: every connection
        answered within 2 ms, up to what the throttle lets through. Prices: {sources.join('; ')}.
      </p>
    </details>
  )
}
