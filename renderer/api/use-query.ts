import { useCallback, useEffect, useRef, useState } from 'react'
import type { CommandInput, CommandName, CommandOutput } from '../../shared/contract.ts'
import type { EventName } from '../../shared/events.ts'
import type { ErrorData } from '../../shared/errors.ts'
import { failureOf } from './failure.ts'
import { useApi } from './use-api.tsx'

export type Loaded<T> = (
  | { state: 'loading' }
  | { state: 'ready'; value: T }
  | { state: 'failed'; error: ErrorData }
) & {
  /** Asks again now. */
  retry: () => void
  /** The same, as a promise that ends with the answer, for callers that show progress. */
  again: () => Promise<void>
}

type Answered<T> = {
  key: string
  answer: { state: 'ready'; value: T } | { state: 'failed'; error: ErrorData }
} | null

/** A burst of announcements is one question, asked at most this often. */
const pauseMs = 100

/**
 * What a command answers to an input, asked again whenever one of the events says that it may have changed.
 * An older value stays while a newer one is on its way; another command or input starts from `loading`.
 */
export function useQuery<N extends CommandName>(
  name: N,
  input: CommandInput<N>,
  changedBy: readonly EventName[] = [],
): Loaded<CommandOutput<N>> {
  const api = useApi()
  const inputText = JSON.stringify(input)
  const key = `${name} ${inputText}`
  const eventNames = changedBy.join(' ')
  const [answered, setAnswered] = useState<Answered<CommandOutput<N>>>(null)
  const askNow = useRef<() => Promise<void>>(() => Promise.resolve())

  useEffect(() => {
    let gone = false
    let asking = false
    let askAgain = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = async (): Promise<void> => {
      if (asking) {
        askAgain = true
        return
      }
      asking = true
      const answer = await api.call(name, JSON.parse(inputText) as CommandInput<N>).then(
        (value) => ({ state: 'ready', value }) as const,
        (thrown: unknown) => ({ state: 'failed', error: failureOf(thrown) }) as const,
      )
      asking = false
      if (gone) return
      setAnswered({ key, answer })
      if (askAgain) later()
    }
    const later = (): void => {
      askAgain = false
      timer ??= setTimeout(() => {
        timer = undefined
        void ask()
      }, pauseMs)
    }
    askNow.current = ask
    void ask()
    const names = new Set(eventNames.split(' '))
    const stop = api.onEvent((event) => {
      if (names.has(event.name)) later()
    })
    const stopReconnect = api.onReconnect(later)
    return () => {
      gone = true
      clearTimeout(timer)
      stop()
      stopReconnect()
    }
  }, [api, name, inputText, key, eventNames])

  const again = useCallback(() => askNow.current(), [])
  const retry = useCallback(() => void askNow.current(), [])
  const asking = { retry, again }
  return answered === null || answered.key !== key
    ? { state: 'loading', ...asking }
    : { ...answered.answer, ...asking }
}
