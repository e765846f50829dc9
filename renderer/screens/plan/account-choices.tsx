import { useId, useState, type ReactNode } from 'react'
import { accountName } from '../../../shared/account-name.ts'
import type { CommandOutput } from '../../../shared/contract.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { Term } from '../../ui/term.tsx'
import type { DraftDesk } from './use-draft.ts'
import './account.css'

export type AccountEntry = CommandOutput<'accounts.list'>[number]

/** From so many on a person would rather type than look. */
const filterFrom = 8

interface AccountChoicesProps {
  entries: readonly AccountEntry[]
  desk: DraftDesk
  /** Looks again for profiles: they are made elsewhere. */
  lookAgain: () => void
}

/** The person's own AWS accounts, a line each: what they have in common is said once, above them. */
export function AccountChoices({ entries, desk, lookAgain }: AccountChoicesProps): ReactNode {
  const [typed, setTyped] = useState('')
  const filtering = entries.length >= filterFrom
  // What is typed counts only while its field is there.
  const wanted = filtering ? typed : ''
  const shown = entries.filter((entry) => isChosen(entry, desk) || matches(entry, wanted))
  return (
    <div className="account-choices">
      <div className="account-choices-head">
        <div>
          <h3>Your AWS accounts</h3>
          <p className="small muted">
            Real stacks, which cost money while they exist. Nothing is created before you have confirmed the
            account, and everything is removed again.
          </p>
        </div>
        <Button small variant="quiet" onClick={lookAgain}>
          Look again
        </Button>
      </div>
      {!filtering ? null : (
        <TextField
          label="Find an account"
          type="search"
          placeholder="Part of its name"
          value={typed}
          onChange={setTyped}
        />
      )}
      {entries.length === 0 ? (
        <p className="account-none">
          No <Term id="aws-profile">AWS profile</Term> was found on this machine.{' '}
          <code>aws configure sso</code> or <code>aws configure</code> makes one; then look again.
        </p>
      ) : (
        <div className="account-list" ref={showChosen}>
          {shown.map((entry) => (
            <AccountLine key={accountName(entry.account)} entry={entry} desk={desk} />
          ))}
          {shown.some((entry) => matches(entry, wanted)) ? null : (
            <p className="account-none">None is called “{wanted}”.</p>
          )}
        </div>
      )}
    </div>
  )
}

/** The chosen one may be far down a long list. Only the list is moved, not the page. */
function showChosen(list: HTMLElement | null): void {
  const chosen = list?.querySelector<HTMLElement>('.chosen')
  if (list && chosen)
    list.scrollTop = chosen.offsetTop - list.offsetTop - list.clientHeight + chosen.offsetHeight
}

function AccountLine({ entry, desk }: { entry: AccountEntry; desk: DraftDesk }): ReactNode {
  const id = useId()
  const { account, title, source, region } = entry
  const chosen = isChosen(entry, desk)
  return (
    <div className={`account-line${chosen ? ' chosen' : ''}`}>
      <input
        id={id}
        type="radio"
        name="account"
        checked={chosen}
        onChange={() => desk.change({ kind: 'account', account, ...(region === null ? {} : { region }) })}
      />
      <label htmlFor={id}>
        <span className="account-name">{title}</span> <span className="small muted">{source}</span>{' '}
        <span className="small muted account-line-region">{region}</span>
      </label>
    </div>
  )
}

export function isChosen({ account }: AccountEntry, { draft }: DraftDesk): boolean {
  return account.kind === draft.account.kind && accountName(account) === accountName(draft.account)
}

function matches({ title, source }: AccountEntry, wanted: string): boolean {
  return `${title} ${source ?? ''}`.toLowerCase().includes(wanted.trim().toLowerCase())
}
