import { type ReactNode, useState } from 'react'
import type { Deployment } from '../../shared/deployment.ts'
import { isLive } from '../../shared/lifecycle.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { countOf } from './format.ts'
import { type TearDownTarget, useTearDowns, wouldStopRun } from './tear-down.tsx'

interface TearDownButtonProps {
  /** Those that it would tear down. */
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
  const removable = deployments.filter(
    (deployment) => isLive(deployment.phase) && deployment.phase !== 'removing',
  )
  const running = removable.filter(wouldStopRun)
  if (removable.length === 0) return null
  const waiting = secondsLeft !== null
  return (
    <>
      <span className="tear-down">
        <span className="figures" aria-hidden="true">
          {waiting ? `Tearing down in ${secondsLeft} s` : ''}
        </span>
        <output className="visually-hidden">
          {waiting ? 'The tear-down begins in five seconds, unless you undo it.' : ''}
        </output>
        {/* One button for both, so that the focus stays on it. */}
        <Button
          variant={waiting ? 'plain' : 'danger'}
          small={small}
          onClick={() => {
            if (waiting) tearDowns.undo(target)
            else if (running.length > 0) setAsking(true)
            else tearDowns.request(target)
          }}
        >
          {waiting ? 'Undo' : label}
        </Button>
      </span>
      <Dialog
        open={asking}
        title={`Stop ${countOf(running.length, 'run')} and tear down?`}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>Keep measuring</Button>
            <Button
              variant="danger"
              onClick={() => {
                setAsking(false)
                tearDowns.request(target)
              }}
            >
              Stop and tear down
            </Button>
          </>
        }
      >
        <p>A run is under way. The trials that are finished are kept; the rest is not measured.</p>
      </Dialog>
    </>
  )
}
