import { type ReactNode, useId } from 'react'
import './progress.css'

/**
 * How far something is: 0-1, or null where nobody can tell. `note` stands at the right, such as the time
 * left. `earliest` marks where it may end before its end.
 */
export function Progress({
  value,
  earliest = null,
  label,
  note,
}: {
  value: number | null
  earliest?: number | null
  label: ReactNode
  note?: ReactNode
}): ReactNode {
  const id = useId()
  return (
    <div className="progress">
      <div className="progress-words">
        <span id={id}>{label}</span>
        {note === undefined ? null : <span className="muted figures">{note}</span>}
      </div>
      {value === null ? (
        <progress aria-labelledby={id} />
      ) : (
        <progress aria-labelledby={id} max={1} value={Math.min(1, Math.max(0, value))} />
      )}
      {earliest === null ? null : (
        <span className="progress-earliest" style={{ left: `${earliest * 100}%` }} aria-hidden="true" />
      )}
    </div>
  )
}
