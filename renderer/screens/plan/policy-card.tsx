import { useState, type ReactNode } from 'react'
import { useQuery } from '../../api/use-query.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Shown } from '../../ui/loading.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import type { DraftDesk } from './use-draft.ts'
import './policy.css'

/**
 * The least that the person's credentials, and the roles in the account, must be allowed: to hand to
 * whoever administers the account.
 */
export function PolicyCard({ desk, accountId }: { desk: DraftDesk; accountId: string | null }): ReactNode {
  const [open, setOpen] = useState(false)
  return (
    <details className="card" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>What it must be allowed</h2>{' '}
        <span className="small muted">The least permissions, as policies to copy</span>
      </summary>
      {open ? <Policies desk={desk} accountId={accountId} /> : null}
    </details>
  )
}

function Policies({ desk: { draft }, accountId }: { desk: DraftDesk; accountId: string | null }): ReactNode {
  const policies = useQuery('policy.get', {
    scenarios: [...draft.scenarios],
    accountId,
    region: draft.region,
  })
  return (
    <Shown loaded={policies} text="Putting the policies together…">
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
