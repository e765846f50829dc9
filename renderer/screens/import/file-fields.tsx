import type { ReactNode } from 'react'
import { importLimits } from '../../../shared/import-limits.ts'
import { Field } from '../../ui/field.tsx'
import { countOf } from '../../ui/format.ts'
import { TextField } from '../../ui/text-field.tsx'

interface FileFieldsProps {
  files: readonly File[]
  /** What each file has measured; null where that is not asked. */
  scenarios: readonly string[] | null
  /** Null once the files are chosen. */
  onFiles: ((files: File[]) => void) | null
  onName: (place: number, scenario: string) => void
}

/** The files, and for those of other tools what each of them has measured. */
export function FileFields({ files, scenarios, onFiles, onName }: FileFieldsProps): ReactNode {
  return (
    <>
      {onFiles === null ? null : (
        <Field
          label="Files"
          hint={
            'Runs that Sluice has exported, or results of oha, k6 (summary), autocannon, hey, wrk or wrk2. ' +
            'The format is recognised by what a file says.'
          }
        >
          {(control) => (
            <input
              {...control}
              className="input"
              data-first-focus
              type="file"
              multiple
              onChange={({ target }) => onFiles([...(target.files ?? [])])}
            />
          )}
        </Field>
      )}
      {scenarios === null ? (
        <Chosen files={files} />
      ) : (
        <>
          <p>
            These files do not say what was measured. Files with the same name are rounds of one scenario; the
            first one is the baseline. From three files of each on, a difference can be told from chance.
          </p>
          {files.map(({ name }, place) => (
            <TextField
              // Two files of different folders may have one name.
              key={`${place} ${name}`}
              label={`What ${name} measured`}
              maxLength={importLimits.scenario}
              value={scenarios[place] ?? ''}
              onChange={(scenario) => onName(place, scenario)}
            />
          ))}
        </>
      )}
    </>
  )
}

const mostListed = 10

function Chosen({ files }: { files: readonly File[] }): ReactNode {
  if (files.length === 0) return null
  const more = files.length - mostListed
  return (
    <ul className="small" aria-label="Chosen files">
      {files.slice(0, mostListed).map(({ name }, place) => (
        <li key={`${place} ${name}`}>{name}</li>
      ))}
      {more > 0 ? <li>and {countOf(more, 'more file')}</li> : null}
    </ul>
  )
}
