import { useCallback, useEffect, useRef, useState } from 'react'
import type { CommandOutput } from '../../../shared/contract.ts'
import type { ErrorData } from '../../../shared/errors.ts'
import { failureOf } from '../../api/failure.ts'
import { useApi } from '../../api/use-api.tsx'
import { useEvents } from '../../api/use-events.ts'

type RunAndTrials = CommandOutput<'runs.get'>
type LoadedRuns = (
  | { state: 'loading' }
  | { state: 'ready'; value: RunAndTrials[] }
  | { state: 'failed'; error: ErrorData }
) & {
  retry: () => void
}

/**
 * Several runs with their trials, asked for again when one of them changes. One that cannot be loaded
 * fails them all: there is nothing to compare then.
 */
export function useRuns(ids: readonly string[]): LoadedRuns {
  const api = useApi()
  const key = ids.join(',')
  const [answered, setAnswered] = useState<{ key: string; answer: RunAndTrials[] | ErrorData } | null>(null)
  const latest = useRef(0)

  const ask = useCallback(async (): Promise<void> => {
    latest.current += 1
    const mine = latest.current
    const answer = await Promise.all(key.split(',').map((id) => api.call('runs.get', { id }))).catch(
      failureOf,
    )
    if (mine === latest.current) setAnswered({ key, answer })
  }, [api, key])

  useEffect(() => {
    void ask()
    return () => {
      latest.current += 1
    }
  }, [ask])

  useEvents((event) => {
    const changed =
      event.name === 'run.changed'
        ? event.data.id
        : event.name === 'trial.finished'
          ? event.data.runId
          : undefined
    if (changed !== undefined && ids.includes(changed)) void ask()
  })

  const retry = (): void => void ask()
  if (answered === null || answered.key !== key) return { state: 'loading', retry }
  return Array.isArray(answered.answer)
    ? { state: 'ready', value: answered.answer, retry }
    : { state: 'failed', error: answered.answer, retry }
}
