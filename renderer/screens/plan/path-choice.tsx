import type { ReactNode } from 'react'
import { useQuery } from '../../api/use-query.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { bytes } from '../../ui/format.ts'
import { FieldFault } from './field-fault.tsx'
import type { DraftEditor } from './use-draft.ts'
import './load.css'

/** Which pages of the origin are requested. */
export function PathChoice({ editor }: { editor: DraftEditor }): ReactNode {
  const { draft, experiment, faults } = editor
  const pages = useQuery('pages.list', {})
  const known = pages.state === 'ready' ? pages.value : []
  return (
    <fieldset className="plan-fields">
      <legend>Paths</legend>
      <p className="field-hint">
        The pages of the origin that are requested, each in its own trials. Larger responses need more from
        every hop.
      </p>
      <div className="plan-paths">
        {experiment.paths.map((path) => {
          const page = known.find((one) => one.path === path)
          return (
            <Checkbox
              key={path}
              label={<code>{path}</code>}
              hint={page === undefined ? '' : `${page.title}, ${bytes(page.bytes)}`}
              checked={draft.paths.includes(path)}
              onChange={(chosen) => editor.change({ kind: 'path', path, chosen })}
            />
          )
        })}
      </div>
      <FieldFault faults={faults} field="paths" />
    </fieldset>
  )
}
