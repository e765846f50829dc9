import { useState, type ReactNode } from 'react'
import { accountTitle } from '../../shared/account-name.ts'
import type { Prompt } from '../../shared/prompt.ts'
import { useQuery } from '../api/use-query.ts'
import { href } from '../router.ts'
import { Button } from '../ui/button.tsx'
import { PromptDialog } from './prompt-dialog.tsx'
import './prompts.css'

const wanted: Record<Prompt['kind'], string> = {
  mfa: 'asks for a code of your MFA device',
  sso: 'asks you to sign in',
  renew: 'needs new credentials',
}

/** What opens the dialog again. */
const openers: Record<Prompt['kind'], string> = {
  mfa: 'Enter the code…',
  sso: 'Sign in…',
  renew: 'See what to do…',
}

/**
 * What the engine waits for a person for, above every screen. A new one opens its dialog; put off, it stays
 * as a line that opens it again, and the work that waits for it goes on waiting.
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
            {prompt.deploymentId === null
              ? ''
              : '. Meanwhile the deployment waits, and goes on by itself afterwards'}
            .
            {prompt.deploymentId === null ? null : (
              <>
                {' '}
                <a href={href({ screen: 'deployment', id: prompt.deploymentId })}>Show it</a>
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
