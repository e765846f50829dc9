import { type ReactNode, useMemo, useState } from 'react'
import { compareChart } from '../../../shared/compare-charts.ts'
import { sharedBaseline, type ComparedRun } from '../../../shared/compare-runs.ts'
import type { Sides } from '../../../shared/compare-sides.ts'
import { ChartView } from '../../charts/chart-view.tsx'
import { Card } from '../../ui/card.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { FiguresTable } from './figures-table.tsx'

interface ComparedLatencyProps {
  runs: readonly ComparedRun[]
  sides: Sides
}

const options = [
  { value: 'added', label: 'Added p50' },
  { value: 'lightP50', label: 'p50' },
  { value: 'lightP90', label: 'p90' },
] as const

/** Latency at light load, run beside run: what scenarios add to the baseline, p50 and p90. */
export function ComparedLatency({ runs, sides }: ComparedLatencyProps): ReactNode {
  const choices = sharedBaseline(runs) === null ? options.slice(1) : options
  const [chosen, setChosen] = useState<(typeof options)[number]['value']>(choices[0]?.value ?? 'lightP50')
  const chart = useMemo(() => compareChart(runs, chosen, '/'), [runs, chosen])
  return (
    <Card title="Latency at light load">
      <p className="muted">With one connection: the latency of a request that waits for no other.</p>
      <Segmented label="Latency" labelHidden value={chosen} options={choices} onChange={setChosen} />
      {chart === null ? null : <ChartView chart={chart} />}
      <FiguresTable runs={runs} sides={sides} measure={chosen} path="/" />
    </Card>
  )
}
