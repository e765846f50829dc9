import { type ReactNode, useState } from 'react'
import type { Deployment } from '../../shared/deployment.ts'
import { isLive } from '../../shared/lifecycle.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { countOf } from './format.ts'
import { type TearDownTarget, useTearDowns, wouldStopRun } from './tear-down.tsx'

interface TearDownButtonProps {
  /** The deployments that it tears down. */
  deployments: readonly Deployment[]
  target: TearDownTarget
  label?: string
  small?: boolean
}

/** One click, five seconds with Undo, and it begins. It asks first only where a run would be stopped. */
export function TearDownButton({
  deployments,
  target,
  label = 'Tear down',
  small = false,
}: TearDownButtonProps): ReactNode {
  const tearDowns = useTearDowns()
  const [asking, setAsking] = useState(false)
  const secondsLeft = tearDowns.secondsLeft(target)
  const removable = deployments.filter(({ phase }) => isLive(phase) && phase !== 'removing')
  const running = removable.filter(wouldStopRun)
  if (removable.length === 0) return null
  const waiting = secondsLeft !== null
  const click = (): void => {
    if (waiting) tearDowns.undo(target)
    else if (running.length > 0) setAsking(true)
    else tearDowns.request(target)
  }
  return (
    <>
      <span className="tear-down">
        <span className="figures" aria-hidden="true">
          {waiting ? `Tearing down in ${secondsLeft} s` : ''}
        </span>
        <output className="visually-hidden">
          {waiting ? 'The teardown starts in five seconds unless you undo it.' : ''}
        </output>
        {/* One button for both, so that the focus stays on it. */}
        <Button variant={waiting ? 'plain' : 'danger'} small={small} onClick={click}>
          {waiting ? 'Undo' : label}
        </Button>
      </span>
      <ConfirmStop
        open={asking}
        runs={running.length}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          tearDowns.request(target)
        }}
      />
    </>
  )
}

interface ConfirmStopProps {
  open: boolean
  runs: number
  onClose: () => void
  onConfirm: () => void
}

/** A run that is stopped cannot be continued: the only teardown that asks first. */
function ConfirmStop({ open, runs, onClose, onConfirm }: ConfirmStopProps): ReactNode {
  return (
    <Dialog
      open={open}
      title={`Stop ${countOf(runs, 'run')} and tear down?`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Keep measuring</Button>
          <Button variant="danger" onClick={onConfirm}>
            Stop and tear down
          </Button>
        </>
      }
    >
      <p>A run is in progress. Finished trials are kept; the remaining ones will not be measured.</p>
    </Dialog>
  )
}
