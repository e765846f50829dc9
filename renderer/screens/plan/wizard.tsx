import { useEffect, useRef, type ReactNode } from 'react'
import type { Deployment } from '../../../shared/deployment.ts'
import type { Experiment } from '../../../shared/experiment.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { useAction } from '../../api/use-action.ts'
import { useApi } from '../../api/use-api.tsx'
import { go, href, type PlanStep } from '../../router.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Page } from '../../ui/page.tsx'
import { useToasts } from '../../ui/toasts.tsx'
import { AccountStep } from './account-step.tsx'
import { LoadStep } from './load-step.tsx'
import { planAgain } from './plan-again.ts'
import { PredictStep } from './predict-step.tsx'
import { QuestionStep } from './question-step.tsx'
import { Rail } from './rail.tsx'
import { ReviewStep } from './review-step.tsx'
import { SaveState } from './save-state.tsx'
import { ScenariosStep } from './scenarios-step.tsx'
import { neighbours, stepTitles } from './steps.ts'
import { useDraft, type DraftEditor } from './use-draft.ts'
import './plan.css'

interface WizardProps {
  step: PlanStep
  deployment: Deployment
  experiment: Experiment
  scenarios: readonly Scenario[]
}

/** The rail at the left, the step that is open beside it. */
export function Wizard({ step, deployment, experiment, scenarios }: WizardProps): ReactNode {
  const editor = useDraft(deployment, experiment, scenarios)
  const { id } = deployment
  return (
    <Page
      title={experiment.title}
      subtitle="Nothing is created until you start it."
      actions={
        <>
          <SaveState editor={editor} />
          <Discard id={id} step={step} editor={editor} />
        </>
      }
    >
      <div className="plan">
        <Rail id={id} step={step} editor={editor} />
        <Step id={id} step={step} editor={editor} />
      </div>
    </Page>
  )
}

const bodies: Record<PlanStep, (props: { id: string; editor: DraftEditor }) => ReactNode> = {
  question: QuestionStep,
  account: AccountStep,
  scenarios: ScenariosStep,
  load: LoadStep,
  predict: PredictStep,
  review: ReviewStep,
}

function Step({ id, step, editor }: { id: string; step: PlanStep; editor: DraftEditor }): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null)
  const opened = useRef(step)
  // The focus stays on the rail where a person used it; otherwise it goes to the top of the new step.
  useEffect(() => {
    if (opened.current === step) return
    opened.current = step
    const rail = document.activeElement?.closest('.plan-rail') ?? null
    window.scrollTo(0, 0)
    if (rail === null) heading.current?.focus({ preventScroll: true })
  }, [step])
  const Body = bodies[step]
  const { before, after } = neighbours(step)
  return (
    <section className="plan-step" aria-labelledby="plan-step-title">
      <h2 id="plan-step-title" ref={heading} tabIndex={-1}>
        {stepTitles[step]}
      </h2>
      <Body id={id} editor={editor} />
      <footer className="plan-foot">
        {before === null ? (
          <span />
        ) : (
          <ButtonLink to={href({ screen: 'plan', id, step: before })}>Back: {stepTitles[before]}</ButtonLink>
        )}
        {after === null ? null : (
          <ButtonLink to={href({ screen: 'plan', id, step: after })} variant="primary">
            Next: {stepTitles[after]}
          </ButtonLink>
        )}
      </footer>
    </section>
  )
}

/** Deletes the draft. Undo brings it back as it was typed. */
function Discard({ id, step, editor }: { id: string; step: PlanStep; editor: DraftEditor }): ReactNode {
  const api = useApi()
  const toasts = useToasts()
  const discard = useAction(async () => {
    await editor.flush()
    const kept = await api.call('deployments.get', { id })
    await api.call('deployments.discard', { id })
    go('/')
    const undo = async (): Promise<void> => {
      const again = await planAgain(api, kept)
      go({ screen: 'plan', id: again.id, step })
    }
    toasts.show({
      text: 'Draft discarded.',
      undo: () => void undo().catch(() => toasts.show({ text: 'The draft could not be restored.' })),
    })
  })
  return (
    <>
      <Button onClick={discard.run} busy={discard.busy}>
        Discard draft
      </Button>
      {discard.error === null ? null : <ErrorNotice error={discard.error} />}
    </>
  )
}
