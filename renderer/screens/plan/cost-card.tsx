import type { ReactNode } from 'react'
import type { CostItem } from '../../../shared/billable.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { dollarRange, dollars } from '../../../shared/cost.ts'
import { estimateOf } from '../../../shared/estimate.ts'
import { builtInPrices } from '../../../shared/prices.ts'
import { day } from '../../ui/format.ts'
import { type Column, Table } from '../../ui/table.tsx'
import type { DraftEditor } from './use-draft.ts'

function columnsOf(scenarios: readonly Scenario[]): readonly Column<CostItem>[] {
  const title = (id: string): string => scenarios.find((scenario) => scenario.id === id)?.title ?? id
  return [
    { title: 'Cause', header: true, cell: ({ cause }) => cause },
    {
      title: 'Scenario',
      cell: ({ scenarioId }) => (scenarioId === null ? 'All of them' : title(scenarioId)),
    },
    { title: 'Expected', numeric: true, cell: ({ usd }) => (usd < 0.01 ? 'below $0.01' : dollars(usd)) },
  ]
}

/** The expected cost by cause, and the sources of the prices. */
export function CostCard({ editor }: { editor: DraftEditor }): ReactNode {
  const { deployment, scenarios, experiment } = editor
  const { items, leastUsd, expectedUsd, mostUsd } = estimateOf(deployment, experiment)
  const untilSure = deployment.plan.load.untilSure !== null
  const { instances, ...others } = builtInPrices.prices
  const prices = [...Object.values(others), ...Object.values(instances)]
  const sources = [...new Set(prices.map(({ source, of }) => `${source} (${day(of)})`))]
  return (
    <details className="card">
      <summary>
        <h2>{deployment.account.kind === 'practice' ? 'What it would cost on AWS' : 'What it costs'}</h2>{' '}
        <span className="small muted">
          {dollarRange(leastUsd, expectedUsd)} expected, {dollars(mostUsd)} at most, by cause
        </span>
      </summary>
      <Table
        caption={untilSure ? 'Expected cost by cause, if it takes all rounds' : 'Expected cost by cause'}
        columns={columnsOf(scenarios)}
        rows={items.toSorted((a, b) => b.usd - a.usd)}
        rowKey={({ cause, scenarioId }) => `${cause} ${scenarioId ?? ''}`}
      />
      <p className="small muted">
        Excludes free tiers, taxes, what AWS Config charges where it records the account, errors that
        functions log, and traffic between zones (below a cent). The most it can cost assumes an answer within
        2 ms on every connection, up to the throttle. Prices: {sources.join('; ')}.
      </p>
    </details>
  )
}
