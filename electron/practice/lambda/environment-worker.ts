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

connectByAddressBook(settings, new Set(settings.unreachable))
const handler = loadHandler()
if (handler !== undefined) serve(handler)

/**
 * Sends every connection of the function where the address book says. What is not in the book, or what the
 * security groups forbid, is out of reach, as in a subnet without a route: a name is not found, an address
 * never answers. Nothing outside this machine is ever called.
 */
function connectByAddressBook(
  { addressBookFile, network }: EnvironmentSettings,
  unreachable: ReadonlySet<string>,
): void {
  const { connect } = net.Socket.prototype as unknown as {
    connect: (this: net.Socket, ...args: unknown[]) => net.Socket
  }
  net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]): net.Socket {
    const { options, redirected } = readConnect(args)
    const host = options.host ?? 'localhost'
    const isForbidden = unreachable.has(`${host.toLowerCase()} ${Number(options.port)}`)
    const port =
      isForbidden || options.path
        ? undefined
        : loopbackPort(addressBookFile, network, host, Number(options.port))
    if (port === undefined) return failToConnect(this, host)
    return connect.apply(this, redirected({ ...options, host: '127.0.0.1', port }))
  }
}

/**
 * The options of a call of `connect`, and its arguments with others in their place. `net.connect` passes one
 * array that it has normalised; a direct call passes options, or port and host.
 */
function readConnect(args: unknown[]): {
  options: ConnectOptions
  redirected: (target: ConnectOptions) => unknown[]
} {
  const normalised = Array.isArray(args[0]) ? (args[0] as unknown[]) : undefined
  const [first, second] = normalised ?? args
  const options: ConnectOptions =
    typeof first === 'object' && first !== null
      ? first
      : { port: Number(first), ...(typeof second === 'string' && { host: second }) }
  if (normalised !== undefined) {
    // Changed in place: Node knows the array by a symbol that it carries.
    return { options, redirected: (target) => [Object.assign(normalised, [target])] }
  }
  const callback = args.findLast((argument) => typeof argument === 'function')
  return { options, redirected: (target) => (callback === undefined ? [target] : [target, callback]) }
}

/** A name is not found; an address never answers, and what is written meanwhile waits. */
function failToConnect(socket: net.Socket, host: string): net.Socket {
  // Node's types call the property read-only.
  Object.assign(socket, { connecting: true })
  if (net.isIP(host) === 0) {
    const error = Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), {
      code: 'ENOTFOUND',
      syscall: 'getaddrinfo',
      hostname: host,
    })
    process.nextTick(() => socket.destroy(error))
  }
  return socket
}

function loopbackPort(file: string, network: string, host: string, port: number): number | undefined {
  const ends = ['internet', network].map((from) => `${from} ${host.toLowerCase()} ${port} `)
  const line = readFileSync(file, 'utf8')
    .split('\n')
    .find((candidate) => ends.some((end) => candidate.startsWith(end)))
  return line === undefined ? undefined : Number(line.split(' ').at(-1))
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
 * CPU time of this thread; before Node 23.9 the time in which its event loop did not wait, which is similar.
 */
function cpuMs(): number {
  const usage = (process as { threadCpuUsage?: () => NodeJS.CpuUsage }).threadCpuUsage?.()
  return usage === undefined ? performance.eventLoopUtilization().active : (usage.user + usage.system) / 1_000
}
