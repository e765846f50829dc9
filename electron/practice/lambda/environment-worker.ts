/**
 * An execution environment of a function: a worker thread that has loaded the function's module once and
 * answers one event at a time. It imports nothing but Node's own modules, because fifty of them start at
 * once on two cores; types vanish before it runs.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import net from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'
import type { EnvironmentSettings, FromEnvironment, ToEnvironment } from './environment-messages.ts'

type Handler = (event: unknown, context: object) => unknown
type ConnectOptions = { host?: string; port?: number | string; path?: string | null }

const settings = workerData as EnvironmentSettings

connectByAddressBook(settings.addressBookFile, new Set(settings.unreachable))
const handler = loadHandler()
if (handler !== undefined) serve(handler)

/**
 * Sends every connection of the function where the address book says. What stands in no book is out of the
 * function's reach, as from a subnet without a way out: a name is not found, an address never answers; so
 * it is with what the security groups forbid. Nothing outside this machine is ever called.
 */
function connectByAddressBook(file: string, unreachable: ReadonlySet<string>): void {
  const { connect } = net.Socket.prototype as unknown as {
    connect: (this: net.Socket, ...args: unknown[]) => net.Socket
  }
  const mapped = function (this: net.Socket, ...args: unknown[]): net.Socket {
    // `net.connect` hands over one array that it has put in order; a direct call gives options, or port and
    // host.
    const inOrder = Array.isArray(args[0]) ? (args[0] as unknown[]) : undefined
    const first = inOrder === undefined ? args[0] : inOrder[0]
    const options: ConnectOptions =
      typeof first === 'object' && first !== null
        ? first
        : { port: Number(first), ...(typeof args[1] === 'string' && { host: args[1] }) }
    const host = options.host ?? 'localhost'
    const reachable =
      (options.path ?? '') === '' && !unreachable.has(`${host.toLowerCase()} ${Number(options.port)}`)
    const port = reachable ? loopbackPort(file, host, Number(options.port)) : undefined
    if (port !== undefined) {
      const target = { ...options, host: '127.0.0.1', port }
      if (inOrder !== undefined) {
        inOrder[0] = target
        return connect.call(this, inOrder)
      }
      const callback = args.findLast((argument) => typeof argument === 'function')
      return callback === undefined ? connect.call(this, target) : connect.call(this, target, callback)
    }
    // What is written meanwhile waits, as for any connection that is being made. Node's types call the
    // property read-only.
    Object.assign(this, { connecting: true })
    if (net.isIP(host) === 0) {
      const error = Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), {
        code: 'ENOTFOUND',
        syscall: 'getaddrinfo',
        hostname: host,
      })
      process.nextTick(() => this.destroy(error))
    }
    return this
  }
  net.Socket.prototype.connect = mapped
}

function loopbackPort(file: string, host: string, port: number): number | undefined {
  const start = `${host.toLowerCase()} ${port} `
  const line = readFileSync(file, 'utf8')
    .split('\n')
    .find((candidate) => candidate.startsWith(start))
  return line === undefined ? undefined : Number(line.slice(start.length))
}

/** INIT: loads the module, as Lambda's runtime for Node does. */
function loadHandler(): Handler | undefined {
  const dot = settings.handler.lastIndexOf('.')
  const [file, name] = [settings.handler.slice(0, dot), settings.handler.slice(dot + 1)]
  try {
    const loaded = createRequire(`${settings.codeFolder}/`)(`./${file}.js`) as Record<string, unknown>
    const found = loaded[name]
    if (typeof found === 'function') return found as Handler
    report({
      kind: 'init-failed',
      errorType: 'Runtime.HandlerNotFound',
      message: `${settings.handler} is undefined or not exported`,
    })
  } catch (thrown) {
    const errorType =
      thrown instanceof SyntaxError
        ? 'Runtime.UserCodeSyntaxError'
        : (thrown as NodeJS.ErrnoException | undefined)?.code === 'MODULE_NOT_FOUND'
          ? 'Runtime.ImportModuleError'
          : 'Runtime.Unknown'
    report({ kind: 'init-failed', errorType, message: String(thrown) })
  }
  return undefined
}

function serve(handler: Handler): void {
  let cpuBefore = cpuMs()
  const cpuSinceLast = (): number => {
    const now = cpuMs()
    const used = now - cpuBefore
    cpuBefore = now
    return used
  }
  const answer = async ({ requestId, event, deadlineMs }: ToEnvironment): Promise<void> => {
    const context = {
      callbackWaitsForEmptyEventLoop: true,
      functionName: settings.functionName,
      functionVersion: '$LATEST',
      invokedFunctionArn: settings.functionArn,
      memoryLimitInMB: String(settings.memoryMb),
      awsRequestId: requestId,
      logGroupName: settings.logGroup,
      logStreamName: settings.logStream,
      getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
    }
    try {
      const payload = JSON.stringify((await handler(JSON.parse(event), context)) ?? null)
      report({ kind: 'answered', payload, cpuMs: cpuSinceLast() })
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown))
      report({ kind: 'failed', errorType: error.name, message: error.message, cpuMs: cpuSinceLast() })
    }
  }
  parentPort?.on('message', (message: ToEnvironment) => void answer(message))
  report({ kind: 'ready' })
}

function report(message: FromEnvironment): void {
  parentPort?.postMessage(message, [])
}

/**
 * CPU time of this thread. Where Node cannot tell (before 23.9), the time that its event loop was not
 * waiting: the same but for preemption.
 */
function cpuMs(): number {
  const usage = (process as { threadCpuUsage?: () => NodeJS.CpuUsage }).threadCpuUsage?.()
  return usage === undefined ? performance.eventLoopUtilization().active : (usage.user + usage.system) / 1_000
}
