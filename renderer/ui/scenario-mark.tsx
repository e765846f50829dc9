import type { ReactNode } from 'react'
import { scenarioStyle, shapePaths } from '../../shared/scenario-style.ts'
import './surfaces.css'

export { scenarioStyle, shapePaths } from '../../shared/scenario-style.ts'

/** The sign of a scenario. It says nothing to a screen reader: the name stands beside it. */
export function ScenarioMark({ id, size = 12 }: { id: string; size?: number }): ReactNode {
  const { color, shape } = scenarioStyle(id)
  return (
    <svg className="scenario-mark" width={size} height={size} viewBox="0 0 12 12" aria-hidden="true">
      <path d={shapePaths[shape]} fill={color} />
    </svg>
  )
}
