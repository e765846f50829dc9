import type { ReactNode } from 'react'
import { budgetLimits } from '../../../shared/budget.ts'
import { Card } from '../../ui/card.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { Term } from '../../ui/term.tsx'
import { hourMs } from './draft.ts'
import type { DraftDesk } from './use-draft.ts'
import './account.css'

/** How long it may live, and how much it may cost: it ends by itself at either. */
export function LimitFields({ desk }: { desk: DraftDesk }): ReactNode {
  const { account, limits } = desk.draft
  const { capUsd: cap, lifetimeMs: life } = budgetLimits
  return (
    <Card title="Limits">
      <div className="account-fields">
        <NumberField
          label="Removed by itself after"
          unit="hours"
          value={limits.lifetimeHours}
          min={life.min / hourMs}
          max={life.max / hourMs}
          error={desk.faults.limits.lifetimeHours ?? null}
          hint={
            account.kind === 'practice' ? (
              'You can give it more time later.'
            ) : (
              <>
                Even if this machine is gone by then: a{' '}
                <Term id="dead-mans-switch">switch in the account</Term> sees to it. You can give it more time
                later.
              </>
            )
          }
          onChange={(lifetimeHours) => desk.change({ kind: 'limits', limits: { lifetimeHours } })}
        />
        {account.kind === 'practice' ? null : (
          <NumberField
            label="May cost at most"
            unit="US dollars"
            value={limits.capUsd}
            min={cap.min}
            max={cap.max}
            error={desk.faults.limits.capUsd ?? null}
            hint="Before each trial Sluice adds up what it has cost and what the trial could cost at most. Where that passes the cap it stops, keeps what it has, and tears down."
            onChange={(capUsd) => desk.change({ kind: 'limits', limits: { capUsd } })}
          />
        )}
      </div>
    </Card>
  )
}
