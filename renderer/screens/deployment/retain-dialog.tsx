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

/** Retains what cannot be deleted, once the person has agreed, and deletes the rest of the stack. */
export function RetainButton({ id, stack, resources }: RetainProps): ReactNode {
  const api = useApi()
  const [asking, setAsking] = useState(false)
  const retain = useAction(async () => {
    await api.call('deployments.retain', { id, retained: { [stack]: [...resources] } })
    setAsking(false)
  })
  return (
    <>
      <Button onClick={() => setAsking(true)}>Retain and remove the rest…</Button>
      <Dialog
        open={asking}
        title={resources.length === 1 ? 'Retain this resource?' : 'Retain these resources?'}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>Cancel</Button>
            <Button variant="danger" busy={retain.busy} onClick={retain.run}>
              Retain and remove the rest
            </Button>
          </>
        }
      >
        <p>
          CloudFormation could not delete {resources.join(', ')} in the stack <code>{stack}</code>. If you
          agree, it deletes the stack and retains{' '}
          {resources.length === 1 ? 'this resource' : 'these resources'} in your account.{' '}
          {resources.length === 1 ? 'It' : 'They'} may cost money, and you have to delete{' '}
          {resources.length === 1 ? 'it' : 'them'} yourself. The receipt lists what was retained.
        </p>
        <p className="muted">
          It is often better to wait some minutes and try again: network interfaces can take up to 45 minutes
          to be deleted.
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
