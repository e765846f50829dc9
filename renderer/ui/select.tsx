import type { ReactNode } from 'react'
import { Field, type FieldProps } from './field.tsx'

export interface Choice<T extends string> {
  value: T
  label: string
  disabled?: boolean
}

type SelectProps<T extends string> = FieldProps & {
  value: T
  onChange: (value: T) => void
  options: readonly Choice<T>[]
}

export function Select<T extends string>({ value, onChange, options, ...field }: SelectProps<T>): ReactNode {
  return (
    <Field {...field}>
      {(control) => (
        <select
          {...control}
          className="input"
          value={value}
          onChange={(event) => onChange(event.target.value as T)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
