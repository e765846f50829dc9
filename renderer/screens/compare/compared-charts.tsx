import { type ReactNode, useMemo, useState } from 'react'
import { comparedPaths, compareRateChart, compareShareChart } from '../../../shared/compare-charts.ts'
import type { Result } from '../../../shared/result.ts'
import { ChartView } from '../../charts/chart-view.tsx'
import { Card } from '../../ui/card.tsx'
import { PathChoice } from '../result/path-choice.tsx'

/** Share and good rate on one path, run beside run. */
export function ComparedCharts({ results }: { results: readonly Result[] }): ReactNode {
  const paths = useMemo(() => comparedPaths(results), [results])
  const [chosen, setChosen] = useState<string | null>(null)
  const path = chosen ?? paths[0] ?? '/'
  const share = useMemo(() => compareShareChart(results, path), [results, path])
  const rate = useMemo(() => compareRateChart(results, path), [results, path])
  return (
    <>
      <PathChoice paths={paths} value={path} onChange={setChosen} />
      {share === null ? null : (
        <Card>
          <ChartView chart={share} />
        </Card>
      )}
      <Card>
        <ChartView chart={rate} />
      </Card>
    </>
  )
}
