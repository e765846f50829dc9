import { useId, type ReactNode } from 'react'
import './option-card.css'

interface OptionCardProps {
  /** Of the radio group. */
  name: string
  title: ReactNode
  /** Stands at the right of the title. */
  note?: ReactNode
  checked: boolean
  disabled?: boolean
  onChoose: () => void
  /** What it means. */
  children?: ReactNode
}

/** One of a few choices that need a sentence each. */
export function OptionCard({
  name,
  title,
  note,
  checked,
  disabled = false,
  onChoose,
  children,
}: OptionCardProps): ReactNode {
  const id = useId()
  return (
    <div className={`option-card${checked ? ' chosen' : ''}${disabled ? ' disabled' : ''}`}>
      <input
        id={id}
        type="radio"
        name={name}
        checked={checked}
        disabled={disabled}
        aria-describedby={`${id}-text`}
        onChange={onChoose}
      />
      <label htmlFor={id}>
        <span className="option-card-title">{title}</span>
        {note === undefined ? null : <span className="small muted figures">{note}</span>}
      </label>
      <div className="option-card-text" id={`${id}-text`}>
        {children}
      </div>
    </div>
  )
}
