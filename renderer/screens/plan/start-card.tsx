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
import { durationOf } from './duration.ts'
import type { Preflight } from './preflight-card.tsx'
import { loadOf } from './presets.ts'
import { faultySteps, stepTitles } from './steps.ts'
import type { DraftDesk } from './use-draft.ts'
import './start-card.css'

interface StartCardProps {
  id: string
  desk: DraftDesk
  checked: Loaded<Preflight>
}

/** How long, how much, and Start. In a real account the person confirms first which one it is. */
export function StartCard({ id, desk, checked }: StartCardProps): ReactNode {
  const api = useApi()
  const [confirming, setConfirming] = useState(false)
  const { draft, faults } = desk
  const faulty = faultySteps(faults)
  const { trials, measureMs, deployMs, totalMs } = durationOf(draft, loadOf(draft.load))
  const cost = costFact(desk)
  const refused =
    checked.state === 'ready'
      ? checked.value.checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name)
      : []
  const identity = checked.state === 'ready' ? checked.value.identity : null
  const practice = draft.account.kind === 'practice'
  const start = useAction(async () => {
    setConfirming(false)
    if (!(await desk.flush())) return
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
          {Number.isNaN(totalMs)
            ? ''
            : `${roughDuration(deployMs)} to deploy, ${duration(measureMs)} of load in ${countOf(trials, 'trial')}, and a moment between them.`}
        </Fact>
        <Fact name="What it costs" value={cost.value}>
          {cost.text}.
        </Fact>
        <Fact name="Afterwards" value="Yours to remove">
          {`The deployment stays for further runs until you tear it down: one click. After ${duration((draft.limits.lifetimeHours ?? 0) * 3_600_000)} it is removed by itself.`}
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
            ? `Failed below: ${refused.join(', ')}.`
            : !practice && identity === null
              ? 'As soon as the account has answered the checks below.'
              : 'You can stop at any time. Whatever was created is then removed.'}
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
