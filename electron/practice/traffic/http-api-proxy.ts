import type { ClientRequest, IncomingMessage } from 'node:http'
import { Agent, request as startRequest } from '../../platform/node-http.ts'
import { lookupInFile } from '../address-book.ts'
import type { HttpIntegration } from './http-api-messages.ts'
import type { DoorRequest } from './http-event.ts'
import type { GatewayAnswer } from './lambda-proxy-answer.ts'
import { headerOf } from './relay.ts'

type HttpProxyIntegration = Extract<HttpIntegration, { type: 'HTTP_PROXY' }>

/** Why a request got no answer from behind the gateway. */
export type ProxyFailure = 'timed-out' | 'unreachable' | 'bad-answer'

/** The largest response that the gateway takes. Source: developer guide, "Quotas", payload size. */
const maxResponseBytes = 10_485_760

/** HTTP_PROXY integrations of an HTTP API: bytes and headers pass, over connections that are kept. */
export class HttpApiProxy {
  readonly #agent = new Agent({ keepAlive: true, maxFreeSockets: Infinity })
  readonly #addressBookFile: string

  constructor(addressBookFile: string) {
    this.#addressBookFile = addressBookFile
  }

  close(): void {
    this.#agent.destroy()
  }

  call(request: DoorRequest, integration: HttpProxyIntegration): Promise<GatewayAnswer | ProxyFailure> {
    const { target, timeoutMs } = integration
    const port = lookupInFile(this.#addressBookFile, target.network, target.host, target.port)
    if (port === undefined || !target.reachable) return Promise.resolve('unreachable')
    return new Promise((resolve) => {
      let upstream: ClientRequest | undefined
      const timer = setTimeout(() => {
        resolve('timed-out')
        upstream?.destroy()
      }, timeoutMs)
      const finish = (answer: GatewayAnswer | ProxyFailure): void => {
        clearTimeout(timer)
        resolve(answer)
      }
      const start = (): void => {
        const sent = this.#send(request, integration, port)
        sent.on('response', (answer) => collect(answer, finish))
        sent.on('error', (error: NodeJS.ErrnoException) => {
          const raced = sent.reusedSocket && error.code === 'ECONNRESET' && request.httpMethod === 'GET'
          if (raced) start()
          else finish(error.code?.startsWith('HPE_') === true ? 'bad-answer' : 'unreachable')
        })
        sent.end(request.body.length > 0 ? request.body : undefined)
        upstream = sent
      }
      start()
    })
  }

  #send(request: DoorRequest, { httpMethod, target }: HttpProxyIntegration, port: number): ClientRequest {
    return startRequest({
      agent: this.#agent,
      host: '127.0.0.1',
      port,
      method: httpMethod === 'ANY' ? request.httpMethod : httpMethod,
      path: request.query === '' ? request.path : `${request.path}?${request.query}`,
      headers: backendHeaders(request, target),
      setDefaultHeaders: false,
    })
  }
}

function collect(answer: IncomingMessage, finish: (answer: GatewayAnswer | ProxyFailure) => void): void {
  const pieces: Buffer[] = []
  let bytes = 0
  answer.on('data', (piece: Buffer) => {
    pieces.push(piece)
    bytes += piece.length
    if (bytes > maxResponseBytes) answer.destroy()
  })
  answer.on('close', () => {
    if (bytes > maxResponseBytes) return finish('bad-answer')
    if (!answer.complete) return finish('unreachable')
    return finish({
      status: answer.statusCode ?? 502,
      rawHeaders: answer.rawHeaders,
      body: Buffer.concat(pieces),
    })
  })
}

const notForwarded = new Set([
  'connection',
  'content-length',
  'expect',
  'forwarded',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
  'via',
  'x-amzn-trace-id',
])

/**
 * The raw headers that a backend gets: the client's, where it came from as `Forwarded` (RFC 7239), and `Via`.
 * Through a VPC link the host stays the client's, since the integration names a listener and no host.
 * Sources: requests that backends of HTTP APIs have recorded in public (a direct call beside one by an API;
 * webhooks behind a VPC link and a load balancer, without `by`).
 */
function backendHeaders(
  request: DoorRequest,
  { kind, host, port }: Pick<HttpProxyIntegration['target'], 'kind' | 'host' | 'port'>,
): string[] {
  const { rawHeaders } = request
  const asked = headerOf(rawHeaders, 'host') ?? ''
  const headers = rawHeaders.filter(
    (_, at) => !notForwarded.has((rawHeaders[at - (at % 2)] ?? '').toLowerCase()),
  )
  const by = kind === 'public' ? 'by=127.0.0.1;' : ''
  const forwarded = `${by}for=${request.sourceIp};host=${asked};proto=https`
  const before = headerOf(rawHeaders, 'forwarded')
  const via = headerOf(rawHeaders, 'via')
  const own = 'HTTP/1.1 AmazonAPIGateway'
  const publicHost = port === 80 ? host : `${host}:${port}`
  headers.push('Host', kind === 'private' ? asked : publicHost)
  headers.push('Forwarded', before === undefined ? forwarded : `${before}, ${forwarded}`)
  headers.push('Via', via === undefined ? own : `${via}, ${own}`, 'X-Amzn-Trace-Id', request.traceId)
  headers.push('Content-Length', String(request.body.length))
  return headers
}
