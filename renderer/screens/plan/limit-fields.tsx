import type { ReactNode } from 'react'
import { budgetLimits } from '../../../shared/budget.ts'
import { faultAt } from '../../../shared/faults.ts'
import { planText } from '../../../shared/staying.ts'
import { Card } from '../../ui/card.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { Term } from '../../ui/term.tsx'
import { hourMs, stayOf } from './draft.ts'
import type { DraftEditor } from './use-draft.ts'
import './account.css'

const capHint =
  'Before each trial, the most that it could cost is added to what was spent so far. Above this amount ' +
  'the run ends, even while this machine is off. What was measured is kept.'

/** What happens afterwards, how long the deployment may live, and how much it may cost. */
export function LimitFields({ editor }: { editor: DraftEditor }): ReactNode {
  const { account, limits, afterwards } = editor.draft
  const { capUsd: cap, lifetimeMs: life } = budgetLimits
  return (
    <>
      <Card title="When the run is done">
        <Checkbox
          label="Tear down when done"
          hint={planText(stayOf(editor.draft))}
          checked={afterwards === 'tear-down'}
          onChange={(checked) =>
            editor.change({ kind: 'afterwards', afterwards: checked ? 'tear-down' : 'keep' })
          }
        />
      </Card>
      <Card title="Limits">
        <div className="account-fields">
          <NumberField
            label="Removed automatically after"
            unit="hours"
            value={limits.lifetimeHours}
            min={life.min / hourMs}
            max={life.max / hourMs}
            error={faultAt(editor.faults, 'lifetimeMs')}
            hint={
              account.kind === 'practice' ? (
                'You can extend it later.'
              ) : (
                <>
                  A <Term id="dead-mans-switch">schedule in the account</Term> does this even when this
                  machine is off. You can extend it later.
                </>
              )
            }
            onChange={(lifetimeHours) => editor.change({ kind: 'limits', limits: { lifetimeHours } })}
          />
          {account.kind === 'practice' ? null : (
            <NumberField
              label="Spending cap"
              unit="US dollars"
              value={limits.capUsd}
              min={cap.min}
              max={cap.max}
              error={faultAt(editor.faults, 'capUsd')}
              hint={capHint}
              onChange={(capUsd) => editor.change({ kind: 'limits', limits: { capUsd } })}
            />
          )}
        </div>
      </Card>
    </>
  )
}
