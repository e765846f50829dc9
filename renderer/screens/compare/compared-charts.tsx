import { type ReactNode, useMemo, useState } from 'react'
import {
  comparedPaths,
  compareRateChart,
  compareShareChart,
  pointsBetween,
  timesFirst,
} from '../../../shared/compare-charts.ts'
import { percent, threeFigures } from '../../../shared/figures.ts'
import type { Result } from '../../../shared/result.ts'
import { ChartView } from '../../charts/chart-view.tsx'
import { Card } from '../../ui/card.tsx'
import { PathChoice } from '../result/path-choice.tsx'
import { DifferencesTable } from './differences-table.tsx'

/** Share and good rate on one path, run beside run, each with the differences to the first run. */
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
          <ChartView chart={share} level={2} />
          <DifferencesTable
            caption={`Share of the baseline on ${path}, and the difference to run A in percentage points`}
            results={results}
            path={path}
            value={(cell) => cell.shareOfBaseline}
            text={percent}
            difference={{ title: (letter) => `${letter} − A`, text: pointsBetween }}
          />
        </Card>
      )}
      <Card>
        <ChartView chart={rate} level={2} />
        <DifferencesTable
          caption={`Good requests per second on ${path}, and the ratio to run A`}
          results={results}
          path={path}
          value={(cell) => cell.goodRatePerSec}
          text={threeFigures}
          difference={{ title: (letter) => `${letter} ÷ A`, text: timesFirst }}
        />
      </Card>
    </>
  )
}
