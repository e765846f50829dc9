import { useState, type ReactNode } from 'react'
import { accountTitle } from '../../shared/account-name.ts'
import type { Prompt } from '../../shared/prompt.ts'
import { useAction } from '../api/use-action.ts'
import { useApi } from '../api/use-api.tsx'
import { useQuery } from '../api/use-query.ts'
import { href } from '../router.ts'
import { Button } from '../ui/button.tsx'
import { PromptDialog, type Question } from './prompt-dialog.tsx'
import './prompts.css'

const wanted: Record<Prompt['kind'], string> = {
  mfa: 'needs a code from your MFA device',
  sso: 'needs you to sign in',
  renew: 'needs new credentials',
  process: 'waits for its credential_process, which may ask in a window of its own',
}

/** Labels of the button that opens the dialog again. */
const openers: Record<Question['kind'], string> = {
  mfa: 'Enter code…',
  sso: 'Sign in…',
  renew: 'Show what to do…',
}

/**
 * What the engine needs from the person, above every screen. A new prompt opens its dialog. With "Later" it
 * stays as a line that opens the dialog again, and the work that needs it keeps waiting.
 */
export function Prompts(): ReactNode {
  const prompts = useQuery('prompts.list', {}, ['prompt.opened', 'prompt.closed'])
  const [later, setLater] = useState<readonly string[]>([])
  const list = prompts.state === 'ready' ? prompts.value : []
  const shown = list.filter(isQuestion).find(({ id }) => !later.includes(id))
  return (
    <div aria-live="polite">
      {list.map((prompt) => (
        <p key={prompt.id} className="prompt-line">
          <span>
            {accountTitle(prompt.account)} {wanted[prompt.kind]}
            {prompt.deploymentId === null ? '' : '. The deployment waits for it and then continues'}.
            {prompt.deploymentId === null ? null : (
              <>
                {' '}
                <a href={href({ screen: 'deployment', id: prompt.deploymentId })}>Show deployment</a>
              </>
            )}
          </span>
          {isQuestion(prompt) ? (
            <Button small onClick={() => setLater((before) => before.filter((id) => id !== prompt.id))}>
              {openers[prompt.kind]}
            </Button>
          ) : (
            <StopWaiting id={prompt.id} />
          )}
        </p>
      ))}
      {shown === undefined ? null : (
        <PromptDialog
          key={shown.id}
          prompt={shown}
          onLater={() => setLater((before) => [...before, shown.id])}
        />
      )}
    </div>
  )
}

/** A program that runs is only waited for: there is nothing to answer. */
function isQuestion(prompt: Prompt): prompt is Question {
  return prompt.kind !== 'process'
}

function StopWaiting({ id }: { id: string }): ReactNode {
  const api = useApi()
  const stop = useAction(() => api.call('prompts.answer', { kind: 'cancel', id }))
  return (
    <Button small onClick={stop.run} busy={stop.busy}>
      Stop waiting
    </Button>
  )
}
