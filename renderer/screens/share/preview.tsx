import { type ReactNode, useEffect } from 'react'
import type { ExportedFile, FormatDescription } from '../../../shared/exported-file.ts'
import { count } from '../../../shared/figures.ts'
import type { Run } from '../../../shared/run.ts'
import { useQuery } from '../../api/use-query.ts'
import { Shown } from '../../ui/loading.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'

/** Of a long text: what follows looks alike. */
const mostLetters = 20_000

interface PreviewProps {
  run: Run
  format: FormatDescription
  chart: string | undefined
  onFile: (file: ExportedFile | null) => void
}

/** What the file looks like. */
export function Preview({ run, format, chart, onFile }: PreviewProps): ReactNode {
  const file = useQuery('runs.export', { id: run.id, format: format.id, chart })
  const ready = file.state === 'ready' ? file.value : null
  useEffect(() => {
    onFile(ready)
    return () => onFile(null)
  }, [ready, onFile])
  return (
    <Shown loaded={file} text="Writing the file…">
      {(written) => <Picture file={written} title={format.title} />}
    </Shown>
  )
}

function Picture({ file, title }: { file: ExportedFile; title: string }): ReactNode {
  const { mediaType, text } = file
  if (mediaType === 'text/html')
    // Without any right: it runs nothing, and reaches nothing of this page.
    return <iframe className="share-preview" sandbox="" srcDoc={text} title={`Preview: ${title}`} />
  if (mediaType === 'image/svg+xml')
    return (
      <img
        className="share-preview share-picture"
        src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`}
        alt={`Preview: ${title}`}
      />
    )
  const shown = text.slice(0, mostLetters)
  return (
    <>
      <ScrollRegion className="share-preview share-text" label={`Preview: ${title}`}>
        <pre>{shown}</pre>
      </ScrollRegion>
      {shown.length < text.length ? (
        <p className="small muted">
          The first {count(shown.length)} of {count(text.length)} characters.
        </p>
      ) : null}
    </>
  )
}
