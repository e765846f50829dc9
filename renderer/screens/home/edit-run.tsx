import { type ReactNode, useState } from 'react'
import type { Experiment } from '../../../shared/experiment.ts'
import type { Run } from '../../../shared/run.ts'
import { useAction } from '../../api/use-action.ts'
import { useApi } from '../../api/use-api.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { experimentTitle, tagsOf } from './run-search.ts'

const most = { title: 120, notes: 20_000, tag: 40, tags: 20 }

/** Name, notes and tags of a run, all at once. */
export function EditRun({
  run,
  experiments,
  close,
}: {
  run: Run
  experiments: readonly Experiment[]
  close: () => void
}): ReactNode {
  const api = useApi()
  const [title, setTitle] = useState(run.title ?? '')
  const [tags, setTags] = useState(run.tags.join(', '))
  const [notes, setNotes] = useState(run.notes)
  const tagFault = faultOfTags(tagsOf(tags))
  const save = useAction(async () => {
    await api.call('runs.annotate', {
      id: run.id,
      title: title.trim() === '' ? null : title.trim(),
      tags: tagsOf(tags),
      notes,
    })
    close()
  })
  return (
    <Dialog
      open
      title="Name, notes and tags"
      onClose={close}
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form="edit-run"
            busy={save.busy}
            disabled={tagFault !== null}
          >
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
          if (tagFault === null) save.run()
        }}
      >
        <TextField
          label="Name"
          hint={`Without a name it is called “${experimentTitle(experiments, run.experimentId)}”.`}
          value={title}
          maxLength={most.title}
          onChange={setTitle}
        />
        <TextField
          label="Tags"
          hint="Separated by commas, for example: slow network, before the upgrade"
          error={tagFault}
          value={tags}
          onChange={setTags}
        />
        <TextField label="Notes" rows={5} value={notes} maxLength={most.notes} onChange={setNotes} />
        {save.error === null ? null : <ErrorNotice error={save.error} />}
      </form>
    </Dialog>
  )
}

function faultOfTags(tags: readonly string[]): string | null {
  if (tags.length > most.tags) return `At most ${most.tags} tags.`
  const long = tags.find((tag) => tag.length > most.tag)
  return long === undefined
    ? null
    : `A tag has at most ${most.tag} characters: “${long.slice(0, most.tag)}…” is longer.`
}
