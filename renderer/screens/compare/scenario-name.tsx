import type { ReactNode } from 'react'
import { ScenarioMark } from '../../ui/scenario-mark.tsx'

/** A scenario as a row of a table names it. */
export function scenarioName({ scenarioId, title }: { scenarioId: string; title: string }): ReactNode {
  return (
    <span className="scenario-name">
      <ScenarioMark id={scenarioId} size={10} /> {title}
    </span>
  )
}
