import { type ReactNode, useId } from 'react'
import type { Choice } from './select.tsx'
import './controls.css'

interface SegmentedProps<T extends string> {
  label: string
  labelHidden?: boolean
  /** What the choice is about, below it. */
  hint?: ReactNode
  value: T
  options: readonly Choice<T>[]
  onChange: (value: T) => void
}

/** One of a few, all in sight: radio buttons that stand side by side. */
export function Segmented<T extends string>({
  label,
  labelHidden = false,
  hint,
  value,
  options,
  onChange,
}: SegmentedProps<T>): ReactNode {
  const name = useId()
  const choice = (
    <fieldset className="segmented">
      <legend className={labelHidden ? 'visually-hidden' : 'field-label'}>{label}</legend>
      <div className="segmented-options">
        {options.map((option) => (
          <label key={option.value} className="segmented-option">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              disabled={option.disabled}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
  if (hint === undefined) return choice
  return (
    <div className="field">
      {choice}
      <p className="field-hint">{hint}</p>
    </div>
  )
}
