import { useState, type ReactNode } from 'react'
import { accountTitle } from '../../shared/account-name.ts'
import type { Prompt } from '../../shared/prompt.ts'
import { useQuery } from '../api/use-query.ts'
import { href } from '../router.ts'
import { Button } from '../ui/button.tsx'
import { PromptDialog } from './prompt-dialog.tsx'
import './prompts.css'

const wanted: Record<Prompt['kind'], string> = {
  mfa: 'needs a code from your MFA device',
  sso: 'needs you to sign in',
  renew: 'needs new credentials',
}

/** Labels of the button that opens the dialog again. */
const openers: Record<Prompt['kind'], string> = {
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
  const shown = list.find(({ id }) => !later.includes(id))
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
          <Button small onClick={() => setLater((before) => before.filter((id) => id !== prompt.id))}>
            {openers[prompt.kind]}
          </Button>
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
