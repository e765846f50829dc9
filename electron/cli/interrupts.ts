/** What a person wants who presses Ctrl-C; SIGTERM counts as well. */
export interface Interrupts {
  /** Aborted by the first interrupt: stop, keep what is finished, tear down. */
  readonly stop: AbortSignal
  /** Aborted by the second interrupt: leave at once. */
  readonly leave: AbortSignal
  /** Stops listening: the next interrupt ends the process. */
  end(): void
}

export function listenForInterrupts(): Interrupts {
  const stop = new AbortController()
  const leave = new AbortController()
  const interrupt = (): void => (stop.signal.aborted ? leave : stop).abort()
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  return {
    stop: stop.signal,
    leave: leave.signal,
    end() {
      process.off('SIGINT', interrupt)
      process.off('SIGTERM', interrupt)
    },
  }
}

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
