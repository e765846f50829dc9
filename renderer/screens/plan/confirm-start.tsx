import type { ReactNode } from 'react'
import type { Identity } from '../../../shared/account.ts'
import { planText } from '../../../shared/staying.ts'
import type { Check } from '../../../shared/check.ts'
import { Button } from '../../ui/button.tsx'
import { CheckList } from '../../ui/check-list.tsx'
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
  /** Warnings that are confirmed with it. */
  doubts: readonly Check[]
  onConfirm: () => void
  onClose: () => void
}

/** The last look: in which account things are created that cost money. */
export function ConfirmStart({
  open,
  identity,
  cost,
  draft,
  doubts,
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
            {doubts.length === 0 ? '' : ' all the same'}
          </Button>
        </>
      }
    >
      <IdentityFacts identity={identity} />
      <CheckList checks={doubts} />
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
