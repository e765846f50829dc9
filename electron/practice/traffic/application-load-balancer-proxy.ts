import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { randomBytes } from 'node:crypto'
import type { AddressInfo, Socket } from 'node:net'
import { Agent, createServer, STATUS_CODES, request as startRequest } from '../../platform/node-http.ts'
import { targetHeaders } from './application-load-balancer-headers.ts'
import type { ApplicationListenerSettings, ListenerChange } from './application-load-balancer-settings.ts'
import { hasBody, relayResponse } from './relay.ts'
import { Targets, type CheckedTarget } from './target-health.ts'
import { rewrittenUrl, type UrlRewrite } from './url-rewrite.ts'

export interface RunningListener {
  /** Loopback port. */
  port: number
  change(change: ListenerChange): void
}

/** All headers of a request together. Source: user guide, "Quotas for your Application Load Balancers". */
const maxHeaderBytes = 65_536

/** A target that does not take a connection within this time: 504. Source: user guide, "Troubleshoot". */
const connectMs = 10_000

/** Starts a listener of an application load balancer on loopback, and the checks of its targets. */
export async function startListener(settings: ApplicationListenerSettings): Promise<RunningListener> {
  const { task, idleTimeoutMs } = settings
  let { rewrites } = settings
  const targets = task.type === 'forward' ? new Targets(task, settings) : undefined
  const agent = new Agent({ keepAlive: true, maxFreeSockets: Infinity, timeout: idleTimeoutMs })
  const answer: RequestListener = (request, response) => {
    if (task.type === 'fixed-response') return sendText(response, task.status, task.contentType, task.body)
    const target = targets?.next()
    if (target === undefined) return refuse(response, 503)
    if (target.loopbackPort === undefined) return refuse(response, 502)
    target.outstanding += 1
    response.once('close', () => (target.outstanding -= 1))
    return forward(request, response, { agent, target, settings, rewrites })
  }
  const server = serverFor(settings, answer)
  server.on('clientError', refuseSocket)
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
  return {
    port,
    change(changed) {
      targets?.set(changed.targets)
      rewrites = changed.rewrites
    },
  }
}

function serverFor({ tls, idleTimeoutMs }: ApplicationListenerSettings, answer: RequestListener): Server {
  const options = { keepAliveTimeout: idleTimeoutMs, requestTimeout: 0, maxHeaderSize: maxHeaderBytes }
  return tls === undefined
    ? createServer(options, answer)
    : createSecureServer({ ...options, ...tls, ALPNProtocols: ['http/1.1'] }, answer)
}

interface Via {
  agent: Agent
  target: CheckedTarget
  settings: ApplicationListenerSettings
  rewrites: readonly UrlRewrite[]
}

function forward(request: IncomingMessage, response: ServerResponse, via: Via): void {
  const withBody = hasBody(request)
  const upstream = startRequest(
    {
      agent: via.agent,
      host: '127.0.0.1',
      port: via.target.loopbackPort,
      method: request.method,
      path: rewrittenUrl(request.url ?? '/', via.rewrites),
      headers: targetHeaders(
        {
          rawHeaders: request.rawHeaders,
          clientIp: request.socket.remoteAddress ?? '',
          nowMs: Date.now(),
          newId: () => randomBytes(12).toString('hex'),
        },
        via.settings,
      ),
      setDefaultHeaders: false,
    },
    (answer) => relayResponse(answer, response),
  )
  const connecting = setTimeout(() => upstream.destroy(new TooSlow()), connectMs)
  upstream.on('socket', (socket) => {
    if (socket.connecting) socket.once('connect', () => clearTimeout(connecting))
    else clearTimeout(connecting)
  })
  upstream.on('timeout', () => upstream.destroy(new TooSlow()))
  upstream.on('error', (error: NodeJS.ErrnoException) => {
    clearTimeout(connecting)
    // The target may close a kept connection just as it is used again; what does no harm twice is sent again.
    const raced =
      upstream.reusedSocket && error.code === 'ECONNRESET' && request.method === 'GET' && !withBody
    if (raced && !response.headersSent) forward(request, response, via)
    else refuse(response, error instanceof TooSlow ? 504 : 502)
  })
  response.once('close', () => {
    if (!response.writableFinished) upstream.destroy()
  })
  if (withBody) request.pipe(upstream)
  else upstream.end()
}

/** A target that takes no connection in time, or does not answer within the idle timeout. */
class TooSlow extends Error {}

/** Reason phrases that differ from the usual ones. */
const reasons: Readonly<Record<number, string>> = {
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
}

/** The pages of the load balancer's own errors, as public reports show them. */
function page(status: number): { reason: string; html: string } {
  const reason = reasons[status] ?? STATUS_CODES[status] ?? ''
  const title = `${status} ${reason}`
  const head = `<html>\r\n<head><title>${title}</title></head>\r\n`
  const body = `<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`
  return { reason, html: head + body }
}

function refuse(response: ServerResponse, status: number): void {
  if (response.headersSent) return void response.destroy()
  const { reason, html } = page(status)
  const headers = { Server: 'awselb/2.0', 'Content-Type': 'text/html', 'Content-Length': html.length }
  response.writeHead(status, reason, { ...headers, Connection: 'keep-alive' }).end(html)
}

function sendText(response: ServerResponse, status: number, contentType: string, body: string): void {
  const type = contentType.includes('charset') ? contentType : `${contentType}; charset=utf-8`
  const headers = { Server: 'awselb/2.0', 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) }
  response.writeHead(status, { ...headers, Connection: 'keep-alive' }).end(body)
}

/** What is no HTTP, or has too many headers, is a bad request. */
function refuseSocket(_error: Error, socket: Socket): void {
  if (!socket.writable) return void socket.destroy()
  const { reason, html } = page(400)
  const head = `HTTP/1.1 400 ${reason}\r\nServer: awselb/2.0\r\nDate: ${new Date().toUTCString()}\r\n`
  socket.end(
    `${head}Content-Type: text/html\r\nContent-Length: ${html.length}\r\nConnection: close\r\n\r\n${html}`,
  )
}
