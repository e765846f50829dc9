import type { ReactNode } from 'react'
import { isAws } from '../../../shared/account-name.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import { ConsoleLink } from '../../ui/console-link.tsx'
import { WithCode } from '../../ui/prose.tsx'
import { Term } from '../../ui/term.tsx'
import { remaining } from './remaining.ts'

/** Why a deployment failed, or could not be removed, and what to do. */
export function Trouble({ deployment }: { deployment: Deployment }): ReactNode {
  const { phase, removalFailure, stacks } = deployment
  // A removal that failed once and continues now is no longer a problem.
  const failure = phase === 'stranded' ? removalFailure : deployment.failure
  if (phase !== 'stranded' && failure === null) return null
  const { names } = remaining(stacks)
  return (
    <div className="error-notice" role="alert">
      <div>
        <p className="error-notice-title">
          {phase === 'stranded' ? (
            <>
              <Term id="stranded">Stranded</Term>: the teardown failed
            </>
          ) : (
            'Deployment failed'
          )}
        </p>
        {failure === null ? null : (
          <p>
            <WithCode text={failure.reason} />
          </p>
        )}
        {failure?.console && isAws(deployment) ? (
          <p>
            <ConsoleLink address={failure.console} />
          </p>
        ) : null}
        {phase === 'stranded' ? (
          <p>
            {names.length === 0
              ? 'Some resources may remain in the account.'
              : `These stacks may remain: ${names.join(', ')}.`}{' '}
            Try again to continue where the teardown stopped.
          </p>
        ) : null}
      </div>
    </div>
  )
}
