import type { ReactNode } from 'react'
import { scenarioStyle, type Shape } from './scenario-style.ts'
import './surfaces.css'

export { scenarioStyle } from './scenario-style.ts'

/** Shapes in a box of 12 by 12. */
export const shapePaths: Record<Shape, string> = {
  circle: 'M6 1a5 5 0 1 1 0 10a5 5 0 1 1 0-10z',
  triangle: 'M6 .8 11.4 10.8H.6z',
  square: 'M1.5 1.5h9v9h-9z',
  diamond: 'M6 0 12 6 6 12 0 6z',
  'triangle-down': 'M6 11.2.6 1.2h10.8z',
  cross: 'M4.2.5h3.6v3.7h3.7v3.6H7.8v3.7H4.2V7.8H.5V4.2h3.7z',
  star: 'M6 0 7.5 4.2H12L8.4 6.9 9.8 11.4 6 8.7 2.2 11.4 3.6 6.9 0 4.2h4.5z',
  bar: 'M0 3.8h12v4.4H0z',
}

/** The sign of a scenario. It says nothing to a screen reader: the name stands beside it. */
export function ScenarioMark({ id, size = 12 }: { id: string; size?: number }): ReactNode {
  const { color, shape } = scenarioStyle(id)
  return (
    <svg className="scenario-mark" width={size} height={size} viewBox="0 0 12 12" aria-hidden="true">
      <path d={shapePaths[shape]} fill={color} />
    </svg>
  )
}
