import { useCallback, useRef, useState } from 'react'
import type { ErrorData } from '../../shared/errors.ts'
import { failureOf } from './failure.ts'

export interface Action<A extends unknown[]> {
  /** Does it once at a time; what goes wrong is in `error`. */
  run: (...args: A) => void
  busy: boolean
  error: ErrorData | null
  clear: () => void
}

/** What a button does: one call at a time, with whether it is under way and what went wrong. */
export function useAction<A extends unknown[]>(work: (...args: A) => Promise<unknown>): Action<A> {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorData | null>(null)
  const underWay = useRef(false)
  const run = (...args: A): void => {
    if (underWay.current) return
    underWay.current = true
    setBusy(true)
    setError(null)
    void work(...args)
      .catch((thrown: unknown) => setError(failureOf(thrown)))
      .finally(() => {
        underWay.current = false
        setBusy(false)
      })
  }
  return { run, busy, error, clear: useCallback(() => setError(null), []) }
}
