import { errorData, type ErrorData } from '../../../shared/errors.ts'

export type Saving =
  | { state: 'saved' }
  | { state: 'waiting' }
  | { state: 'saving' }
  | { state: 'failed'; error: ErrorData }

/** Saves the newest value it was offered once the person pauses, one request at a time. */
export interface DraftSaver<T> {
  offer(value: T): void
  /** Saves a waiting value now. @returns whether everything is saved, once no request is in flight */
  flush(): Promise<boolean>
  isIdle(): boolean
}

export interface SaverOptions<T> {
  save: (value: T) => Promise<unknown>
  /** From the last change to saving, in milliseconds. */
  delayMs: number
  onState: (saving: Saving) => void
  /** A thrown value as data. */
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
    async flush() {
      await start()
      return !failed
    },
    isIdle: () => waiting === null && underWay === null,
  }
}
