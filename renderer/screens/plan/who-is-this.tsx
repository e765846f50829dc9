import { useRef, useState, type ReactNode } from 'react'
import type { Account, Identity } from '../../../shared/account.ts'
import { useAction } from '../../api/use-action.ts'
import { useApi } from '../../api/use-api.tsx'
import { Button } from '../../ui/button.tsx'
import { CancelWait } from '../../ui/cancel-wait.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { IdentityFacts } from './identity-facts.tsx'

interface WhoIsThisProps {
  account: Account
  region: string
  disabled: boolean
  /** Called with the Regions that the account has enabled. */
  onRegions: (regions: readonly string[]) => void
}

/** The identity that the credentials belong to. It takes a click, since it may need a sign-in. */
export function WhoIsThis({ account, region, disabled, onRegions }: WhoIsThisProps): ReactNode {
  const api = useApi()
  const [identity, setIdentity] = useState<Identity | null>(null)
  /** How often the answer was given up: one that comes later is not shown. */
  const givenUp = useRef(0)
  const look = useAction(async () => {
    const before = givenUp.current
    setIdentity(null)
    const found = await api.call('accounts.identify', { account, region })
    // Without the right to list Regions a person types one.
    const regions = await api.call('accounts.regions', { account }).catch(() => [])
    if (givenUp.current !== before) return
    onRegions(regions)
    setIdentity(found)
  })
  const cancel = (): void => {
    givenUp.current += 1
    look.cancel()
  }
  return (
    <div className="field">
      <p className="field-label">Identity</p>
      <Button
        className="who-is-this"
        aria-describedby="who-is-this-hint"
        onClick={look.run}
        busy={look.busy}
        disabled={disabled}
      >
        {look.busy ? 'Asking AWS…' : 'Who is this?'}
      </Button>
      {look.busy ? <CancelWait onCancel={cancel} /> : null}
      <p className="field-hint" id="who-is-this-hint">
        Asks AWS which account these credentials belong to. Creates nothing.
      </p>
      <div className="identity-answer" aria-live="polite">
        {look.error === null || look.busy ? null : (
          <ErrorNotice title="The identity could not be read" error={look.error} />
        )}
        {identity === null || look.busy ? null : <IdentityFacts identity={identity} />}
      </div>
    </div>
  )
}
