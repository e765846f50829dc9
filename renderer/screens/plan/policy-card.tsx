import { useState, type ReactNode } from 'react'
import { useQuery } from '../../api/use-query.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Shown } from '../../ui/loading.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import type { DraftEditor } from './use-draft.ts'
import './policy.css'

/**
 * The minimum permissions of the person's credentials and of the roles in the account, to hand to the
 * account's administrator.
 */
export function PolicyCard({
  editor,
  accountId,
}: {
  editor: DraftEditor
  accountId: string | null
}): ReactNode {
  const [open, setOpen] = useState(false)
  return (
    <details className="card" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>Permissions needed</h2> <span className="small muted">The minimum, as policies to copy</span>
      </summary>
      {open ? <Policies editor={editor} accountId={accountId} /> : null}
    </details>
  )
}

function Policies({
  editor: { draft },
  accountId,
}: {
  editor: DraftEditor
  accountId: string | null
}): ReactNode {
  const policies = useQuery('policy.get', {
    accountId,
    region: draft.region,
    roleBoundary: draft.roleBoundary === '' ? null : draft.roleBoundary,
  })
  return (
    <Shown loaded={policies} text="Preparing the policies…">
      {(list) =>
        list.map(({ title, who, json }) => (
          <section key={title} className="policy" aria-label={title}>
            <div className="policy-head">
              <div>
                <h3>{title}</h3>
                <p className="small muted">{who}</p>
              </div>
              <CopyButton text={json} label="Copy the policy" />
            </div>
            <ScrollRegion className="policy-text" label={`Text of ${title}`}>
              <pre>{json}</pre>
            </ScrollRegion>
          </section>
        ))
      }
    </Shown>
  )
}
