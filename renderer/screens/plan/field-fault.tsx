import type { ReactNode } from 'react'
import { faultAt, type Fault, type Field } from '../../../shared/faults.ts'

/** What is wrong with a field that consists of several controls; nothing where it has no fault. */
export function FieldFault({ faults, field }: { faults: readonly Fault[]; field: Field }): ReactNode {
  const message = faultAt(faults, field)
  if (message === null) return null
  return (
    <p className="field-error" role="alert">
      {message}
    </p>
  )
}
