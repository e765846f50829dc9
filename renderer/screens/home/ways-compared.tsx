import type { ReactNode } from 'react'
import type { Experiment } from '../../../shared/experiment.ts'
import { comparedName } from '../../../shared/run-name.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { ScenarioDiagram } from '../../diagrams/scenario-diagram.tsx'
import { ScenarioMark } from '../../ui/scenario-mark.tsx'

/** The ways that an experiment compares, drawn: of a family, whose ways are the same, one for all. */
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
          <p className="ways-name">
            {own.map(({ id }) => (
              <ScenarioMark key={id} id={id} />
            ))}{' '}
            {comparedName(own, experiment)}
          </p>
          {own[0] === undefined ? null : <ScenarioDiagram scenario={withoutSize(own)} />}
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

/** The first of a family, drawn for all: without what it differs in from the others. */
function withoutSize([first, ...others]: readonly Scenario[]): Pick<Scenario, 'title' | 'hops'> {
  if (first === undefined) return { title: '', hops: [] }
  const hops = first.hops.map((hop, place) =>
    others.every((other) => other.hops[place]?.label === hop.label) ? hop : { ...hop, label: '' },
  )
  return { title: first.title, hops }
}
