import { type ReactNode, useState } from 'react'
import { importLimits } from '../../../shared/import-limits.ts'
import type { Run } from '../../../shared/run.ts'
import { go } from '../../router.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { countOf } from '../../ui/format.ts'
import { Progress } from '../../ui/progress.tsx'
import { useToasts } from '../../ui/toasts.tsx'
import { FileFields } from './file-fields.tsx'
import { useImport } from './use-import.ts'

interface ImportDialogProps {
  /** Those that were dropped; empty where they are still to be chosen. */
  dropped: readonly File[]
  close: () => void
}

/** Saves runs from files: of Sluice as they are, of other tools as rounds of scenarios that are asked for. */
export function ImportDialog({ dropped, close }: ImportDialogProps): ReactNode {
  const toasts = useToasts()
  const [files, setFiles] = useState<readonly File[]>(dropped)
  const [interleaved, setInterleaved] = useState(false)
  const { progress, scenarios, name, action } = useImport((runs: readonly Run[]) => {
    const [first, ...others] = runs
    close()
    if (first !== undefined && others.length === 0) return go({ screen: 'result', id: first.id })
    toasts.show({ text: `${countOf(runs.length, 'run')} imported.` })
  })
  const isNamed = scenarios?.every((scenario) => scenario.trim() !== '') ?? true
  const ready = files.length > 0 && files.length <= importLimits.files && isNamed
  return (
    <Dialog
      open
      title="Import runs"
      onClose={close}
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button variant="primary" type="submit" form="import-runs" busy={action.busy} disabled={!ready}>
            Import
          </Button>
        </>
      }
    >
      <form
        id="import-runs"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) action.run(files, interleaved)
        }}
      >
        <FileFields
          files={files}
          scenarios={scenarios}
          onFiles={scenarios === null ? setFiles : null}
          onName={name}
        />
        {scenarios === null ? null : (
          <Checkbox
            label="The rounds took turns"
            hint="The first files of the scenarios belong together, and so on: compared pair by pair."
            checked={interleaved}
            onChange={setInterleaved}
          />
        )}
        {progress === null ? null : <Progress value={progress} label="Reading the files" />}
        {files.length > importLimits.files ? (
          <ErrorNotice error={{ message: `Choose at most ${importLimits.files} files at once.` }} />
        ) : null}
        {action.error === null ? null : <ErrorNotice error={action.error} title="Nothing was imported" />}
      </form>
    </Dialog>
  )
}
