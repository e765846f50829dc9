import type { ReactNode } from 'react'
import { placeTitle } from '../../../shared/account-name.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import { roundsText } from '../../../shared/load-text.ts'
import { deploymentName, type Known } from '../../../shared/run-name.ts'
import { useAction } from '../../api/use-action.ts'
import { useApi } from '../../api/use-api.tsx'
import { href } from '../../router.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Ago } from '../../ui/now.tsx'
import { useToasts } from '../../ui/toasts.tsx'
import { planAgain } from '../plan/plan-again.ts'

interface DraftsProps {
  drafts: readonly Deployment[]
  known: Known
  /** Asks for the deployments again. */
  changed: () => void
}

/** Plans that were not started yet. */
export function Drafts({ drafts, known, changed }: DraftsProps): ReactNode {
  const api = useApi()
  const toasts = useToasts()
  const bringBack = useAction(async (draft: Deployment) => {
    await planAgain(api, draft)
    changed()
  })
  const discard = useAction(async (draft: Deployment) => {
    await api.call('deployments.discard', { id: draft.id })
    changed()
    toasts.show({ text: 'Draft discarded.', undo: () => bringBack.run(draft) })
  })
  const error = discard.error ?? bringBack.error
  if (drafts.length === 0 && error === null) return null
  return (
    <Card title="Drafts">
      {error === null ? null : <ErrorNotice error={error} />}
      <ul className="home-list">
        {drafts
          .toSorted((a, b) => b.changedAtMs - a.changedAtMs)
          .map((draft) => (
            <li key={draft.id} className="home-list-row">
              <div>
                <a className="home-list-name" href={href({ screen: 'plan', id: draft.id, step: 'review' })}>
                  {deploymentName({ ...draft, ...draft.typed }, known)}
                </a>
                <p className="small muted">
                  {extentOf(draft)}, changed <Ago atMs={draft.changedAtMs} />
                </p>
              </div>
              <div className="row">
                <ButtonLink small to={href({ screen: 'plan', id: draft.id, step: 'review' })}>
                  Continue
                </ButtonLink>
                <Button small variant="quiet" onClick={() => discard.run(draft)}>
                  Discard
                </Button>
              </div>
            </li>
          ))}
      </ul>
    </Card>
  )
}

function extentOf(draft: Deployment): string {
  if (draft.typed !== null) return 'Needs a correction'
  return `${placeTitle(draft)}, ${roundsText(draft.plan.load)}`
}
