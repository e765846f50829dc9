import { useState, type ReactNode } from 'react'
import { useAction } from '../../api/use-action.ts'
import { useApi } from '../../api/use-api.tsx'
import type { Loaded } from '../../api/use-query.ts'
import { go, href } from '../../router.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { countOf, duration, roughDuration } from '../../ui/format.ts'
import { ConfirmStart } from './confirm-start.tsx'
import { costFact } from './cost-fact.ts'
import { hourMs } from './draft.ts'
import { durationOf } from './duration.ts'
import type { Preflight } from './preflight-card.tsx'
import { loadOf } from './presets.ts'
import { faultySteps, stepTitles } from './steps.ts'
import type { DraftEditor } from './use-draft.ts'
import './start-card.css'

interface StartCardProps {
  id: string
  editor: DraftEditor
  checked: Loaded<Preflight>
}

/** How long it takes, what it costs, and Start. A real account has to be confirmed first. */
export function StartCard({ id, editor, checked }: StartCardProps): ReactNode {
  const api = useApi()
  const [confirming, setConfirming] = useState(false)
  const { draft, faults } = editor
  const faulty = faultySteps(faults)
  const { trials, measureMs, deployMs, totalMs } = durationOf(draft, loadOf(draft.load))
  const load = `${duration(measureMs)} of load in ${countOf(trials, 'trial')}`
  const cost = costFact(editor)
  const refused =
    checked.state === 'ready'
      ? checked.value.checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name)
      : []
  const identity = checked.state === 'ready' ? checked.value.identity : null
  const practice = draft.account.kind === 'practice'
  const start = useAction(async () => {
    setConfirming(false)
    if (!(await editor.flush())) return
    await api.call('experiments.run', {
      id,
      ...(practice || identity === null ? {} : { accountId: identity.accountId }),
    })
    go({ screen: 'deployment', id })
  })
  return (
    <section className="card plan-start" aria-label="Start">
      <div className="plan-facts">
        <Fact name="How long" value={Number.isNaN(totalMs) ? '–' : `About ${roughDuration(totalMs)}`}>
          {Number.isNaN(totalMs) ? '' : `${roughDuration(deployMs)} to deploy, ${load}.`}
        </Fact>
        <Fact name="What it costs" value={cost.value}>
          {cost.text}.
        </Fact>
        <Fact name="Afterwards" value="You decide when to tear it down">
          The deployment is kept for further runs until you tear it down. After{' '}
          {duration((draft.limits.lifetimeHours ?? 0) * hourMs)} it is removed automatically.
        </Fact>
      </div>
      {faulty.length === 0 ? null : (
        <p className="field-error" role="alert">
          Correct before you start:{' '}
          {faulty.map((step, place) => (
            <span key={step}>
              {place === 0 ? '' : ', '}
              <a href={href({ screen: 'plan', id, step })}>{stepTitles[step]}</a>
            </span>
          ))}
        </p>
      )}
      {start.error === null ? null : (
        <ErrorNotice title="The experiment could not be started" error={start.error} />
      )}
      <div className="row">
        <Button
          variant="primary"
          className="plan-start-button"
          busy={start.busy}
          disabled={faulty.length > 0 || refused.length > 0 || (!practice && identity === null)}
          onClick={() => (practice ? start.run() : setConfirming(true))}
        >
          {practice ? 'Start' : 'Start…'}
        </Button>
        <span className="small muted">
          {refused.length > 0
            ? `Failed checks: ${refused.join(', ')}.`
            : !practice && identity === null
              ? 'Available once the checks below are done.'
              : 'You can stop at any time. Everything that was created is then removed.'}
        </span>
      </div>
      {identity === null ? null : (
        <ConfirmStart
          open={confirming}
          identity={identity}
          cost={cost}
          limits={draft.limits}
          onConfirm={start.run}
          onClose={() => setConfirming(false)}
        />
      )}
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
