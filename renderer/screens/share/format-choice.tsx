import { type ReactNode, useEffect, useId, useRef } from 'react'
import type { FormatDescription } from '../../../shared/exported-file.ts'

interface FormatChoiceProps {
  formats: readonly FormatDescription[]
  chosen: string
  onChoose: (id: string) => void
}

/** The formats, one below the other: arrow keys go from one to the next. */
export function FormatChoice({ formats, chosen, onChoose }: FormatChoiceProps): ReactNode {
  const name = useId()
  const first = useRef<HTMLInputElement>(null)
  // The formats come after the dialog has opened.
  useEffect(() => first.current?.focus(), [])
  return (
    <fieldset className="share-formats">
      <legend className="field-label">Format</legend>
      {formats.map(({ id, title, extension }) => (
        <label key={id} className={id === chosen ? 'share-format chosen' : 'share-format'}>
          <input
            type="radio"
            name={name}
            value={id}
            checked={id === chosen}
            ref={id === chosen ? first : undefined}
            onChange={() => onChoose(id)}
          />
          <span>{title}</span>
          <span className="small muted">.{extension}</span>
        </label>
      ))}
    </fieldset>
  )
}
