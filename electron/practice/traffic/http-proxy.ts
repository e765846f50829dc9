import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http'
import { Agent, request as startRequest } from '../../platform/node-http.ts'
import { internet, lookupInFile } from '../address-book.ts'
import { forwardedHeaders } from './gateway-headers.ts'
import type { Refusal } from './gateway-response.ts'
import { refusals } from './gateway-response.ts'
import type { GatewayAnswer } from './lambda-proxy-answer.ts'
import type { GatewayRequest } from './lambda-proxy.ts'
import { asText, isBinary } from './media-types.ts'
import { headerOf } from './relay.ts'
import type { RouteMatch } from './routes.ts'
import { integrationUrl, privateUrl, type PrivateLink } from './routes.ts'

/** The largest response that the gateway takes from an integration. */
const maxResponseBytes = 10_485_760

export interface HttpProxy {
  call(request: GatewayRequest, match: RouteMatch): Promise<GatewayAnswer | Refusal>
  close(): void
}

/** HTTP_PROXY integrations: requests to hosts of the address book, over connections that are kept. */
export function httpProxy(
  apiId: string,
  addressBookFile: string,
  binaryMediaTypes: readonly string[],
): HttpProxy {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: Infinity })
  return {
    close: () => agent.destroy(),
    async call(request, match) {
      const { integration } = match.route
      if (integration.type !== 'HTTP_PROXY') return refusals.serverError
      const { link } = integration
      const url =
        link === undefined
          ? integrationUrl(integration, match, request.query)
          : privateUrl(integration.uri, link, request, match)
      const port = portOf(addressBookFile, url, link)
      if (port === undefined) return refusals.unreachable
      const body = isBinary(headerOf(request.rawHeaders, 'content-type'), binaryMediaTypes)
        ? request.body
        : asText(request.body)
      const headers = integrationHeaders(request, url.host, apiId)
      const method = integration.httpMethod === 'ANY' ? request.httpMethod : integration.httpMethod
      const { timeoutMs } = integration
      const answer = await exchange(agent, { url, port, method, headers, body, timeoutMs })
      if ('errorType' in answer) return answer
      // A response is passed through as bytes when its own type or what the caller accepts first is binary.
      const types = [headerOf(answer.rawHeaders, 'content-type'), headerOf(request.rawHeaders, 'accept')]
      return types.some((type) => isBinary(type, binaryMediaTypes))
        ? answer
        : { ...answer, body: asText(answer.body) }
    },
  }
}

/** Integrations call public names, or a VPC's, over plain HTTP, and nothing outside the address book. */
function portOf(addressBookFile: string, url: URL, link: PrivateLink | undefined): number | undefined {
  if (url.protocol !== 'http:' || link?.reachable === false) return undefined
  return link === undefined
    ? lookupInFile(addressBookFile, internet, url.hostname, Number(url.port || 80))
    : lookupInFile(addressBookFile, link.network, link.host, link.port)
}

/** A request to an integration. */
interface IntegrationCall {
  url: URL
  /** Loopback port of the integration. */
  port: number
  method: string
  headers: string[]
  body: Buffer
  timeoutMs: number
}

function exchange(agent: Agent, call: IntegrationCall): Promise<GatewayAnswer | Refusal> {
  return new Promise((resolve) => {
    let upstream: ClientRequest | undefined
    const timer = setTimeout(() => {
      resolve(refusals.timedOut)
      upstream?.destroy()
    }, call.timeoutMs)
    const finish = (answer: GatewayAnswer | Refusal): void => {
      clearTimeout(timer)
      resolve(answer)
    }
    const start = (): void => {
      const sent = startRequest(requestOptions(agent, call), (response) => collect(response, finish))
      sent.on('error', (error: NodeJS.ErrnoException) => {
        // The integration may close a kept connection just as it is used again.
        if (sent.reusedSocket && error.code === 'ECONNRESET' && call.method === 'GET') start()
        else finish(error.code?.startsWith('HPE_') === true ? refusals.badAnswer : refusals.unreachable)
      })
      sent.end(call.body.length > 0 ? call.body : undefined)
      upstream = sent
    }
    start()
  })
}

/** Methods whose request says that it has no body, where it has none. */
const withBody = new Set(['POST', 'PUT', 'PATCH'])

function requestOptions(agent: Agent, { url, port, method, headers, body }: IntegrationCall): RequestOptions {
  if (body.length > 0 || withBody.has(method)) headers.push('Content-Length', String(body.length))
  return {
    agent,
    host: '127.0.0.1',
    port,
    method,
    path: url.pathname + url.search,
    headers,
    setDefaultHeaders: false,
  }
}

/** Hands on the whole response, or the refusal for one that is too long or has not come to its end. */
function collect(response: IncomingMessage, finish: (answer: GatewayAnswer | Refusal) => void): void {
  const pieces: Buffer[] = []
  let bytes = 0
  response.on('data', (piece: Buffer) => {
    pieces.push(piece)
    bytes += piece.length
    if (bytes > maxResponseBytes) response.destroy()
  })
  response.on('close', () => {
    if (bytes > maxResponseBytes) return finish(refusals.serverError)
    if (!response.complete) return finish(refusals.unreachable)
    const { statusCode = 502, rawHeaders } = response
    return finish({ status: statusCode, rawHeaders, body: Buffer.concat(pieces) })
  })
}

/** What an HTTP integration does not get of a request: the gateway is another host, on other connections. */
const notForHttp = new Set(['content-encoding', 'host', 'keep-alive', 'proxy-connection', 'via'])

function integrationHeaders(request: GatewayRequest, host: string, id: string): string[] {
  const headers = forwardedHeaders(request, notForHttp)
  if (headerOf(headers, 'user-agent') === undefined) headers.push('User-Agent', `AmazonAPIGateway_${id}`)
  headers.push('Host', host, 'X-Amzn-Apigateway-Api-Id', id, 'Connection', 'keep-alive')
  return headers
}
