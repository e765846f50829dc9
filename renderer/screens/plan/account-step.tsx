import type { ReactNode } from 'react'
import { accountName } from '../../../shared/account-name.ts'
import type { CommandOutput } from '../../../shared/contract.ts'
import { useQuery } from '../../api/use-query.ts'
import { Shown } from '../../ui/loading.tsx'
import { Term } from '../../ui/term.tsx'
import { AccountDetails } from './account-details.tsx'
import { LimitFields } from './limit-fields.tsx'
import { OptionCard } from './option-card.tsx'
import type { DraftDesk } from './use-draft.ts'

type AccountEntry = CommandOutput<'accounts.list'>[number]

/** Where everything is created. */
export function AccountStep({ desk }: { desk: DraftDesk }): ReactNode {
  const accounts = useQuery('accounts.list', {})
  return (
    <>
      <p className="plan-words">
        Where the <Term id="stack">stacks</Term> of this experiment are created, measured and removed again.
      </p>
      {desk.faults.account === null ? null : (
        <p className="field-error" role="alert">
          {desk.faults.account}
        </p>
      )}
      <Shown loaded={accounts} text="Looking for accounts…">
        {(list) => (
          <fieldset className="plan-choices">
            <legend className="visually-hidden">Account</legend>
            {list.map((entry) => (
              <AccountChoice key={accountName(entry.account)} entry={entry} desk={desk} />
            ))}
            {list.every(({ account }) => account.kind === 'practice') ? (
              <p className="small muted">
                No <Term id="aws-profile">AWS profile</Term> was found on this machine.
              </p>
            ) : null}
          </fieldset>
        )}
      </Shown>
      {desk.draft.account.kind === 'practice' ? null : <AccountDetails desk={desk} />}
      <LimitFields desk={desk} />
    </>
  )
}

function AccountChoice({ entry: { account, title, source, region }, desk }: { entry: AccountEntry; desk: DraftDesk }): ReactNode {
  return (
    <OptionCard
      name="account"
      title={title}
      checked={account.kind === desk.draft.account.kind && accountName(account) === accountName(desk.draft.account)}
      {...(source === null ? {} : { note: source })}
      onChoose={() => desk.change({ kind: 'account', account, ...(region === null ? {} : { region }) })}
    >
      {account.kind === 'practice' ? (
        <p>
          A stand-in for AWS on this machine. It reads the same <Term id="template">templates</Term> and starts real nginx, gateways,
          functions and wrk on <Term id="loopback">loopback</Term>. It costs nothing, needs no credentials, and sends no traffic anywhere
          else. Its figures are loopback numbers of this machine, not of AWS.
        </p>
      ) : null}
      {account.kind === 'practice' ? null : (
        <p>
          Real stacks, which cost money while they exist. Nothing is created before you have confirmed the account, and everything is
          removed again.
        </p>
      )}
    </OptionCard>
  )
}
