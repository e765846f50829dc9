import type { ReactNode } from 'react'
import type { Deployment } from '../../../shared/deployment.ts'
import { Term } from '../../ui/term.tsx'
import { remaining } from './remaining.ts'

/** Why a deployment failed, or could not be removed, and what to do. */
export function Trouble({ deployment }: { deployment: Deployment }): ReactNode {
  const { phase, failure, stacks } = deployment
  if (phase !== 'stranded' && failure === null) return null
  const { names } = remaining(stacks)
  return (
    <div className="error-notice" role="alert">
      <div>
        <p className="error-notice-title">
          {phase === 'stranded' ? (
            <>
              <Term id="stranded">Stranded</Term>: the tear-down failed
            </>
          ) : (
            'Something failed'
          )}
        </p>
        {failure === null ? null : (
          <p>
            {failure.reason}
            {failure.stack === null
              ? null
              : ` (stack ${failure.stack}${failure.resource === null ? '' : `, resource ${failure.resource}`})`}
          </p>
        )}
        {phase === 'stranded' ? (
          <p>
            {names.length === 0 ? 'Something may remain in the account.' : `What may remain: ${names.join(', ')}.`} Trying again begins
            where it stopped.
          </p>
        ) : null}
      </div>
    </div>
  )
}
