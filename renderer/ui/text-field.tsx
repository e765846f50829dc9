import type { ReactNode } from 'react'
import { Field, type FieldProps } from './field.tsx'

type TextFieldProps = FieldProps & {
  value: string
  onChange: (value: string) => void
  placeholder?: string
  maxLength?: number
  /** More than one row makes it a text area. */
  rows?: number
  type?: 'text' | 'search'
  /** A code of digits that is good once: no keyboard of letters, and nothing to be remembered. */
  digits?: boolean
}

export function TextField({
  value,
  onChange,
  placeholder,
  maxLength,
  rows = 1,
  type = 'text',
  digits = false,
  ...field
}: TextFieldProps): ReactNode {
  return (
    <Field {...field}>
      {(control) =>
        rows > 1 ? (
          <textarea
            {...control}
            className="input"
            rows={rows}
            value={value}
            placeholder={placeholder}
            maxLength={maxLength}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <input
            {...control}
            className="input"
            type={type}
            {...(digits ? ({ inputMode: 'numeric', autoComplete: 'one-time-code' } as const) : {})}
            value={value}
            placeholder={placeholder}
            maxLength={maxLength}
            onChange={(event) => onChange(event.target.value)}
          />
        )
      }
    </Field>
  )
}
