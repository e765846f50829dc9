import type { ReactNode } from 'react'
import type { Identity } from '../../../shared/account.ts'
import { planText } from '../../../shared/staying.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { figure } from '../../ui/format.ts'
import { IdentityFacts } from './identity-facts.tsx'
import type { CostFact } from './cost-fact.ts'
import { stayOf, type Draft } from './draft.ts'

interface ConfirmStartProps {
  open: boolean
  identity: Identity
  cost: CostFact
  draft: Draft
  onConfirm: () => void
  onClose: () => void
}

/** The last look: in which account things are created that cost money. */
export function ConfirmStart({
  open,
  identity,
  cost,
  draft,
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
        It stops before it costs more than <strong>${figure(draft.limits.capUsd ?? 0)}</strong>.{' '}
        {planText(stayOf(draft))}
      </p>
    </Dialog>
  )
}
