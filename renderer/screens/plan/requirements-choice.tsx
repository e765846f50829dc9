import { type ReactNode, useState } from 'react'
import { requirementsText } from '../../../shared/decision-text.ts'
import type { KeptRequirements } from '../../../shared/requirements.ts'
import { useQuery } from '../../api/use-query.ts'
import { RequirementsForm } from '../requirements/requirements-form.tsx'
import { useRequirements } from '../requirements/use-requirements.ts'
import './load.css'

/** What the result is to decide by, folded away: it can be said later too, and changes no measurement. */
export function RequirementsChoice({ experimentId }: { experimentId: string }): ReactNode {
  const kept = useQuery('requirements.get', { experimentId })
  // Without them a run can be planned all the same.
  return kept.state === 'ready' ? <Choice kept={kept.value} /> : null
}

function Choice({ kept }: { kept: KeptRequirements }): ReactNode {
  const editor = useRequirements(kept)
  const [opened, setOpened] = useState(false)
  return (
    <details
      className="card"
      open={opened || editor.faults.length > 0}
      onToggle={(event) => setOpened(event.currentTarget.open)}
    >
      <summary>
        <h2>Your requirements</h2>{' '}
        <span className="small muted">
          {editor.isOwn
            ? requirementsText(editor.requirements)
            : 'optional, and can be changed on the result'}
        </span>
      </summary>
      <div className="plan-details">
        <p className="field-hint plan-words">
          The result names the cheapest scenario that meets them. They change nothing in what is measured.
        </p>
        <RequirementsForm editor={editor} />
      </div>
    </details>
  )
}
