import { useState, type ReactNode } from 'react'
import type { Deployment } from '../../../shared/deployment.ts'
import { useAction } from '../../api/use-action.ts'
import { useApi } from '../../api/use-api.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'

interface RetainProps {
  id: string
  stack: string
  resources: readonly string[]
}

/** Leaves behind what cannot be deleted, once a person has agreed: the rest of the stack then goes. */
export function RetainButton({ id, stack, resources }: RetainProps): ReactNode {
  const api = useApi()
  const [asking, setAsking] = useState(false)
  const retain = useAction(async () => {
    await api.call('deployments.retain', { id, retained: { [stack]: [...resources] } })
    setAsking(false)
  })
  return (
    <>
      <Button onClick={() => setAsking(true)}>Remove the rest…</Button>
      <Dialog
        open={asking}
        title={resources.length === 1 ? 'Leave this behind?' : 'Leave these behind?'}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>Not yet</Button>
            <Button variant="danger" busy={retain.busy} onClick={retain.run}>
              Leave {resources.length === 1 ? 'it' : 'them'} and remove the rest
            </Button>
          </>
        }
      >
        <p>
          CloudFormation could not delete {resources.join(', ')} of the stack <code>{stack}</code>. If you
          agree, the stack goes without {resources.length === 1 ? 'it' : 'them'}:{' '}
          {resources.length === 1 ? 'it stays' : 'they stay'} in your account, may cost money, and you have to
          delete {resources.length === 1 ? 'it' : 'them'} yourself. The receipt will name{' '}
          {resources.length === 1 ? 'it' : 'them'}.
        </p>
        <p className="muted">
          Most often it is better to wait some minutes and try again: network interfaces take up to 45 minutes
          to go.
        </p>
        {retain.error === null ? null : <ErrorNotice error={retain.error} />}
      </Dialog>
    </>
  )
}

/** What failed, when a removal failed at resources of a stack. */
export function retainable({ phase, removalFailure: failure }: Deployment): Omit<RetainProps, 'id'> | null {
  if (phase !== 'stranded' || failure === null || failure.stack === null || failure.resources.length === 0)
    return null
  return { stack: failure.stack, resources: failure.resources }
}
