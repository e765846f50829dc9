import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { Run } from '../../../shared/run.ts'
import { Button } from '../../ui/button.tsx'

const ShareDialog = lazy(async () => ({ default: (await import('./share-dialog.tsx')).ShareDialog }))

/** Opens the choice of formats; it is loaded when somebody asks for it. */
export function ShareButton({ run }: { run: Run }): ReactNode {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button small aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Share…
      </Button>
      {open ? (
        <Suspense fallback={null}>
          <ShareDialog run={run} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
