import type { ReactNode } from 'react'
import { accountName } from '../../../shared/account-name.ts'
import { useAction } from '../../api/use-action.ts'
import { useApi } from '../../api/use-api.tsx'
import { go, href, type PlanStep } from '../../router.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { countOf, duration, figure } from '../../ui/format.ts'
import { ScenarioMark } from '../../ui/scenario-mark.tsx'
import { Term } from '../../ui/term.tsx'
import { durationOf } from './duration.ts'
import { loadOf, publishedTitle } from './presets.ts'
import { faultySteps, stepTitles } from './steps.ts'
import { TemplateList } from './template-list.tsx'
import type { DraftDesk } from './use-draft.ts'

/** Everything once more, and Start. */
export function ReviewStep({ id, desk }: { id: string; desk: DraftDesk }): ReactNode {
  return (
    <>
      <StartCard id={id} desk={desk} />
      <Card title="Chosen">
        <dl className="plan-review">
          {rows(desk).map(({ step, name, value, verb = 'Change' }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
              <dd>
                <a href={href({ screen: 'plan', id, step })} aria-label={`${verb}: ${name}`}>
                  {verb}
                </a>
              </dd>
            </div>
          ))}
        </dl>
      </Card>
      <TemplateList scenarios={desk.draft.scenarios} />
    </>
  )
}

function StartCard({ id, desk }: { id: string; desk: DraftDesk }): ReactNode {
  const api = useApi()
  const { draft, faults } = desk
  const faulty = faultySteps(faults)
  const { trials, measureMs, deployMs, totalMs } = durationOf(draft, loadOf(draft.load))
  const practice = draft.account.kind === 'practice'
  const start = useAction(async () => {
    if (!(await desk.flush())) return
    await api.call('deployments.start', { id })
    go({ screen: 'deployment', id })
  })
  return (
    <section className="card plan-start" aria-label="Start">
      <div className="plan-facts">
        <Fact name="How long" value={Number.isNaN(totalMs) ? '–' : `About ${duration(totalMs)}`}>
          {Number.isNaN(totalMs)
            ? ''
            : `${duration(deployMs)} to deploy, ${duration(measureMs)} of load in ${countOf(trials, 'trial')}, and a moment between them`}
        </Fact>
        <Fact name="What it costs" value={practice ? 'Nothing' : 'What AWS charges'}>
          {practice ? 'Everything runs on this machine' : 'From the moment of deploying until it is torn down'}
        </Fact>
        <Fact name="Afterwards" value="Yours to remove">
          The deployment stays for further runs until you tear it down: one click
        </Fact>
      </div>
      {faulty.length === 0 ? null : (
        <p className="field-error" role="alert">
          Before it can start, please correct:{' '}
          {faulty.map((step, place) => (
            <span key={step}>
              {place === 0 ? '' : ', '}
              <a href={href({ screen: 'plan', id, step })}>{stepTitles[step]}</a>
            </span>
          ))}
        </p>
      )}
      {start.error === null ? null : <ErrorNotice title="It could not be started" error={start.error} />}
      <div className="row">
        <Button variant="primary" className="plan-start-button" busy={start.busy} disabled={faulty.length > 0} onClick={start.run}>
          Start
        </Button>
        <span className="small muted">You can stop at any time. Whatever was created is then removed.</span>
      </div>
    </section>
  )
}

function Fact({ name, value, children }: { name: string; value: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <p className="small muted">{name}</p>
      <p className="plan-fact">{value}</p>
      <p className="small muted">{children}</p>
    </div>
  )
}

interface ReviewRow {
  step: PlanStep
  name: string
  value: ReactNode
  /** What can be done at the step. */
  verb?: string
}

function rows({ draft, experiment, scenarios }: DraftDesk): ReviewRow[] {
  const load = loadOf(draft.load)
  const preset = { quick: 'Quick', published: publishedTitle(experiment), own: 'Own values' }[draft.preset]
  const chosen = scenarios.filter(({ id }) => draft.scenarios.includes(id))
  const predicted = chosen.flatMap((scenario) => {
    const percent = draft.predictions[scenario.id] ?? null
    return percent === null || scenario.id === experiment.baseline ? [] : [{ scenario, percent }]
  })
  const before = load.leadIn.kind === 'load' ? `${duration(load.leadIn.seconds * 1000)} of lead-in` : 'one request beforehand'
  return [
    { step: 'question', name: 'Question', value: experiment.question, verb: 'Read on' },
    {
      step: 'account',
      name: 'Account',
      value: draft.account.kind === 'practice' ? <Term id="practice-account" /> : `${accountName(draft.account)}, ${draft.region}`,
    },
    {
      step: 'scenarios',
      name: 'Scenarios',
      value: (
        <ul className="plan-review-marks">
          {chosen.map(({ id, title }) => (
            <li key={id}>
              <ScenarioMark id={id} /> {title}
            </li>
          ))}
        </ul>
      ),
    },
    {
      step: 'load',
      name: 'Load',
      value: (
        <>
          {preset}: {draft.paths.join(', ')}; {countOf(load.rounds, 'round')} of {duration(load.durationSec * 1000)}, {before},{' '}
          {countOf(load.threads, 'thread')}, {countOf(load.connections, 'connection')}
        </>
      ),
    },
    {
      step: 'predict',
      name: 'Predictions',
      value:
        predicted.length === 0 ? 'None' : predicted.map(({ scenario, percent }) => `${scenario.title} ${figure(percent)} %`).join(', '),
    },
  ]
}
