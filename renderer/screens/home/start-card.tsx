import type { ReactNode } from 'react'
import type { Experiment } from '../../../shared/experiment.ts'
import { useAction } from '../../api/use-action.ts'
import { useApi } from '../../api/use-api.tsx'
import { go } from '../../router.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { countOf } from '../../ui/format.ts'
import { Term } from '../../ui/term.tsx'
import { quickLoad } from '../plan/presets.ts'
import { quickChoices, untouchedDraft } from './quick-start.ts'

/** Starts an experiment: plans a draft with everything filled in, and opens its Review step. */
export function StartCard({ experiment }: { experiment: Experiment }): ReactNode {
  const api = useApi()
  const start = useAction(async () => {
    const [deployments, scenarios] = await Promise.all([
      api.call('deployments.list', {}),
      api.call('scenarios.list', {}),
    ])
    const choices = quickChoices(experiment, scenarios)
    const { id } = untouchedDraft(deployments, choices) ?? (await api.call('deployments.plan', choices))
    go({ screen: 'plan', id, step: 'review' })
  })
  const { load, paths } = quickLoad(experiment)
  return (
    <section className="start-card" aria-labelledby={`start-${experiment.id}`}>
      <div className="start-words">
        <h2 id={`start-${experiment.id}`}>{experiment.title}</h2>
        <p className="start-question">{experiment.question}</p>
        <p className="small muted">
          Compares {countOf(experiment.scenarios.length, 'scenario')} in the{' '}
          <Term id="practice-account">practice account</Term>: path <code>{paths.join(', ')}</code>,{' '}
          {countOf(load.rounds, 'round')} of {countOf(load.durationSec, 'second')}. It is free and sends
          nothing to AWS.
        </p>
      </div>
      <div className="start-action">
        <Button variant="primary" busy={start.busy} onClick={() => start.run()}>
          {startLabel(experiment)}
        </Button>
        <p className="small muted">You can change everything before it starts, including the account.</p>
      </div>
      {start.error === null ? null : <ErrorNotice error={start.error} retry={() => start.run()} />}
    </section>
  )
}

function startLabel({ published }: Experiment): string {
  return published === undefined ? 'Start this experiment' : `Start the ${published.year} experiment`
}
