import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type CpuUse, noUse, underQuota } from './cpu-quota.ts'
import type { EnvironmentSettings, FromEnvironment, ToEnvironment } from './environment-messages.ts'
import { startThread, type EnvironmentThread } from './environment-thread.ts'
import type { VpcPlace } from '../traffic/reachable.ts'
import { type Answered, type Failure, type InvokeOutcome, maxPayloadBytes } from './outcome.ts'

/** A function as its environments need it. */
export interface FunctionSettings {
  arn: string
  name: string
  region: string
  runtime: string
  handler: string
  memoryMb: number
  timeoutMs: number
  /** Its own variables. No variable of the person's environment is added. */
  variables: Record<string, string>
  codeFolder: string
  logGroup: string
  /** Whether Lambda logs lines about invocations that succeed. */
  logsInvocations: boolean
  /** Whether its role lets it log at all. */
  mayLog: boolean
  /** Of its network interfaces; undefined outside a VPC. */
  vpc: VpcPlace | undefined
}

type NetworkSettings = 'addressBookFile' | 'network' | 'unreachable'

/** One execution environment: a worker thread that takes one event at a time. */
export interface Environment {
  readonly functionArn: string
  readonly region: string
  /** Resolves when INIT has ended, whether it succeeded or failed. */
  readonly started: Promise<void>
  /**
   * Whether it can answer another event: false once the function has timed out, run out of memory or exited.
   */
  usable(): boolean
  /** Answers one event, after INIT if need be. Never rejects. */
  invoke(event: string): Promise<InvokeOutcome>
  end(): Promise<void>
}

/**
 * The timeout of INIT. As on AWS, INIT has the whole CPU and does not count towards the function's timeout.
 */
const initTimeoutMs = 10_000

/**
 * @param network what the function can reach
 * @param onLog called with each line that the function prints
 */
export function startEnvironment(
  settings: FunctionSettings,
  network: Pick<EnvironmentSettings, NetworkSettings>,
  onLog: (line: string) => void,
): Environment {
  const { arn, region, memoryMb, timeoutMs } = settings
  const logStream = newLogStream()
  const variables = { ...runtimeVariables(settings, logStream), ...settings.variables }
  const thread = startThread({ ...threadSettings(settings, logStream), ...network }, variables, onLog)
  const startedMs = performance.now()
  const ready = thread.next()
  const initMs = ready.then(() => performance.now() - startedMs)
  let initialised = false
  let ended = false
  const holdBack = cpuQuota(memoryMb, timeoutMs)

  async function end(): Promise<void> {
    ended = true
    await thread.terminate()
  }

  function timedOut(requestId: string, ms: number): Failure {
    void end()
    return failure(
      'Sandbox.Timedout',
      `RequestId: ${requestId} Error: Task timed out after ${(ms / 1_000).toFixed(2)} seconds`,
    )
  }

  async function initialise(requestId: string): Promise<Failure | undefined> {
    const first = await withTimeout(ready, initTimeoutMs)
    if (first === undefined) return timedOut(requestId, initTimeoutMs)
    if (first.kind === 'init-failed') {
      void end()
      return failure(first.errorType, first.message)
    }
    initialised = true
    return undefined
  }

  async function invoke(event: string): Promise<InvokeOutcome> {
    const requestId = randomUUID()
    const isCold = !initialised
    const failed = initialised ? undefined : await initialise(requestId)
    const endedBefore = failed ?? thread.crash()
    if (endedBefore !== undefined) return endedBefore
    const startMs = performance.now()
    const waiting = { thread, timeoutMs, holdBack, timedOut: () => timedOut(requestId, timeoutMs) }
    const outcome = await answerOf(waiting, { requestId, event, deadlineMs: Date.now() + timeoutMs }, startMs)
    const durationMs = performance.now() - startMs
    return { ...outcome, ran: { durationMs, initMs: isCold ? await initMs : null } }
  }

  return {
    functionArn: arn,
    region,
    started: ready.then(() => undefined),
    usable: () => !ended && thread.crash() === undefined,
    invoke,
    end,
  }
}

interface Waiting {
  thread: EnvironmentThread
  timeoutMs: number
  holdBack: ReturnType<typeof cpuQuota>
  /** Ends the environment, and says so. */
  timedOut: () => Failure
}

/** Hands an event over and waits for its answer, within the function's time and its CPU quota. */
async function answerOf(
  { thread, timeoutMs, holdBack, timedOut }: Waiting,
  event: ToEnvironment,
  startMs: number,
): Promise<Answered | Failure> {
  const answer = thread.next()
  thread.post(event)
  const message = await withTimeout(answer, timeoutMs)
  if (message === undefined) return timedOut()
  const crash = thread.crash()
  if (crash !== undefined) return crash
  if (message.kind === 'ready' || message.kind === 'init-failed')
    return failure('Runtime.Unknown', message.kind)
  return (await holdBack(startMs, message.cpuMs)) ? outcomeOf(message) : timedOut()
}

/**
 * Holds the answers of one environment back until the CPU quota of its memory allows them.
 * @returns resolves to whether that is within the function's timeout
 */
function cpuQuota(memoryMb: number, timeoutMs: number): (startMs: number, cpuMs: number) => Promise<boolean> {
  let use: CpuUse = noUse
  return async (startMs, cpuMs) => {
    const endMs = performance.now()
    const quota = underQuota(use, { startMs, endMs, cpuMs, memoryMb })
    use = quota.use
    const deadlineMs = startMs + timeoutMs
    const holdMs = Math.min(quota.answerAtMs, deadlineMs) - endMs
    if (holdMs > 0.5) await sleep(holdMs)
    return quota.answerAtMs <= deadlineMs
  }
}

function outcomeOf(message: Extract<FromEnvironment, { cpuMs: number }>): Answered | Failure {
  if (message.kind === 'failed') return failure(message.errorType, message.message)
  const { payload } = message
  return Buffer.byteLength(payload) <= maxPayloadBytes
    ? { kind: 'answered', payload }
    : failure(
        'Function.ResponseSizeTooLarge',
        'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
      )
}

function failure(errorType: string, message: string): Failure {
  return { kind: 'failed', errorType, message }
}

function newLogStream(): string {
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '/')
  return `${day}/[$LATEST]${randomUUID().replaceAll('-', '')}`
}

function threadSettings(
  { codeFolder, handler, name, arn, memoryMb, logGroup }: FunctionSettings,
  logStream: string,
): Omit<EnvironmentSettings, NetworkSettings> {
  return { codeFolder, handler, functionName: name, functionArn: arn, memoryMb, logGroup, logStream }
}

/** The variables that Lambda itself sets, if they have a meaning here. */
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

function withTimeout<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), ms)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
