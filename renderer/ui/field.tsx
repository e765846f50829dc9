import { type ReactNode, useId } from 'react'
import './controls.css'

export interface FieldProps {
  label: ReactNode
  hint?: ReactNode
  /** A sentence that says what to change; marks the control as invalid. */
  error?: string | null
}

/** What a control inside of a field must carry. */
export interface FieldControl {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

/** A label above, a hint and an error below, tied to the control that `children` renders. */
export function Field({
  label,
  hint,
  error = null,
  children,
}: FieldProps & { children: (control: FieldControl) => ReactNode }): ReactNode {
  const id = useId()
  const described = [hint === undefined ? '' : `${id}-hint`, error === null ? '' : `${id}-error`]
    .join(' ')
    .trim()
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error === null ? undefined : true,
      })}
      {hint === undefined ? null : (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error === null ? null : (
        <p className="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  )
}
