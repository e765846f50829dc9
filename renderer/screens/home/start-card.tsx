import type { ReactNode } from 'react'
import type { Experiment } from '../../../shared/experiment.ts'
import { quickChoices, untouchedDraft } from '../../../shared/quick-choices.ts'
import { roundsText } from '../../../shared/load-text.ts'
import { presetPlan, usualPreset } from '../../../shared/presets.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { timeLeftText } from '../../../shared/time-left.ts'
import { useAction } from '../../api/use-action.ts'
import { useApi } from '../../api/use-api.tsx'
import { go } from '../../router.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { countOf } from '../../ui/format.ts'
import { Term } from '../../ui/term.tsx'
import { durationOf } from '../plan/duration.ts'
import { WaysCompared } from './ways-compared.tsx'

const practice = { kind: 'practice' } as const

/** Starts an experiment: plans a draft with everything filled in, and opens its Review step. */
export function StartCard({
  experiment,
  scenarios,
}: {
  experiment: Experiment
  scenarios: readonly Scenario[]
}): ReactNode {
  const api = useApi()
  const start = useAction(async () => {
    const deployments = await api.call('deployments.list', {})
    const choices = quickChoices(experiment, scenarios)
    const { id } = untouchedDraft(deployments, choices) ?? (await api.call('deployments.plan', choices))
    go({ screen: 'plan', id, step: 'review' })
  })
  const { scenarios: all } = experiment
  const { load, paths } = presetPlan(usualPreset(practice), experiment, all)
  const { total } = durationOf(
    { account: practice, scenarios: all, floors: experiment.floors.length, paths, load },
    scenarios,
  )
  return (
    <section className="start-card" aria-labelledby={`start-${experiment.id}`}>
      <div className="start-words">
        <h2 id={`start-${experiment.id}`}>{experiment.title}</h2>
        <p className="start-question">{experiment.question}</p>
        <p className="small muted">
          A first look that takes {timeLeftText(total)} in the{' '}
          <Term id="practice-account">practice account</Term>: path <code>{paths.join(', ')}</code>,{' '}
          {roundsText(load)} for each of {countOf(all.length, 'scenario')}. It is free and sends nothing to
          AWS.
        </p>
      </div>
      <div className="start-action">
        <Button variant="primary" busy={start.busy} onClick={() => start.run()}>
          {startLabel(experiment)}
        </Button>
        <p className="small muted">You can change everything before it starts, including the account.</p>
      </div>
      <WaysCompared experiment={experiment} scenarios={scenarios} />
      {start.error === null ? null : <ErrorNotice error={start.error} retry={() => start.run()} />}
    </section>
  )
}

function startLabel({ published }: Experiment): string {
  return published === undefined ? 'Start this experiment' : `Start the ${published.year} experiment`
}
