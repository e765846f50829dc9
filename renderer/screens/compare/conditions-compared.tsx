import { type ReactNode, useMemo } from 'react'
import { runLetters } from '../../../shared/compare-charts.ts'
import { conditionDifferences, sharedConditions } from '../../../shared/condition-differences.ts'
import type { Result } from '../../../shared/result.ts'
import { Card } from '../../ui/card.tsx'
import { Table } from '../../ui/table.tsx'

/** What differs in the conditions of the runs, and what they have in common. */
export function ConditionsCompared({ results }: { results: readonly Result[] }): ReactNode {
  const runs = useMemo(() => results.map(({ run }) => run), [results])
  const differences = conditionDifferences(runs)
  const shared = sharedConditions(runs)
  return (
    <Card title="Different conditions" className="compared-conditions">
      {differences.length === 0 ? (
        <p>The recorded conditions are the same.</p>
      ) : (
        <Table
          caption="Conditions that differ between the runs"
          columns={[
            { title: 'Condition', header: true, cell: ({ condition }) => condition },
            ...runs.map((run, index) => ({
              title: runLetters[index] ?? run.id,
              cell: ({ values }: { values: string[] }) => values[index] ?? '',
            })),
          ]}
          rows={differences}
          rowKey={({ condition }) => condition}
        />
      )}
      <details className="shared-conditions">
        <summary>Common conditions</summary>
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
