import { useState, type ReactNode } from 'react'
import { accountTitle } from '../../../shared/account-name.ts'
import { Card } from '../../ui/card.tsx'
import { Field } from '../../ui/field.tsx'
import type { DraftDesk } from './use-draft.ts'
import { WhoIsThis } from './who-is-this.tsx'

/**
 * What has to be known of the chosen account: the Region in it, and whose it is. To be keyed by the
 * account: nothing of one is true of another.
 */
export function AccountDetails({ desk }: { desk: DraftDesk }): ReactNode {
  const { account, region } = desk.draft
  const [regions, setRegions] = useState<readonly string[]>([])
  return (
    <Card title={accountTitle(account)}>
      <div className="account-fields">
        <Field
          label="Region"
          error={desk.faults.region}
          hint="Where everything is created. Prices and limits are the Region's own."
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
                onChange={(event) => desk.change({ kind: 'region', region: event.target.value.trim() })}
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
        <WhoIsThis
          key={region}
          account={account}
          region={region}
          disabled={desk.faults.region !== null}
          onRegions={setRegions}
        />
      </div>
    </Card>
  )
}
