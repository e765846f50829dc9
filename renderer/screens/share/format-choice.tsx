import { type ReactNode, useId } from 'react'
import type { FormatDescription } from '../../../shared/exported-file.ts'

interface FormatChoiceProps {
  formats: readonly FormatDescription[]
  chosen: string
  onChoose: (id: string) => void
}

/** The formats, one below the other: arrow keys go from one to the next. */
export function FormatChoice({ formats, chosen, onChoose }: FormatChoiceProps): ReactNode {
  const name = useId()
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
            data-first-focus={id === chosen || undefined}
            onChange={() => onChoose(id)}
          />
          <span>{title}</span>
          <span className="small muted">.{extension}</span>
        </label>
      ))}
    </fieldset>
  )
}
