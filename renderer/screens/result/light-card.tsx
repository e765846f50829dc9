import { type ReactNode, useMemo } from 'react'
import type { Assessment } from '../../../shared/assessment.ts'
import { compared } from '../../../shared/floors.ts'
import { lightChart } from '../../../shared/light-chart.ts'
import type { LightPercentile } from '../../../shared/light-latency.ts'
import { baselineOf, inSentence, type Result } from '../../../shared/result.ts'
import { addedWithInterval } from '../../../shared/verdict-text.ts'
import { ChartView } from '../../charts/chart-view.tsx'
import { Card } from '../../ui/card.tsx'
import { ScenarioMark } from '../../ui/scenario-mark.tsx'
import { Table } from '../../ui/table.tsx'
import { Term } from '../../ui/term.tsx'

/** What a single request takes, and what each scenario adds to it; says so where that was not measured. */
export function LightCard({ result, found }: { result: Result; found: Assessment }): ReactNode {
  const chart = useMemo(() => lightChart(result, found), [result, found])
  const baseline = inSentence(baselineOf(result)?.title ?? 'baseline')
  if (chart === null)
    return (
      <Card title="Latency at light load">
        <p className="muted">
          This run did not measure it. Only <Term id="light-load">light load</Term> tells what a scenario adds
          to a single request.
        </p>
      </Card>
    )
  return (
    <Card title="Latency at light load">
      <p className="small muted">
        With one connection, no request waits for another: this is what a single request takes, and what each
        scenario adds to the {baseline}.{' '}
        {result.run.paths.length > 1 ? `Measured on ${result.run.paths[0] ?? '/'}.` : ''}
      </p>
      <LightTable result={result} found={found} />
      <ChartView chart={chart} />
    </Card>
  )
}

/** What each scenario adds to the baseline at p50 and p90, with intervals. */
function LightTable({ result, found }: { result: Result; found: Assessment }): ReactNode {
  const added = (id: string, percentile: LightPercentile): string => {
    const light = found.light.find((one) => one.scenarioId === id && one.percentile === percentile)
    return light?.added ? addedWithInterval(light.added) : 'too few requests'
  }
  return (
    <Table
      caption="Latency added with one connection"
      columns={[
        { title: 'Scenario', header: true, cell: named },
        { title: 'Adds at p50', numeric: true, cell: ({ id }) => added(id, 'p50') },
        { title: 'Adds at p90', numeric: true, cell: ({ id }) => added(id, 'p90') },
      ]}
      rows={compared(result.run.scenarios).filter(({ id }) => id !== found.baselineId)}
      rowKey={({ id }) => id}
    />
  )
}

function named({ id, title }: { id: string; title: string }): ReactNode {
  return (
    <>
      <ScenarioMark id={id} size={10} /> {title}
    </>
  )
}
