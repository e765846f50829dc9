import { type ReactNode, useMemo } from 'react'
import type { Assessment } from '../../../shared/assessment.ts'
import type { Result } from '../../../shared/result.ts'
import { pathShareChart } from '../../../shared/share-charts.ts'
import { ChartView } from '../../charts/chart-view.tsx'
import { Card } from '../../ui/card.tsx'

/** Each path alone: points and intervals. Nothing where the run has one path. */
export function PathsCard({ result, found }: { result: Result; found: Assessment }): ReactNode {
  const chart = useMemo(() => pathShareChart(result, found), [result, found])
  if (chart === null) return null
  return (
    <Card title="Path by path">
      <p className="small muted">
        Single paths have no verdict: that is one for all of them together, stated above.
      </p>
      <ChartView chart={chart} />
    </Card>
  )
}
