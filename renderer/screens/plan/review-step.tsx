import type { ReactNode } from 'react'
import { href } from '../../router.ts'
import { Card } from '../../ui/card.tsx'
import { CostCard } from './cost-card.tsx'
import { PolicyCard } from './policy-card.tsx'
import { PreflightCard, useSavedPreflight } from './preflight-card.tsx'
import { reviewRows } from './review-rows.tsx'
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
          {reviewRows(editor).map(({ step, name, value, verb = 'Change' }) => (
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
      <TemplateList editor={editor} />
      <PolicyCard
        editor={editor}
        accountId={checked.state === 'ready' ? checked.value.identity.accountId : null}
      />
    </>
  )
}
