import { useCallback, useRef, useState } from 'react'
import type { ErrorData } from '../../shared/errors.ts'
import { failureOf } from './failure.ts'

export interface Action<A extends unknown[]> {
  /** Does it once at a time; what goes wrong is in `error`. */
  run: (...args: A) => void
  busy: boolean
  /** Gives up waiting: what comes of it then is not shown. */
  cancel: () => void
  error: ErrorData | null
  clear: () => void
}

/** What a button does: one call at a time, with whether it is under way and what went wrong. */
export function useAction<A extends unknown[]>(work: (...args: A) => Promise<unknown>): Action<A> {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorData | null>(null)
  /** What is waited for; a cancelled one is no longer this. */
  const underWay = useRef<object | null>(null)
  const run = (...args: A): void => {
    if (underWay.current !== null) return
    const turn = {}
    underWay.current = turn
    setBusy(true)
    setError(null)
    void work(...args)
      .catch((thrown: unknown) => {
        if (underWay.current === turn) setError(failureOf(thrown))
      })
      .finally(() => {
        if (underWay.current === turn) cancel()
      })
  }
  const cancel = (): void => {
    underWay.current = null
    setBusy(false)
  }
  return { run, busy, cancel, error, clear: useCallback(() => setError(null), []) }
}
