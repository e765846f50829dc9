import type { CSSProperties, ReactNode } from 'react'
import type { Estimate } from '../../../shared/statistics/interval.ts'
import { scenarioStyle } from '../../ui/scenario-mark.tsx'

/** A share as a bar up to 100 %, with its interval as a whisker. The figures stand beside it as text. */
export function ForecastBar({
  scenarioId,
  estimate: { point, low, high },
}: {
  scenarioId: string
  estimate: Estimate
}): ReactNode {
  const within = (share: number): string => `${Math.min(1, Math.max(0, share)) * 100}%`
  const style = {
    '--bar-color': scenarioStyle(scenarioId).color,
    '--bar-width': within(point ?? 0),
    '--low': within(low ?? 0),
    '--high': within(high ?? 0),
  } as CSSProperties
  return (
    <span className="forecast-bar" style={style} aria-hidden="true">
      <span className="forecast-bar-fill" />
      {low === null || high === null ? null : <span className="forecast-whisker" />}
    </span>
  )
}
