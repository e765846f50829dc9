import { type ReactNode, useId } from 'react'
import './controls.css'

interface CheckboxProps {
  label: ReactNode
  /** Shown to screen readers only; the box stands alone. */
  labelHidden?: boolean
  hint?: ReactNode
  checked: boolean
  disabled?: boolean
  onChange: (checked: boolean) => void
}

export function Checkbox({
  label,
  labelHidden = false,
  hint,
  checked,
  disabled = false,
  onChange,
}: CheckboxProps): ReactNode {
  const id = useId()
  return (
    <div className="checkbox">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.target.checked)}
      />
      <label htmlFor={id} className={labelHidden ? 'visually-hidden' : undefined}>
        {label}
      </label>
      {hint === undefined ? null : (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}
