import { type ReactNode, useState } from 'react'
import type { Experiment } from '../../../shared/experiment.ts'
import type { Run } from '../../../shared/run.ts'
import { measuredName } from '../../../shared/run-name.ts'
import { useAction } from '../../api/use-action.ts'
import { useApi } from '../../api/use-api.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { minuteMs, useNow } from '../../ui/now.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { annotationLimits, tagFault, tagsOf } from '../run-tags.ts'

interface EditRunProps {
  run: Run
  experiment: Experiment | undefined
  close: () => void
}

/** Name, notes and tags of a run, all at once. */
export function EditRun({ run, experiment, close }: EditRunProps): ReactNode {
  const api = useApi()
  const nowMs = useNow(minuteMs)
  const [edited, setEdited] = useState<Edited>({
    title: run.title ?? '',
    tags: run.tags.join(', '),
    notes: run.notes,
  })
  const fault = tagFault(tagsOf(edited.tags))
  const save = useAction(async () => {
    const { title, tags, notes } = edited
    await api.call('runs.annotate', { id: run.id, title: title.trim() || null, tags: tagsOf(tags), notes })
    close()
  })
  // Escape leaves the dialog and loses nothing; Cancel is there for that.
  const leave = (): void => {
    if (fault === null) save.run()
  }
  return (
    <Dialog
      open
      title="Name, notes and tags"
      onClose={leave}
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button variant="primary" type="submit" form="edit-run" busy={save.busy} disabled={fault !== null}>
            Save
          </Button>
        </>
      }
    >
      <form
        id="edit-run"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (fault === null) save.run()
        }}
      >
        <Fields
          edited={edited}
          usualTitle={measuredName(run, experiment, nowMs)}
          fault={fault}
          onChange={(changes) => setEdited((before) => ({ ...before, ...changes }))}
        />
        {save.error === null ? null : <ErrorNotice error={save.error} />}
      </form>
    </Dialog>
  )
}

/** As typed: tags are one text. */
interface Edited {
  title: string
  tags: string
  notes: string
}

interface FieldsProps {
  edited: Edited
  /** What the run is called without a name of its own. */
  usualTitle: string
  fault: string | null
  onChange: (changes: Partial<Edited>) => void
}

function Fields({ edited, usualTitle, fault, onChange }: FieldsProps): ReactNode {
  return (
    <>
      <TextField
        label="Name"
        hint={`Leave empty to use “${usualTitle}”.`}
        value={edited.title}
        maxLength={annotationLimits.title}
        onChange={(title) => onChange({ title })}
      />
      <TextField
        label="Tags"
        hint="Separated by commas, for example: slow network, before the upgrade"
        error={fault}
        value={edited.tags}
        onChange={(tags) => onChange({ tags })}
      />
      <TextField
        label="Notes"
        rows={5}
        value={edited.notes}
        maxLength={annotationLimits.notes}
        onChange={(notes) => onChange({ notes })}
      />
    </>
  )
}
