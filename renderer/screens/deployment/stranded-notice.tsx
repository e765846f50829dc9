import type { ReactNode } from 'react'
import { isAws } from '../../../shared/account-name.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import { ConsoleLink } from '../../ui/console-link.tsx'
import { WithCode } from '../../ui/prose.tsx'
import { TearDownButton } from '../../ui/tear-down-button.tsx'
import { retainable, RetainButton } from './retain-dialog.tsx'
import { stackTitle, type Named } from './stack-titles.ts'
import './stranded-notice.css'

/** A removal that failed: where, why, a link to the console, and what the person can do. */
export function StrandedNotice({
  deployment,
  named,
}: {
  deployment: Deployment
  named: readonly Named[]
}): ReactNode {
  const { id, removalFailure: failure, stacks } = deployment
  const left = retainable(deployment)
  const stack = stacks.find(({ name }) => name === failure?.stack)
  return (
    <section className="error-notice stranded-notice" aria-label="The removal failed">
      <div role="alert">
        <p className="error-notice-title">The removal failed. Resources may still exist.</p>
        <p>{failure === null ? 'No reason was recorded.' : <WithCode text={failure.reason} />}</p>
      </div>
      {stack === undefined ? null : (
        <dl className="stranded-facts">
          <div>
            <dt>Stack</dt>
            <dd>{stackTitle(stack, named)}</dd>
          </div>
          {left === null ? null : (
            <div>
              <dt>Not deleted</dt>
              <dd>{left.resources.join(', ')}</dd>
            </div>
          )}
          {failure?.console && isAws(deployment) ? (
            <div>
              <dt>Console</dt>
              <dd>
                <ConsoleLink address={failure.console} />
              </dd>
            </div>
          ) : null}
        </dl>
      )}
      <div className="row">
        <TearDownButton deployments={[deployment]} target={{ deploymentId: id }} label="Try again" />
        {left === null ? null : <RetainButton id={id} {...left} />}
        <span className="small">Continues where the removal stopped.</span>
      </div>
    </section>
  )
}
