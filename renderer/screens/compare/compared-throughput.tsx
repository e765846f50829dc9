import { type ReactNode, useMemo, useState } from 'react'
import { compareChart } from '../../../shared/compare-charts.ts'
import { comparedPaths, sharedBaseline, type ComparedRun } from '../../../shared/compare-runs.ts'
import type { Sides } from '../../../shared/compare-sides.ts'
import { ChartView } from '../../charts/chart-view.tsx'
import { Card } from '../../ui/card.tsx'
import { PathChoice } from '../result/path-choice.tsx'
import { FiguresTable } from './figures-table.tsx'

interface ComparedThroughputProps {
  runs: readonly ComparedRun[]
  sides: Sides
}

/** Share and good rate on one path, run beside run. */
export function ComparedThroughput({ runs, sides }: ComparedThroughputProps): ReactNode {
  const paths = useMemo(() => comparedPaths(runs), [runs])
  const [chosen, setChosen] = useState<string | null>(null)
  const path = chosen ?? paths[0] ?? '/'
  const measures = sharedBaseline(runs) === null ? (['rate'] as const) : (['share', 'rate'] as const)
  const charts = useMemo(
    () => ({ share: compareChart(runs, 'share', path), rate: compareChart(runs, 'rate', path) }),
    [runs, path],
  )
  return (
    <>
      <PathChoice paths={paths} value={path} onChange={setChosen} />
      {measures.map((measure) => (
        <Card key={measure}>
          {charts[measure] === null ? null : <ChartView chart={charts[measure]} level={2} />}
          <FiguresTable runs={runs} sides={sides} measure={measure} path={path} />
        </Card>
      ))}
    </>
  )
}
