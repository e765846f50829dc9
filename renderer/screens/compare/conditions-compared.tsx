import { type ReactNode, useMemo } from 'react'
import type { ComparedRun } from '../../../shared/compare-runs.ts'
import {
  type ConditionDifference,
  conditionDifferences,
  sharedConditions,
} from '../../../shared/condition-differences.ts'
import { Card } from '../../ui/card.tsx'
import { Table } from '../../ui/table.tsx'

/** What differs in the conditions of the runs, and what they have in common. */
export function ConditionsCompared({ runs }: { runs: readonly ComparedRun[] }): ReactNode {
  const results = useMemo(() => runs.map(({ result }) => result), [runs])
  const differences = useMemo(() => conditionDifferences(results), [results])
  const known = differences.filter((difference) => difference.known)
  const unknown = differences.filter((difference) => !difference.known)
  const shared = useMemo(() => sharedConditions(results), [results])
  return (
    <Card title="Different conditions" className="compared-conditions">
      {known.length === 0 ? (
        <p>No known condition differs.</p>
      ) : (
        <Differences runs={runs} differences={known} caption="Conditions that differ between the runs" />
      )}
      {unknown.length === 0 ? null : (
        <details className="shared-conditions">
          <summary>Not known of all runs ({unknown.length})</summary>
          <Differences runs={runs} differences={unknown} caption="Conditions not known of all runs" />
        </details>
      )}
      <details className="shared-conditions">
        <summary>Common conditions ({shared.length})</summary>
        <dl className="conditions">
          {shared.map(({ condition, value }) => (
            <div key={condition}>
              <dt>{condition}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </Card>
  )
}

interface DifferencesProps {
  runs: readonly ComparedRun[]
  differences: readonly ConditionDifference[]
  caption: string
}

function Differences({ runs, differences, caption }: DifferencesProps): ReactNode {
  return (
    <Table
      caption={caption}
      columns={[
        { title: 'Condition', header: true, cell: ({ condition }) => condition },
        ...runs.map(({ letter }, index) => ({
          title: letter,
          cell: ({ values }: ConditionDifference) => values[index] ?? '',
        })),
      ]}
      rows={differences}
      rowKey={({ condition }) => condition}
    />
  )
}
