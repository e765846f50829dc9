import type { ReactNode } from 'react'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { isFaultless } from './draft-faults.ts'
import type { DraftDesk } from './use-draft.ts'

/** Whether what stands on the screen is kept. */
export function SaveState({ desk: { faults, saving, flush } }: { desk: DraftDesk }): ReactNode {
  if (!isFaultless(faults)) return <Said>Not saved: something needs a correction</Said>
  if (saving.state === 'failed')
    return (
      <ErrorNotice title="The draft could not be saved" error={saving.error} retry={() => void flush()} />
    )
  return <Said>{saving.state === 'saved' ? 'Draft saved' : 'Saving…'}</Said>
}

function Said({ children }: { children: string }): ReactNode {
  return <output className="small muted">{children}</output>
}
