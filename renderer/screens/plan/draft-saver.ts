import { errorData, type ErrorData } from '../../../shared/errors.ts'

export type Saving =
  | { state: 'saved' }
  | { state: 'waiting' }
  | { state: 'saving' }
  | { state: 'failed'; error: ErrorData }

/** Saves what it is offered: not before the person pauses, one at a time, and the newest only. */
export interface DraftSaver<T> {
  offer(value: T): void
  /** Takes back what was offered and is not on its way yet. */
  withdraw(): void
  /** Saves now what still waits, and answers when nothing is on its way any more: whether all is saved. */
  flush(): Promise<boolean>
  isIdle(): boolean
}

export interface SaverOptions<T> {
  save: (value: T) => Promise<unknown>
  /** From the last change to the saving, in milliseconds. */
  delayMs: number
  onState: (saving: Saving) => void
  /** Any thrown value as data; what the transport throws is known to the caller. */
  toError?: (thrown: unknown) => ErrorData
}

export function createDraftSaver<T>({
  save,
  delayMs,
  onState,
  toError = errorData,
}: SaverOptions<T>): DraftSaver<T> {
  let waiting: { value: T } | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let underWay: Promise<void> | null = null
  let failed = false

  async function work(): Promise<void> {
    while (waiting !== null) {
      const { value } = waiting
      waiting = null
      onState({ state: 'saving' })
      try {
        await save(value)
        failed = false
        if (waiting === null) onState({ state: 'saved' })
      } catch (thrown) {
        failed = true
        if (waiting === null) onState({ state: 'failed', error: toError(thrown) })
      }
    }
  }

  function start(): Promise<void> {
    clearTimeout(timer)
    underWay ??= work().finally(() => {
      underWay = null
    })
    return underWay
  }

  return {
    offer(value) {
      waiting = { value }
      onState({ state: 'waiting' })
      clearTimeout(timer)
      timer = setTimeout(() => void start(), delayMs)
    },
    withdraw() {
      clearTimeout(timer)
      waiting = null
    },
    async flush() {
      await start()
      return !failed
    },
    isIdle: () => waiting === null && underWay === null,
  }
}
