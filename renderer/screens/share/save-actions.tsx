import { type ReactNode, useState } from 'react'
import type { ExportedFile } from '../../../shared/exported-file.ts'
import { useAction } from '../../api/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { downloadBlob, downloadFile } from './download-file.ts'
import { pngOf } from './png-of.ts'

type Outcome = 'copied' | 'not copied' | 'saved'

const told: Record<Outcome, string> = {
  copied: 'Copied.',
  'not copied': 'The text could not be copied. Save the file instead.',
  saved: 'Saved to your downloads.',
}

/** Where the file goes. Without one, nothing can be done yet. */
export function SaveActions({ file }: { file: ExportedFile | null }): ReactNode {
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const copy = useAction(async () => {
    try {
      await navigator.clipboard.writeText(file?.text ?? '')
      setOutcome('copied')
    } catch {
      setOutcome('not copied')
    }
  })
  const png = useAction(async () => {
    if (file === null) return
    downloadBlob(file.fileName.replace(/\.svg$/, '.png'), await pngOf(file.text))
    setOutcome('saved')
  })
  const save = (): void => {
    if (file === null) return
    downloadFile(file)
    setOutcome('saved')
  }
  return (
    <>
      <output className="share-outcome">
        {png.error === null ? (outcome === null ? '' : told[outcome]) : png.error.message}
      </output>
      {file?.mediaType === 'image/svg+xml' ? (
        <Button busy={png.busy} onClick={() => png.run()}>
          Save as PNG
        </Button>
      ) : null}
      <Button busy={file === null || copy.busy} onClick={() => copy.run()}>
        Copy
      </Button>
      <Button variant="primary" busy={file === null} onClick={save}>
        Save file
      </Button>
    </>
  )
}
