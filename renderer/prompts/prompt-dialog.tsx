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

interface PromptDialogProps {
  prompt: Prompt
  onLater: () => void
}

/** One question of the engine: a code to type, a browser to sign in with, or credentials to renew. */
export function PromptDialog({ prompt, onLater }: PromptDialogProps): ReactNode {
  const api = useApi()
  const [code, setCode] = useState('')
  const complete = /^\d{6}$/.test(code)
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
            Give up
          </Button>
          <Button onClick={onLater}>Later</Button>
          {prompt.kind === 'sso' ? (
            <a
              className="button button-primary"
              href={prompt.url}
              target="_blank"
              rel="noreferrer"
              data-first-focus
            >
              Open the browser
            </a>
          ) : (
            <Button
              variant="primary"
              onClick={answer.run}
              busy={answer.busy}
              aria-disabled={prompt.kind === 'mfa' && !complete}
            >
              {prompt.kind === 'mfa' ? 'Send code' : 'Try again'}
            </Button>
          )}
        </>
      }
    >
      <p className="muted">{accountTitle(prompt.account)}</p>
      {prompt.kind === 'mfa' ? (
        <form
          className="prompt-digits"
          onSubmit={(event) => {
            event.preventDefault()
            if (complete) answer.run()
          }}
        >
          <TextField
            label="Six digits"
            hint={`As the device ${prompt.serial.split('/').at(-1) ?? ''} shows them now.`}
            value={code}
            maxLength={6}
            digits
            onChange={(text) => setCode(text.replaceAll(/\D/g, ''))}
          />
        </form>
      ) : null}
      {prompt.kind === 'sso' ? (
        <>
          <p>
            Sign in to {prompt.session} in your browser. This page goes on by itself as soon as you have; the
            code is good until {time(prompt.expiresAtMs)}.
          </p>
          <p className="prompt-code">
            <span className="small muted">Your browser should show this code:</span>
            <code>{prompt.code}</code>
            <CopyButton text={prompt.code} label="Copy code" />
          </p>
        </>
      ) : null}
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

const titles: Record<Prompt['kind'], string> = {
  mfa: 'Code of your MFA device',
  sso: 'Sign in',
  renew: 'New credentials are needed',
}
