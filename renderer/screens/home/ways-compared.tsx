import type { ReactNode } from 'react'
import type { Experiment } from '../../../shared/experiment.ts'
import { comparedName } from '../../../shared/run-name.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { ScenarioMark } from '../../ui/scenario-mark.tsx'

/** The scenarios that an experiment compares, by name: of a family one name for all. */
export function WaysCompared({
  experiment,
  scenarios,
}: {
  experiment: Experiment
  scenarios: readonly Scenario[]
}): ReactNode {
  return (
    <ul className="ways-compared" aria-label="Scenarios compared">
      {waysOf(experiment, scenarios).map((own) => (
        <li key={own[0]?.id}>
          {own.map(({ id }) => (
            <ScenarioMark key={id} id={id} />
          ))}{' '}
          {comparedName(own, experiment)}
        </li>
      ))}
    </ul>
  )
}

function waysOf({ scenarios: ids, families }: Experiment, known: readonly Scenario[]): Scenario[][] {
  const all = ids.flatMap((id) => known.find((one) => one.id === id) ?? [])
  const groups = Map.groupBy(
    all,
    ({ id }) => families.find((family) => family.scenarios.includes(id))?.title ?? id,
  )
  return [...groups.values()]
}
