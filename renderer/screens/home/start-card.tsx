import type { ReactNode } from 'react'
import type { Experiment } from '../../../shared/experiment.ts'
import { floorsAmong } from '../../../shared/floors.ts'
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
import { Term } from '../../ui/term.tsx'
import { durationOf } from '../plan/duration.ts'
import { WaysCompared } from './ways-compared.tsx'

const practice = { kind: 'practice' } as const

interface StartCardProps {
  experiment: Experiment
  scenarios: readonly Scenario[]
  /** One of several below the first: smaller, without what it takes. */
  calm?: boolean
}

/** Starts an experiment: plans a draft with everything filled in, and opens its Review step. */
export function StartCard({ experiment, scenarios, calm = false }: StartCardProps): ReactNode {
  const api = useApi()
  const start = useAction(async () => {
    const deployments = await api.call('deployments.list', {})
    const choices = quickChoices(experiment, scenarios)
    const { id } = untouchedDraft(deployments, choices) ?? (await api.call('deployments.plan', choices))
    go({ screen: 'plan', id, step: 'review' })
  })
  const { id, title, question } = experiment
  return (
    <section className={calm ? 'start-card calm' : 'start-card'} aria-labelledby={`start-${id}`}>
      <h2 id={`start-${id}`}>{title}</h2>
      <p className="start-question">{question}</p>
      <WaysCompared experiment={experiment} scenarios={scenarios} />
      <div className="start-action">
        <Button
          variant={calm ? 'plain' : 'primary'}
          busy={start.busy}
          aria-describedby={`start-${id}`}
          onClick={() => start.run()}
        >
          {startLabel(experiment)}
        </Button>
        <FirstLook experiment={experiment} known={scenarios} />
      </div>
      {start.error === null ? null : <ErrorNotice error={start.error} retry={() => start.run()} />}
    </section>
  )
}

/** What starting it takes unless something is changed. */
function FirstLook({ experiment, known }: { experiment: Experiment; known: readonly Scenario[] }): ReactNode {
  const { scenarios } = experiment
  const floors = floorsAmong(scenarios, experiment)
  const { load, paths } = presetPlan(usualPreset(practice), experiment, scenarios)
  const { total } = durationOf({ account: practice, scenarios, floors, paths, load }, known)
  return (
    <p className="small muted">
      Takes {timeLeftText(total)} in the <Term id="practice-account">practice account</Term>: path{' '}
      <code>{paths.join(', ')}</code>, {roundsText(load)}
    </p>
  )
}

function startLabel({ title, published }: Experiment): string {
  return published === undefined ? `Start “${title}”` : `Start the ${published.year} experiment`
}
