import { useCallback, useState } from 'react'
import type { ErrorData } from '../../../shared/errors.ts'
import type { Run } from '../../../shared/run.ts'
import { failureOf } from '../../api/failure.ts'
import { useApi } from '../../api/use-api.tsx'
import { useToasts } from '../../ui/toasts.tsx'

export interface DiscardRun {
  run: (run: Run) => void
  /** Runs that are hidden while the engine deletes them, and those that it has deleted. */
  gone: ReadonlySet<string>
  error: ErrorData | null
}

/** Deletes a run: it disappears from the list at once, and can be restored. */
export function useDiscardRun(): DiscardRun {
  const api = useApi()
  const toasts = useToasts()
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const [error, setError] = useState<ErrorData | null>(null)

  const hide = useCallback((id: string, hidden: boolean) => {
    setGone((before) =>
      hidden ? new Set([...before, id]) : new Set([...before].filter((each) => each !== id)),
    )
  }, [])
  const restore = useCallback(
    async (id: string) => {
      try {
        await api.call('runs.restore', { id })
        hide(id, false)
      } catch (thrown) {
        setError(failureOf(thrown))
      }
    },
    [api, hide],
  )
  const run = useCallback(
    (run: Run) => {
      const discard = async (): Promise<void> => {
        setError(null)
        hide(run.id, true)
        try {
          await api.call('runs.discard', { id: run.id })
          toasts.show({ text: 'Run deleted.', undo: () => void restore(run.id) })
        } catch (thrown) {
          hide(run.id, false)
          setError(failureOf(thrown))
        }
      }
      void discard()
    },
    [api, toasts, hide, restore],
  )
  return { run, gone, error }
}
