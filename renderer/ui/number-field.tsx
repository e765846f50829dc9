import { type ReactNode, useState } from 'react'
import { Field, type FieldProps } from './field.tsx'

type NumberFieldProps = FieldProps & {
  /** Null: nothing, or no number. */
  value: number | null
  onChange: (value: number | null) => void
  unit?: string
  min?: number
  max?: number
  step?: number
}

/**
 * Keeps what is typed as it is typed, and tells the number of it on every stroke: it never corrects a
 * person in mid-word.
 */
export function NumberField({
  value,
  onChange,
  unit,
  min,
  max,
  step,
  ...field
}: NumberFieldProps): ReactNode {
  const [typed, setTyped] = useState(value === null ? '' : String(value))
  const shown = numberOf(typed) === value ? typed : value === null ? '' : String(value)
  return (
    <Field {...field}>
      {(control) => (
        <span className="number-field">
          <input
            {...control}
            className="input input-number"
            type="number"
            inputMode="decimal"
            value={shown}
            min={min}
            max={max}
            step={step ?? 'any'}
            onChange={(event) => {
              setTyped(event.target.value)
              onChange(numberOf(event.target.value))
            }}
          />
          {unit === undefined ? null : <span className="muted">{unit}</span>}
        </span>
      )}
    </Field>
  )
}

function numberOf(text: string): number | null {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  return Number.isFinite(value) ? value : null
}
