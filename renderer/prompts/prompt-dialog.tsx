import { useState, type ReactNode } from 'react'
import { accountTitle } from '../../shared/account-name.ts'
import type { Prompt } from '../../shared/prompt.ts'
import { useAction } from '../api/use-action.ts'
import { useApi } from '../api/use-api.tsx'
import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { time } from '../ui/format.ts'
import { TextField } from '../ui/text-field.tsx'

/** A prompt that a person has to answer. */
export type Question = Exclude<Prompt, { kind: 'process' }>

interface PromptDialogProps {
  prompt: Question
  onLater: () => void
}

const titles: Record<Question['kind'], string> = {
  mfa: 'Enter your MFA code',
  sso: 'Sign in',
  renew: 'Renew your credentials',
}

/** One question of the engine: a code to type, a browser to sign in with, or credentials to renew. */
export function PromptDialog({ prompt, onLater }: PromptDialogProps): ReactNode {
  const api = useApi()
  const [code, setCode] = useState('')
  const complete = prompt.kind !== 'mfa' || /^\d{6}$/.test(code)
  const giveUp = useAction(() => api.call('prompts.answer', { kind: 'cancel', id: prompt.id }))
  const answer = useAction(async () => {
    if (prompt.kind === 'renew') await api.call('prompts.answer', { kind: 'again', id: prompt.id })
    if (prompt.kind === 'mfa' && complete)
      await api.call('prompts.answer', { kind: 'code', id: prompt.id, code })
  })
  const error = answer.error ?? giveUp.error
  return (
    <Dialog
      open
      title={titles[prompt.kind]}
      onClose={onLater}
      actions={
        <>
          <Button variant="quiet" onClick={giveUp.run} busy={giveUp.busy}>
            Stop waiting
          </Button>
          <Button onClick={onLater}>Later</Button>
          <Answer prompt={prompt} busy={answer.busy} complete={complete} onAnswer={answer.run} />
        </>
      }
    >
      <p className="muted">{accountTitle(prompt.account)}</p>
      {prompt.kind === 'mfa' ? (
        <MfaCode serial={prompt.serial} code={code} onChange={setCode} onSubmit={answer.run} />
      ) : null}
      {prompt.kind === 'sso' ? <BrowserSignIn prompt={prompt} /> : null}
      {prompt.kind === 'renew' ? (
        <>
          <p>{prompt.reason}</p>
          <p>{prompt.remedy}</p>
        </>
      ) : null}
      {error === null ? null : <ErrorNotice error={error} />}
    </Dialog>
  )
}

interface AnswerProps {
  prompt: Question
  busy: boolean
  complete: boolean
  onAnswer: () => void
}

/** What the person can do now: go to the browser, send the code, or try the credentials again. */
function Answer({ prompt, busy, complete, onAnswer }: AnswerProps): ReactNode {
  if (prompt.kind === 'sso') {
    return (
      <a
        className="button button-primary"
        href={prompt.url}
        target="_blank"
        rel="noreferrer"
        data-first-focus
      >
        Open the browser
      </a>
    )
  }
  return (
    <Button variant="primary" onClick={onAnswer} busy={busy} aria-disabled={!complete}>
      {prompt.kind === 'mfa' ? 'Submit' : 'Try again'}
    </Button>
  )
}

interface MfaCodeProps {
  serial: string
  code: string
  onChange: (code: string) => void
  onSubmit: () => void
}

function MfaCode({ serial, code, onChange, onSubmit }: MfaCodeProps): ReactNode {
  return (
    <form
      className="prompt-digits"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      <TextField
        label="MFA code"
        hint={`The six digits that the device ${serial.split('/').at(-1) ?? ''} shows now.`}
        value={code}
        maxLength={6}
        digits
        onChange={(text) => onChange(text.replaceAll(/\D/g, ''))}
      />
    </form>
  )
}

function BrowserSignIn({ prompt }: { prompt: Prompt & { kind: 'sso' } }): ReactNode {
  return (
    <>
      <p>
        Sign in to {prompt.session} in your browser. This page continues when you have signed in. The code
        expires at {time(prompt.expiresAtMs)}.
      </p>
      <p className="prompt-code">
        <span className="small muted">Your browser should show this code:</span>
        <code>{prompt.code}</code>
        <CopyButton text={prompt.code} label="Copy code" />
      </p>
    </>
  )
}
