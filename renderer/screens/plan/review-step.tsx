import type { ReactNode } from 'react'
import { accountTitle } from '../../../shared/account-name.ts'
import { href, type PlanStep } from '../../router.ts'
import { Card } from '../../ui/card.tsx'
import { countOf, duration, figure } from '../../ui/format.ts'
import { ScenarioMark } from '../../ui/scenario-mark.tsx'
import { Term } from '../../ui/term.tsx'
import { CostCard } from './cost-card.tsx'
import { PolicyCard } from './policy-card.tsx'
import { PreflightCard, useSavedPreflight } from './preflight-card.tsx'
import { loadOf, publishedTitle } from './presets.ts'
import { StartCard } from './start-card.tsx'
import { TemplateList } from './template-list.tsx'
import type { DraftEditor } from './use-draft.ts'
import './review.css'

/** Everything that was chosen, and Start. */
export function ReviewStep({ id, editor }: { id: string; editor: DraftEditor }): ReactNode {
  const faultless = editor.faults.length === 0
  const checked = useSavedPreflight(id, editor)
  return (
    <>
      <StartCard id={id} editor={editor} checked={checked} />
      {faultless ? <PreflightCard checked={checked} /> : null}
      <Card title="Your choices">
        <dl className="plan-review">
          {rows(editor).map(({ step, name, value, verb = 'Change' }) => (
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
      {faultless ? <CostCard editor={editor} /> : null}
      <TemplateList scenarios={editor.draft.scenarios} />
      <PolicyCard
        editor={editor}
        accountId={checked.state === 'ready' ? checked.value.identity.accountId : null}
      />
    </>
  )
}

interface ReviewRow {
  step: PlanStep
  name: string
  value: ReactNode
  /** What can be done at the step. */
  verb?: string
}

function rows({ draft, experiment, scenarios }: DraftEditor): ReviewRow[] {
  const load = loadOf(draft.load)
  const preset = { quick: 'Quick', published: publishedTitle(experiment), own: 'Custom' }[draft.preset]
  const chosen = scenarios.filter(({ id }) => draft.scenarios.includes(id))
  const predicted = chosen.flatMap((scenario) => {
    const percent = draft.predictions[scenario.id] ?? null
    return percent === null || scenario.id === experiment.baseline ? [] : [{ scenario, percent }]
  })
  const before =
    load.leadIn.kind === 'load'
      ? `${duration(load.leadIn.seconds * 1000)} of lead-in`
      : 'one request beforehand'
  return [
    { step: 'question', name: 'Question', value: experiment.question, verb: 'Read more' },
    {
      step: 'account',
      name: 'Account',
      value:
        draft.account.kind === 'practice' ? (
          <Term id="practice-account" />
        ) : (
          `${accountTitle(draft.account)}, ${draft.region}`
        ),
    },
    {
      step: 'account',
      name: 'Limits',
      value: `Removed automatically after ${figure(draft.limits.lifetimeHours ?? 0)} h${
        draft.account.kind === 'practice' ? '' : `, at most $${figure(draft.limits.capUsd ?? 0)}`
      }`,
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
          {preset}: {draft.paths.join(', ')}; {countOf(load.rounds, 'round')} of{' '}
          {duration(load.durationSec * 1000)}, {before}, {countOf(load.threads, 'thread')},{' '}
          {countOf(load.connections, 'connection')}
        </>
      ),
    },
    {
      step: 'predict',
      name: 'Predictions',
      value:
        predicted.length === 0
          ? 'None'
          : predicted.map(({ scenario, percent }) => `${scenario.title} ${figure(percent)} %`).join(', '),
    },
  ]
}
