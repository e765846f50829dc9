import type { ReactNode } from 'react'
import type { Identity } from '../../../shared/account.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { duration, figure } from '../../ui/format.ts'
import { IdentityFacts } from './identity-facts.tsx'
import type { CostFact } from './cost-fact.ts'
import { hourMs, type Limits } from './draft.ts'

interface ConfirmStartProps {
  open: boolean
  identity: Identity
  cost: CostFact
  limits: Limits
  onConfirm: () => void
  onClose: () => void
}

/** The last look: in which account things are created that cost money. */
export function ConfirmStart({
  open,
  identity,
  cost,
  limits,
  onConfirm,
  onClose,
}: ConfirmStartProps): ReactNode {
  return (
    <Dialog
      open={open}
      title="Create everything in this account?"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Not yet</Button>
          <Button variant="primary" onClick={onConfirm}>
            Create in {identity.accountId}
          </Button>
        </>
      }
    >
      <IdentityFacts identity={identity} />
      <p>
        <strong>{cost.value}</strong> expected. {cost.text}.
      </p>
      <p>
        It stops before it costs more than <strong>${figure(limits.capUsd ?? 0)}</strong>, and is removed
        automatically after <strong>{duration((limits.lifetimeHours ?? 0) * hourMs)}</strong>.
      </p>
    </Dialog>
  )
}
