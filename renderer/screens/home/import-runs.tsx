import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { Button } from '../../ui/button.tsx'

const ImportDialog = lazy(async () => ({
  default: (await import('../import/import-dialog.tsx')).ImportDialog,
}))

/** Opens the dialog that imports runs: by its button, or by files that are dropped on the page. */
export function ImportRuns(): ReactNode {
  const [dropped, setDropped] = useState<readonly File[] | null>(null)
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    }
    const drop = (event: DragEvent): void => {
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length === 0) return
      // Else the browser opens the file in the place of the page.
      event.preventDefault()
      setDropped((before) => before ?? files)
    }
    window.addEventListener('dragover', over)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('drop', drop)
    }
  }, [])
  return (
    <>
      <Button title="You can also drop files on this page." onClick={() => setDropped([])}>
        Import runs…
      </Button>
      {dropped === null ? null : (
        <Suspense fallback={null}>
          <ImportDialog dropped={dropped} close={() => setDropped(null)} />
        </Suspense>
      )}
    </>
  )
}
