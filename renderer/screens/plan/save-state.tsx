import type { ReactNode } from 'react'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import type { DraftEditor } from './use-draft.ts'

/** Whether what the screen shows is saved. */
export function SaveState({ editor: { faults, saving, flush } }: { editor: DraftEditor }): ReactNode {
  if (saving.state === 'failed')
    return (
      <ErrorNotice title="The draft could not be saved" error={saving.error} retry={() => void flush()} />
    )
  if (saving.state !== 'saved') return <Said>Saving…</Said>
  return <Said>{faults.length > 0 ? 'Draft saved, needs a correction' : 'Draft saved'}</Said>
}

function Said({ children }: { children: string }): ReactNode {
  return <output className="small muted">{children}</output>
}
