import type { ReactNode } from 'react'
import type { CommandOutput } from '../../../shared/contract.ts'
import type { Experiment } from '../../../shared/experiment.ts'
import { publishedRunId } from '../../../shared/published.ts'
import type { Run } from '../../../shared/run.ts'
import { useQuery } from '../../api/use-query.ts'
import { href } from '../../router.ts'
import { ButtonLink } from '../../ui/button.tsx'

/** What a list knows of a run. */
export type RunOutcome = CommandOutput<'runs.outcomes'>[number]

interface CompareLink {
  text: string
  to: string
}

/** What a run can be compared with in one click: nothing without a figure of its own. */
export function compareLinks(
  run: Run,
  outcome: RunOutcome | undefined,
  experiment: Experiment | undefined,
): CompareLink[] {
  if (outcome === undefined || !outcome.hasFigure) return []
  const against = (id: string): string => href({ screen: 'compare', ids: [id, run.id] })
  const { previousId } = outcome
  return [
    ...(experiment?.published === undefined
      ? []
      : [{ text: `Against ${experiment.published.year}`, to: against(publishedRunId(experiment.id)) }]),
    ...(previousId === null ? [] : [{ text: 'Against the run before', to: against(previousId) }]),
  ]
}

/** The same as buttons, for the page of a run. */
export function CompareActions({ run }: { run: Run }): ReactNode {
  const outcomes = useQuery('runs.outcomes', { ids: [run.id] }, ['run.changed'])
  const experiments = useQuery('experiments.list', {})
  const outcome = outcomes.state === 'ready' ? outcomes.value.find(({ id }) => id === run.id) : undefined
  const known = experiments.state === 'ready' ? experiments.value : []
  const experiment = known.find(({ id }) => id === run.experimentId)
  return compareLinks(run, outcome, experiment).map(({ text, to }) => (
    <ButtonLink key={to} small to={to}>
      {text}
    </ButtonLink>
  ))
}
