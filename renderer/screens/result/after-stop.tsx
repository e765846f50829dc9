import type { ReactNode } from 'react'
import { millisecondsOf, threeFigures, times } from '../../../shared/figures.ts'
import type { Result } from '../../../shared/result.ts'
import { trialsAfterStop } from '../../../shared/rounds.ts'
import type { Trial } from '../../../shared/run.ts'
import { Card } from '../../ui/card.tsx'
import { Table } from '../../ui/table.tsx'

/** Trials of the round in which a run ended: they are kept, and enter no figure. */
export function AfterStop({ result: { run, trials } }: { result: Result }): ReactNode {
  const after = run.status === 'running' ? [] : trialsAfterStop(trials)
  if (after.length === 0) return null
  const title = (id: string): string => run.scenarios.find((one) => one.id === id)?.title ?? id
  return (
    <Card title="After the stop">
      <p className="small muted">
        The run ended in the middle of a round. {times(after.length, 'trial')} of it had finished by then:
        kept here, and part of no figure above.
      </p>
      <Table
        caption="Trials of the unfinished round"
        columns={[
          { title: 'Scenario', header: true, cell: (trial: Trial) => title(trial.scenarioId) },
          { title: 'Path', cell: (trial: Trial) => trial.path },
          { title: 'Round', numeric: true, cell: (trial: Trial) => trial.round },
          { title: 'Load', cell: (trial: Trial) => (trial.load === 'light' ? 'one connection' : 'full') },
          {
            title: 'Good req/s',
            numeric: true,
            cell: ({ result }: Trial) => (result === null ? 'n/a' : threeFigures(result.goodRatePerSec)),
          },
          {
            title: 'p50',
            numeric: true,
            cell: ({ result }: Trial) => {
              const p50 = result?.latencyUs.measured.p50 ?? null
              return p50 === null ? 'n/a' : millisecondsOf(p50)
            },
          },
          { title: 'Counts', cell: () => 'no, after the stop' },
        ]}
        rows={after}
        rowKey={({ order }) => order}
      />
    </Card>
  )
}
