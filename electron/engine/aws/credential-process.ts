import { AsyncLocalStorage } from 'node:async_hooks'
import { spawn } from 'node:child_process'
import { externalDataInterceptor } from '@smithy/core/config'

/** How long a program may take: it may have to ask the person in a window of its own. */
export const longestMs = 60_000
const mostBytes = 1_000_000

type Done = (error: Error | null, output?: { stdout: string }) => void

/** Who follows the programs of one reading. */
export interface ProgramWatch {
  /** Ends them. */
  signal: AbortSignal
  /** Called when one begins. @returns what is called once it has ended */
  begin(): () => void
}

const watching = new AsyncLocalStorage<ProgramWatch>()

/**
 * Has the SDK run the programs of `credential_process` this way: without an input, so that one that asks
 * there fails instead of waiting, for a limited time, and without a word of what they write to standard
 * error, which may hold a secret.
 */
export function withCredentialProcesses<T>(watch: ProgramWatch, read: () => Promise<T>): Promise<T> {
  const record = externalDataInterceptor.getTokenRecord() as { exec?: typeof runWatched }
  record.exec = runWatched
  return watching.run(watch, read)
}

function runWatched(command: string, done: Done): void {
  const watch = watching.getStore()
  const ended = watch?.begin()
  const end: Done = (...outcome) => {
    ended?.()
    done(...outcome)
  }
  runProgram(command, end, { signal: watch?.signal })
}

interface Limits {
  limitMs?: number
  signal?: AbortSignal | undefined
}

/** @param limits after how long, and by what, the program is ended */
export function runProgram(command: string, done: Done, { limitMs = longestMs, signal }: Limits = {}): void {
  const child = spawn(command, {
    shell: true,
    stdio: ['ignore', 'pipe', 'ignore'],
    windowsHide: true,
    // A group of its own: the shell and whatever it has started end together.
    detached: process.platform !== 'win32',
  })
  const pieces: Buffer[] = []
  let bytes = 0
  let late = false
  const stop = (): void => endGroup(child.pid)
  const timer = setTimeout(() => {
    late = true
    stop()
  }, limitMs)
  signal?.addEventListener('abort', stop, { once: true })
  const end = (): void => {
    clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
  }
  child.stdout.on('data', (piece: Buffer) => {
    bytes += piece.length
    if (bytes > mostBytes) stop()
    else pieces.push(piece)
  })
  child.once('error', (error: NodeJS.ErrnoException) => {
    end()
    done(new Error(`its process could not be started (${error.code})`))
  })
  child.once('close', (code) => {
    end()
    if (late) return done(new Error(`its process did not end within ${limitMs / 1000} s. It gets no input.`))
    if (code === 0) return done(null, { stdout: Buffer.concat(pieces).toString('utf8') })
    const how = code === null ? 'was ended' : `ended with exit code ${code}`
    done(new Error(`its process ${how}. It gets no input: run it in a terminal to see what it says.`))
  })
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch {
    // It has already exited.
  }
}
