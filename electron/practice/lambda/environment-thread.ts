import { Worker } from 'node:worker_threads'
import type { EnvironmentSettings, FromEnvironment, ToEnvironment } from './environment-messages.ts'
import { environmentUrl } from './environment-url.ts'
import type { Failure } from './outcome.ts'

/** The worker thread of an execution environment. */
export interface EnvironmentThread {
  post(message: ToEnvironment): void
  /** The next message of the thread; `init-failed` when it ends first. */
  next(): Promise<FromEnvironment>
  /** Why the thread has ended; undefined while it lives. */
  crash(): Failure | undefined
  terminate(): Promise<void>
}

/**
 * Starts the thread. It does not keep the process alive.
 * @param variables all that the function sees of an environment
 * @param onLog called with each line that the function prints
 */
export function startThread(
  settings: EnvironmentSettings,
  variables: Record<string, string>,
  onLog: (line: string) => void,
): EnvironmentThread {
  const worker = openWorker(settings, variables)
  for (const stream of [worker.stdout, worker.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.trimEnd().split('\n')) onLog(line)
    })
  }
  let receive: (message: FromEnvironment) => void = () => undefined
  let crash: Failure | undefined
  const fail = (errorType: string, message: string): void => {
    crash ??= { kind: 'failed', errorType, message }
    receive({ kind: 'init-failed', errorType, message })
  }
  worker.on('message', (message: FromEnvironment) => receive(message))
  worker.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
      fail('Runtime.OutOfMemory', 'Error: Runtime exited with error: signal: killed')
    else fail('Runtime.ExitError', String(error))
  })
  worker.on('exit', (code) =>
    fail('Runtime.ExitError', `Error: Runtime exited with error: exit status ${code}`),
  )
  return {
    post: (message) => worker.postMessage(message, []),
    next: () => new Promise((resolve) => (receive = resolve)),
    crash: () => crash,
    async terminate() {
      await worker.terminate()
    },
  }
}

function openWorker(settings: EnvironmentSettings, variables: Record<string, string>): Worker {
  const { functionName, memoryMb } = settings
  const worker = new Worker(environmentUrl(), {
    workerData: settings,
    env: variables,
    argv: [],
    execArgv: [],
    stdout: true,
    stderr: true,
    name: functionName,
    resourceLimits: {
      maxOldGenerationSizeMb: memoryMb,
      maxYoungGenerationSizeMb: Math.min(16, memoryMb / 8),
    },
  })
  worker.unref()
  return worker
}
