import type { ReactNode } from 'react'
import { useQuery } from '../../api/use-query.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { bytes } from '../../ui/format.ts'
import type { DraftDesk } from './use-draft.ts'
import './load.css'

/** Which pages of the origin are asked for. */
export function PathChoice({ desk }: { desk: DraftDesk }): ReactNode {
  const { draft, experiment, faults } = desk
  const pages = useQuery('pages.list', {})
  const known = pages.state === 'ready' ? pages.value : []
  return (
    <fieldset className="plan-fields">
      <legend>Paths</legend>
      <p className="field-hint">
        The pages of the origin that are asked for, each in trials of its own. Larger answers take more of
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
              onChange={(chosen) => desk.change({ kind: 'path', path, chosen })}
            />
          )
        })}
      </div>
      {faults.paths === null ? null : (
        <p className="field-error" role="alert">
          {faults.paths}
        </p>
      )}
    </fieldset>
  )
}
