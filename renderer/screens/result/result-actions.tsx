import type { ReactNode } from 'react'
import { choicesOfRun, runAgainOf } from '../../../shared/choices.ts'
import { isLive } from '../../../shared/lifecycle.ts'
import type { Run } from '../../../shared/run.ts'
import { useAction } from '../../api/use-action.ts'
import { useApi } from '../../api/use-api.tsx'
import { useQuery } from '../../api/use-query.ts'
import { go } from '../../router.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { TearDownButton } from '../../ui/tear-down-button.tsx'
import { CompareActions } from '../compare/compare-links.tsx'
import { ShareButton } from '../share/share-button.tsx'

/** What the person can do with a run. */
export function ResultActions({ run }: { run: Run }): ReactNode {
  const api = useApi()
  const deployments = useQuery('deployments.list', {}, ['deployment.changed'])
  const deployment =
    deployments.state === 'ready' ? deployments.value.find(({ id }) => id === run.deploymentId) : undefined

  const again = useAction(async () => {
    await api.call('runs.start', runAgainOf(run))
    go({ screen: 'deployment', id: run.deploymentId })
  })
  const duplicate = useAction(async () => {
    const measuredOn = await api.call('deployments.get', { id: run.deploymentId })
    const draft = await api.call('deployments.plan', choicesOfRun(run, measuredOn))
    go({ screen: 'plan', id: draft.id, step: 'review' })
  })
  const error = again.error ?? duplicate.error
  return (
    <>
      {deployment?.phase === 'ready' ? (
        <Button variant="primary" small busy={again.busy} onClick={() => again.run()}>
          Run again
        </Button>
      ) : null}
      {run.imported === null ? (
        <Button small busy={duplicate.busy} onClick={() => duplicate.run()}>
          Duplicate and edit
        </Button>
      ) : null}
      <CompareActions run={run} />
      <ShareButton run={run} />
      <Button small onClick={() => window.print()}>
        Print
      </Button>
      {deployment !== undefined && isLive(deployment.phase) ? (
        <TearDownButton small deployments={[deployment]} target={{ deploymentId: deployment.id }} />
      ) : null}
      {error === null ? null : <ErrorNotice error={error} />}
    </>
  )
}
