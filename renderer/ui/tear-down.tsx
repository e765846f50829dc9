import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Deployment } from '../../shared/deployment.ts'
import { failureOf } from '../api/failure.ts'
import { useApi } from '../api/use-api.tsx'

/** How long a teardown can be undone. */
const graceMs = 5000

export type TearDownTarget = 'everything' | { deploymentId: string }

interface Waiting {
  key: string
  endsAtMs: number
}

export interface TearDowns {
  /** Whole seconds until it begins; null when none was requested. */
  secondsLeft: (target: TearDownTarget) => number | null
  request: (target: TearDownTarget) => void
  undo: (target: TearDownTarget) => void
  /** What went wrong with the last one. */
  error: { message: string } | null
  clearError: () => void
}

const TearDownContext = createContext<TearDowns | null>(null)

/**
 * Teardowns that were requested and can still be undone. The provider is above the screens: changing the
 * screen must not stop the countdown.
 */
export function useTearDowns(): TearDowns {
  const tearDowns = use(TearDownContext)
  if (tearDowns === null) throw new Error('There is no TearDownProvider around this component.')
  return tearDowns
}

export function TearDownProvider({ children }: { children: ReactNode }): ReactNode {
  const api = useApi()
  const [waiting, setWaiting] = useState<Waiting[]>([])
  const [nowMs, setNowMs] = useState(() => Date.now())
  const [error, setError] = useState<{ message: string } | null>(null)
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>())

  const undo = useCallback((target: TearDownTarget) => {
    const key = keyOf(target)
    clearTimeout(timers.current.get(key))
    timers.current.delete(key)
    setWaiting((before) => before.filter((each) => each.key !== key))
  }, [])

  const request = useCallback(
    (target: TearDownTarget) => {
      const key = keyOf(target)
      if (timers.current.has(key)) return
      setError(null)
      setNowMs(Date.now())
      setWaiting((before) => [...before, { key, endsAtMs: Date.now() + graceMs }])
      const begin = async (): Promise<void> => {
        undo(target)
        try {
          if (target === 'everything') await api.call('deployments.removeAll', {})
          else await api.call('deployments.remove', { id: target.deploymentId })
        } catch (thrown) {
          setError(failureOf(thrown))
        }
      }
      timers.current.set(
        key,
        setTimeout(() => void begin(), graceMs),
      )
    },
    [api, undo],
  )

  const counting = waiting.length > 0
  useEffect(() => {
    if (!counting) return undefined
    const ticker = setInterval(() => setNowMs(Date.now()), 250)
    return () => clearInterval(ticker)
  }, [counting])

  const tearDowns = useMemo<TearDowns>(
    () => ({
      secondsLeft: (target) => {
        const found = waiting.find((each) => each.key === keyOf(target))
        return found === undefined ? null : Math.max(1, Math.ceil((found.endsAtMs - nowMs) / 1000))
      },
      request,
      undo,
      error,
      clearError: () => setError(null),
    }),
    [waiting, nowMs, request, undo, error],
  )
  return <TearDownContext value={tearDowns}>{children}</TearDownContext>
}

/** Whether tearing it down would stop a run. */
export function wouldStopRun(deployment: Deployment): boolean {
  return deployment.phase === 'measuring'
}

function keyOf(target: TearDownTarget): string {
  return target === 'everything' ? target : target.deploymentId
}
