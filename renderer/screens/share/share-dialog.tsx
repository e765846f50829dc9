import { type ReactNode, useState } from 'react'
import type { ExportedFile, FormatDescription } from '../../../shared/exported-file.ts'
import type { Run } from '../../../shared/run.ts'
import { useQuery } from '../../api/use-query.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Shown } from '../../ui/loading.tsx'
import { Select } from '../../ui/select.tsx'
import { FormatChoice } from './format-choice.tsx'
import { Preview } from './preview.tsx'
import { SaveActions } from './save-actions.tsx'
import './share.css'

interface ShareProps {
  run: Run
  onClose: () => void
}

/** A run as a file: which format, what it looks like, and where it goes. */
export function ShareDialog({ run, onClose }: ShareProps): ReactNode {
  const formats = useQuery('runs.formats', {})
  const [file, setFile] = useState<ExportedFile | null>(null)
  return (
    <Dialog
      open
      title="Share this run"
      onClose={onClose}
      actions={
        <>
          <Button variant="quiet" onClick={onClose}>
            Close
          </Button>
          <SaveActions key={file?.fileName} file={file} />
        </>
      }
    >
      <Shown loaded={formats}>{(known) => <Choice run={run} formats={known} onFile={setFile} />}</Shown>
    </Dialog>
  )
}

/** The report is what most people send to somebody. */
const usual = 'html'

interface ChoiceProps {
  run: Run
  formats: readonly FormatDescription[]
  /** The file that can be saved now; null while it is written. */
  onFile: (file: ExportedFile | null) => void
}

function Choice({ run, formats, onFile }: ChoiceProps): ReactNode {
  const [id, setId] = useState(usual)
  const [chart, setChart] = useState<string | null>(null)
  const charts = useQuery('runs.charts', { id: run.id })
  const format = formats.find((one) => one.id === id) ?? formats[0]
  if (format === undefined) return <p className="muted">This version of Sluice knows no format.</p>
  const known = charts.state === 'ready' ? charts.value : []
  const chosen = chart ?? known[0]?.id
  return (
    <div className="share">
      <FormatChoice formats={formats} chosen={format.id} onChoose={setId} />
      <div className="share-shown">
        <p className="share-description">{format.description}</p>
        {format.hasCharts && known.length > 0 ? (
          <Select
            label="Chart"
            value={chosen ?? ''}
            options={known.map((one) => ({ value: one.id, label: one.title }))}
            onChange={setChart}
          />
        ) : null}
        <Preview
          key={`${format.id} ${chosen ?? ''}`}
          run={run}
          format={format}
          chart={format.hasCharts ? chosen : undefined}
          onFile={onFile}
        />
      </div>
    </div>
  )
}
