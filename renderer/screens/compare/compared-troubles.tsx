import type { ReactNode } from 'react'
import { comparedScenarios, type ComparedRun } from '../../../shared/compare-runs.ts'
import { troublesOf, type Troubles } from '../../../shared/compare-troubles.ts'
import { Card } from '../../ui/card.tsx'
import { count, countOf } from '../../ui/format.ts'
import { Table } from '../../ui/table.tsx'
import { scenarioName } from './scenario-name.tsx'

/** Errors, and trials that may not be ranked, run beside run. */
export function ComparedTroubles({ runs }: { runs: readonly ComparedRun[] }): ReactNode {
  return (
    <Card title="Errors and invalid trials">
      <Table
        caption="Errors and invalid trials by scenario and run"
        columns={[
          {
            title: 'Scenario',
            header: true,
            cell: ({ id, title }) => scenarioName({ scenarioId: id, title }),
          },
          ...runs.map((run) => ({
            title: run.letter,
            cell: ({ id }: { id: string }) => troublesText(troublesOf(run, id)),
          })),
        ]}
        rows={comparedScenarios(runs)}
        rowKey={({ id }) => id}
      />
      <p className="small muted">
        In complete rounds. A trial with more than 1 % errors is invalid and never ranked.
      </p>
    </Card>
  )
}

function troublesText(troubles: Troubles | 'not-published' | null): string {
  if (troubles === null) return '–'
  if (troubles === 'not-published') return 'not published'
  const { trials, invalid, failed, errors, requests } = troubles
  const bad = [
    ...(invalid === 0 ? [] : [`${invalid} invalid`]),
    ...(failed === 0 ? [] : [`${failed} failed`]),
  ]
  const ended =
    bad.length === 0
      ? `${countOf(trials, 'trial')} valid`
      : `${bad.join(', ')} of ${countOf(trials, 'trial')}`
  return `${countOf(errors, 'error')} in ${count(requests)} requests; ${ended}`
}
