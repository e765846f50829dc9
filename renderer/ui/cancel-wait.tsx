import { useEffect, useState, type ReactNode } from 'react'
import { Button } from './button.tsx'

/** A wait that lasts longer can be cancelled. */
const shownAfterMs = 5_000

/** Shown beside something that is waited for: after five seconds, a button that ends the wait. */
export function CancelWait({ onCancel }: { onCancel: () => void }): ReactNode {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), shownAfterMs)
    return () => clearTimeout(timer)
  }, [])
  if (!late) return null
  return (
    <Button small onClick={onCancel}>
      Cancel
    </Button>
  )
}
