import type { ReactNode } from 'react'
import { accountName } from '../../../shared/account-name.ts'
import { useQuery } from '../../api/use-query.ts'
import { Shown } from '../../ui/loading.tsx'
import { Term } from '../../ui/term.tsx'
import { AccountChoices, isChosen, type AccountEntry } from './account-choices.tsx'
import { AccountDetails } from './account-details.tsx'
import { LimitFields } from './limit-fields.tsx'
import { OptionCard } from './option-card.tsx'
import type { DraftDesk } from './use-draft.ts'

/** Where everything is created. */
export function AccountStep({ desk }: { desk: DraftDesk }): ReactNode {
  const accounts = useQuery('accounts.list', {})
  const chosen = desk.draft.account
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
            {list.filter(isPractice).map((entry) => (
              <PracticeChoice key="practice" entry={entry} desk={desk} />
            ))}
            <AccountChoices
              entries={list.filter((entry) => !isPractice(entry))}
              desk={desk}
              lookAgain={accounts.retry}
            />
          </fieldset>
        )}
      </Shown>
      {chosen.kind === 'practice' ? null : <AccountDetails key={accountName(chosen)} desk={desk} />}
      <LimitFields desk={desk} />
    </>
  )
}

function isPractice({ account }: AccountEntry): boolean {
  return account.kind === 'practice'
}

function PracticeChoice({ entry, desk }: { entry: AccountEntry; desk: DraftDesk }): ReactNode {
  const { account, title, region } = entry
  return (
    <OptionCard
      name="account"
      title={title}
      checked={isChosen(entry, desk)}
      onChoose={() => desk.change({ kind: 'account', account, ...(region === null ? {} : { region }) })}
    >
      <p>
        A stand-in for AWS on this machine. It reads the same <Term id="template">templates</Term> and starts
        real nginx, gateways, functions and wrk on <Term id="loopback">loopback</Term>. It costs nothing,
        needs no credentials, and sends no traffic anywhere else. Its figures are loopback numbers of this
        machine, not of AWS.
      </p>
    </OptionCard>
  )
}
