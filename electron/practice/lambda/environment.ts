import { randomUUID } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import type { CpuUse } from './cpu-quota.ts'
import { noUse, underQuota } from './cpu-quota.ts'
import type { EnvironmentSettings, FromEnvironment, ToEnvironment } from './environment-messages.ts'
import { environmentUrl } from './environment-url.ts'
import type { InvokeOutcome } from './outcome.ts'
import { maxPayloadBytes } from './outcome.ts'

/** A function as its environments need it. */
export interface FunctionSettings {
  arn: string
  name: string
  region: string
  runtime: string
  handler: string
  memoryMb: number
  timeoutMs: number
  /** Its own variables. Nothing of the person's environment is added. */
  variables: Record<string, string>
  codeFolder: string
  logGroup: string
  /** Of its network interfaces; undefined outside a VPC. */
  groupIds: string[] | undefined
}

/** One execution environment: a worker thread that takes one event at a time. */
export interface Environment {
  readonly functionArn: string
  readonly region: string
  /** Resolves when INIT has ended, well or badly. */
  readonly started: Promise<void>
  /**
   * Whether it may take another event. False once the function has run out of time or memory, or has ended
   * its process.
   */
  usable(): boolean
  /** Answers one event, after INIT if need be. Never rejects. */
  invoke(event: string): Promise<InvokeOutcome>
  end(): Promise<void>
}

/**
 * INIT may take this long; it does not count into the function's own timeout, and has the whole CPU, as on
 * AWS.
 */
const initTimeoutMs = 10_000

export function startEnvironment(
  settings: FunctionSettings,
  network: Pick<EnvironmentSettings, 'addressBookFile' | 'unreachable'>,
  onLog: (line: string) => void,
): Environment {
  const logStream = `${new Date().toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${randomUUID().replaceAll('-', '')}`
  const { memoryMb } = settings
  const worker = new Worker(environmentUrl(), {
    workerData: {
      codeFolder: settings.codeFolder,
      handler: settings.handler,
      functionName: settings.name,
      functionArn: settings.arn,
      memoryMb,
      logGroup: settings.logGroup,
      logStream,
      ...network,
    } satisfies EnvironmentSettings,
    env: { ...runtimeVariables(settings, logStream), ...settings.variables },
    argv: [],
    execArgv: [],
    stdout: true,
    stderr: true,
    name: settings.name,
    resourceLimits: {
      maxOldGenerationSizeMb: memoryMb,
      maxYoungGenerationSizeMb: Math.min(16, memoryMb / 8),
    },
  })
  for (const stream of [worker.stdout, worker.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.trimEnd().split('\n')) onLog(line)
    })
  }
  worker.unref()

  let usable = true
  let use: CpuUse = noUse
  let receive: (message: FromEnvironment) => void = () => undefined
  let crash: InvokeOutcome | undefined
  const next = (): Promise<FromEnvironment> => new Promise((resolve) => (receive = resolve))
  const fail = (errorType: string, message: string): void => {
    usable = false
    crash ??= { kind: 'failed', errorType, message }
    receive({ kind: 'init-failed', errorType, message })
  }
  worker.on('message', (message: FromEnvironment) => receive(message))
  worker.on('error', (error: NodeJS.ErrnoException) => {
    const outOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    fail(
      outOfMemory ? 'Runtime.OutOfMemory' : 'Runtime.ExitError',
      outOfMemory ? 'Error: Runtime exited with error: signal: killed' : String(error),
    )
  })
  worker.on('exit', (code) =>
    fail('Runtime.ExitError', `Error: Runtime exited with error: exit status ${code}`),
  )

  const ready = next()
  let initialised = false

  const end = async (): Promise<void> => {
    usable = false
    await worker.terminate()
  }
  const timedOut = (requestId: string, ms: number): InvokeOutcome => {
    void end()
    return {
      kind: 'failed',
      errorType: 'Sandbox.Timedout',
      message: `RequestId: ${requestId} Error: Task timed out after ${(ms / 1_000).toFixed(2)} seconds`,
    }
  }

  const invoke = async (event: string): Promise<InvokeOutcome> => {
    const requestId = randomUUID()
    if (!initialised) {
      const first = await withTimeout(ready, initTimeoutMs)
      if (first === undefined) return timedOut(requestId, initTimeoutMs)
      if (first.kind === 'init-failed') {
        void end()
        return { kind: 'failed', errorType: first.errorType, message: first.message }
      }
      initialised = true
    }
    if (crash !== undefined) return crash
    const startMs = performance.now()
    const answer = next()
    worker.postMessage(
      { requestId, event, deadlineMs: Date.now() + settings.timeoutMs } satisfies ToEnvironment,
      [],
    )
    const message = await withTimeout(answer, settings.timeoutMs)
    if (message === undefined) return timedOut(requestId, settings.timeoutMs)
    if (crash !== undefined) return crash
    if (message.kind !== 'answered' && message.kind !== 'failed')
      return { kind: 'failed', errorType: 'Runtime.Unknown', message: message.kind }

    const endMs = performance.now()
    const quota = underQuota(use, { startMs, endMs, cpuMs: message.cpuMs, memoryMb })
    use = quota.use
    const holdMs = quota.answerAtMs - endMs
    // Under the quota the function would have run out of time.
    if (quota.answerAtMs - startMs > settings.timeoutMs) {
      await pause(startMs + settings.timeoutMs - endMs)
      return timedOut(requestId, settings.timeoutMs)
    }
    if (holdMs > 0.5) await pause(holdMs)
    if (message.kind === 'failed')
      return { kind: 'failed', errorType: message.errorType, message: message.message }
    if (Buffer.byteLength(message.payload) > maxPayloadBytes) {
      return {
        kind: 'failed',
        errorType: 'Function.ResponseSizeTooLarge',
        message: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
      }
    }
    return { kind: 'answered', payload: message.payload }
  }

  return {
    functionArn: settings.arn,
    region: settings.region,
    started: ready.then(() => undefined),
    usable: () => usable,
    invoke,
    end,
  }
}

/** The variables that Lambda itself sets, as far as they mean something here. */
function runtimeVariables(settings: FunctionSettings, logStream: string): Record<string, string> {
  return {
    AWS_REGION: settings.region,
    AWS_DEFAULT_REGION: settings.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${settings.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: settings.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(settings.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: settings.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream,
    LAMBDA_TASK_ROOT: settings.codeFolder,
    _HANDLER: settings.handler,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)))
}

function withTimeout<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), ms)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
