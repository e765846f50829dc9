import { useState, type ReactNode } from 'react'
import { accountTitle } from '../../../shared/account-name.ts'
import { faultAt } from '../../../shared/faults.ts'
import { Card } from '../../ui/card.tsx'
import { Field } from '../../ui/field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { DraftEditor } from './use-draft.ts'
import { WhoIsThis } from './who-is-this.tsx'

/** Region, permissions boundary and identity of the chosen account. Give it the account as its key. */
export function AccountDetails({ editor }: { editor: DraftEditor }): ReactNode {
  const { account, region, roleBoundary } = editor.draft
  const fault = faultAt(editor.faults, 'region')
  const [regions, setRegions] = useState<readonly string[]>([])
  return (
    <Card title={accountTitle(account)}>
      <div className="account-fields">
        <div className="stack">
          <Field
            label="Region"
            error={fault}
            hint="Where everything is created. Prices and limits depend on the Region."
          >
            {(control) => (
              <>
                <input
                  {...control}
                  className="input account-region"
                  list="plan-regions"
                  value={region}
                  spellCheck={false}
                  autoComplete="off"
                  onChange={(event) => editor.change({ kind: 'region', region: event.target.value.trim() })}
                />
                <datalist id="plan-regions">
                  {regions.map((name) => (
                    <option key={name} value={name}>
                      {name}
                    </option>
                  ))}
                </datalist>
              </>
            )}
          </Field>
          <TextField
            label="Permissions boundary (optional)"
            hint="Only where your organisation demands one of every role: the ARN of its policy."
            error={faultAt(editor.faults, 'roleBoundary')}
            value={roleBoundary}
            onChange={(text) => editor.change({ kind: 'role-boundary', roleBoundary: text.trim() })}
          />
        </div>
        <WhoIsThis
          key={region}
          account={account}
          region={region}
          disabled={fault !== null}
          onRegions={setRegions}
        />
      </div>
    </Card>
  )
}
