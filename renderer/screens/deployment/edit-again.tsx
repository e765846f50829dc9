import type { ReactNode } from 'react'
import type { Deployment } from '../../../shared/deployment.ts'
import { useAction } from '../../api/use-action.ts'
import { useApi } from '../../api/use-api.tsx'
import { go } from '../../router.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { planAgain } from '../plan/plan-again.ts'

/** Opens a new draft with everything filled in as the deployment had it. */
export function EditAgain({
  deployment,
  small = false,
}: {
  deployment: Deployment
  small?: boolean
}): ReactNode {
  const api = useApi()
  const edit = useAction(async () => {
    const draft = await planAgain(api, deployment)
    go({ screen: 'plan', id: draft.id, step: 'review' })
  })
  return (
    <>
      <Button small={small} variant={small ? 'plain' : 'primary'} busy={edit.busy} onClick={edit.run}>
        Edit and try again
      </Button>
      {edit.error === null ? null : <ErrorNotice error={edit.error} />}
    </>
  )
}
