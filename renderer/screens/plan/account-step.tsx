import type { ReactNode } from 'react'
import { accountName } from '../../../shared/account-name.ts'
import { useQuery } from '../../api/use-query.ts'
import { Shown } from '../../ui/loading.tsx'
import { Term } from '../../ui/term.tsx'
import { AccountChoices, isChosen, type AccountEntry } from './account-choices.tsx'
import { AccountDetails } from './account-details.tsx'
import { FieldFault } from './field-fault.tsx'
import { LimitFields } from './limit-fields.tsx'
import { OptionCard } from './option-card.tsx'
import type { DraftEditor } from './use-draft.ts'

/** Where everything is created. */
export function AccountStep({ editor }: { editor: DraftEditor }): ReactNode {
  const accounts = useQuery('accounts.list', {})
  const files = useQuery('accounts.files', {})
  const chosen = editor.draft.account
  return (
    <>
      <p className="plan-words">
        Where the <Term id="stack">stacks</Term> of this experiment are created, and later removed.
      </p>
      <FieldFault faults={editor.faults} field="account" />
      <Shown loaded={accounts} text="Looking for accounts…">
        {(list) => (
          <fieldset className="plan-choices">
            <legend className="visually-hidden">Account</legend>
            {list.filter(isPractice).map((entry) => (
              <PracticeChoice key="practice" entry={entry} editor={editor} />
            ))}
            <AccountChoices
              entries={list.filter((entry) => !isPractice(entry))}
              editor={editor}
              problems={files.state === 'ready' ? files.value : []}
              lookAgain={() => {
                accounts.retry()
                files.retry()
              }}
            />
          </fieldset>
        )}
      </Shown>
      {chosen.kind === 'practice' ? null : <AccountDetails key={accountName(chosen)} editor={editor} />}
      <LimitFields editor={editor} />
    </>
  )
}

function isPractice({ account }: AccountEntry): boolean {
  return account.kind === 'practice'
}

function PracticeChoice({ entry, editor }: { entry: AccountEntry; editor: DraftEditor }): ReactNode {
  const { account, title, region } = entry
  return (
    <OptionCard
      name="account"
      title={title}
      checked={isChosen(entry, editor)}
      onChoose={() => editor.change({ kind: 'account', account, ...(region === null ? {} : { region }) })}
    >
      <p>
        AWS, simulated on this machine. It reads the same <Term id="template">templates</Term> and runs real
        nginx, gateways, functions and wrk on <Term id="loopback">loopback</Term>. It costs nothing, needs no
        credentials, and sends no traffic to other machines. Its figures describe this machine, not AWS.
      </p>
    </OptionCard>
  )
}
