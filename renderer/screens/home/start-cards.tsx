import type { ReactNode } from 'react'
import type { Experiment } from '../../../shared/experiment.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { StartCard } from './start-card.tsx'

/** What can be started: the first two experiments side by side, the others below, less prominent. */
export function StartCards({
  experiments,
  scenarios,
}: {
  experiments: readonly Experiment[]
  scenarios: readonly Scenario[]
}): ReactNode {
  const first = experiments.slice(0, 2)
  const others = experiments.slice(2)
  return (
    <div className="start-cards">
      {first.map((experiment) => (
        <StartCard key={experiment.id} experiment={experiment} scenarios={scenarios} />
      ))}
      {others.map((experiment) => (
        <StartCard key={experiment.id} experiment={experiment} scenarios={scenarios} calm />
      ))}
    </div>
  )
}
