import { type ReactNode, useMemo, useState } from 'react'
import type { Result } from '../../../shared/result.ts'
import { errorsChart, overTimeChart } from '../../../shared/trial-charts.ts'
import { ChartView } from '../../charts/chart-view.tsx'
import { Card } from '../../ui/card.tsx'
import { Term } from '../../ui/term.tsx'
import { EverythingTable } from './everything-table.tsx'
import { PathChoice } from './path-choice.tsx'

/** All scenarios together: requests over time, errors, and the table of everything. */
export function AllTogether({ result }: { result: Result }): ReactNode {
  const { paths } = result.run
  const [chosen, setChosen] = useState<string | null>(null)
  const path = chosen ?? paths[0] ?? '/'
  const overTime = useMemo(() => overTimeChart(result, path), [result, path])
  const errors = useMemo(() => errorsChart(result), [result])
  return (
    <section className="stack" aria-labelledby="all-together">
      <div className="all-together-head">
        <h2 id="all-together">All scenarios</h2>
        <PathChoice paths={paths} value={path} onChange={setChosen} />
      </div>
      <Card title="Requests over time">
        {overTime === null ? (
          <p className="muted">
            No valid trial on {path} has two whole seconds to show. Use trials of 3 s or more: the first and
            the last second are shown only when they are whole.
          </p>
        ) : (
          <ChartView chart={overTime} />
        )}
      </Card>
      <Card title={<Term id="errors" />}>
        {errors === null ? <p>No errors in this run.</p> : <ChartView chart={errors} />}
      </Card>
      <Card title="All figures">
        <EverythingTable result={result} />
      </Card>
    </section>
  )
}
