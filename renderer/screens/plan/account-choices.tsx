import { useId, useState, type ReactNode } from 'react'
import { accountName } from '../../../shared/account-name.ts'
import type { CommandOutput } from '../../../shared/contract.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { Term } from '../../ui/term.tsx'
import type { DraftEditor } from './use-draft.ts'
import './account.css'

export type AccountEntry = CommandOutput<'accounts.list'>[number]

/** A list of at least this many accounts gets a search field. */
const filterFrom = 8

interface AccountChoicesProps {
  entries: readonly AccountEntry[]
  editor: DraftEditor
  /** What is wrong with the person's AWS files, in a sentence each. */
  problems: readonly string[]
  /** Reads the list of profiles again. */
  lookAgain: () => void
}

/** The person's own AWS accounts, one line each. */
export function AccountChoices({ entries, editor, problems, lookAgain }: AccountChoicesProps): ReactNode {
  const [typed, setTyped] = useState('')
  const filtering = entries.length >= filterFrom
  // What was typed counts only while its field is shown.
  const wanted = filtering ? typed : ''
  const shown = entries.filter((entry) => isChosen(entry, editor) || matches(entry, wanted))
  return (
    <div className="account-choices">
      <div className="account-choices-head">
        <div>
          <h3>Your AWS accounts</h3>
          <p className="small muted">
            Real stacks cost money while they exist. Nothing is created until you confirm the account. Unless
            you change it below, everything is torn down when the run is done.
          </p>
        </div>
        <Button small variant="quiet" onClick={lookAgain}>
          Refresh
        </Button>
      </div>
      {problems.map((problem) => (
        <p key={problem} className="account-none" role="note">
          {problem}
        </p>
      ))}
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
          No <Term id="aws-profile">AWS profile</Term> was found on this machine. Create one with{' '}
          <code>aws configure sso</code> or <code>aws configure</code>, then refresh.
        </p>
      ) : (
        <div className="account-list" ref={showChosen}>
          {shown.map((entry) => (
            <AccountLine key={accountName(entry.account)} entry={entry} editor={editor} />
          ))}
          {shown.some((entry) => matches(entry, wanted)) ? null : (
            <p className="account-none">No account matches “{wanted}”.</p>
          )}
        </div>
      )}
    </div>
  )
}

/** Scrolls a long list to the chosen account, without moving the page. */
function showChosen(list: HTMLElement | null): void {
  const chosen = list?.querySelector<HTMLElement>('.chosen')
  if (list && chosen)
    list.scrollTop = chosen.offsetTop - list.offsetTop - list.clientHeight + chosen.offsetHeight
}

function AccountLine({ entry, editor }: { entry: AccountEntry; editor: DraftEditor }): ReactNode {
  const id = useId()
  const { account, title, source, region } = entry
  const chosen = isChosen(entry, editor)
  return (
    <div className={`account-line${chosen ? ' chosen' : ''}`}>
      <input
        id={id}
        type="radio"
        name="account"
        checked={chosen}
        onChange={() => editor.change({ kind: 'account', account, ...(region === null ? {} : { region }) })}
      />
      <label htmlFor={id}>
        <span className="account-name">{title}</span> <span className="small muted">{source}</span>{' '}
        <span className="small muted account-line-region">{region}</span>
      </label>
    </div>
  )
}

export function isChosen({ account }: AccountEntry, { draft }: DraftEditor): boolean {
  return account.kind === draft.account.kind && accountName(account) === accountName(draft.account)
}

function matches({ title, source }: AccountEntry, wanted: string): boolean {
  return `${title} ${source ?? ''}`.toLowerCase().includes(wanted.trim().toLowerCase())
}
