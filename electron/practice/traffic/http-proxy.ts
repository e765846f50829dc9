import type { ClientRequest } from 'node:http'
import { Agent, request as startRequest } from 'node:http'
import { lookupInFile } from '../address-book.ts'
import type { Refusal } from './gateway-response.ts'
import { refusals } from './gateway-response.ts'
import type { GatewayAnswer } from './lambda-proxy-answer.ts'
import type { GatewayRequest } from './lambda-proxy.ts'
import { forwarded } from './lambda-proxy.ts'
import { asText, isBinary } from './media-types.ts'
import { endToEndHeaders } from './relay.ts'
import type { RouteMatch } from './routes.ts'
import { integrationUrl } from './routes.ts'

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
      const url = integrationUrl(integration, match, request.query)
      // Only plain HTTP is spoken on the practice account, and nothing outside its address book is ever
      // called.
      const port =
        url.protocol === 'http:'
          ? lookupInFile(addressBookFile, url.hostname, Number(url.port || 80))
          : undefined
      if (port === undefined) return refusals.unreachable
      const body = isBinary(headerOf(request.rawHeaders, 'content-type'), binaryMediaTypes)
        ? request.body
        : asText(request.body)
      const headers = integrationHeaders(request, url.host, apiId)
      const answer = await exchange(agent, { url, port, request, headers, body, integration })
      if ('errorType' in answer) return answer
      // A response is passed through as bytes when its own type or what the caller accepts first is binary.
      const types = [headerOf(answer.rawHeaders, 'content-type'), headerOf(request.rawHeaders, 'accept')]
      return types.some((type) => isBinary(type, binaryMediaTypes))
        ? answer
        : { ...answer, body: asText(answer.body) }
    },
  }
}

function exchange(
  agent: Agent,
  call: {
    url: URL
    port: number
    request: GatewayRequest
    headers: string[]
    body: Buffer
    integration: { httpMethod: string; timeoutMs: number }
  },
): Promise<GatewayAnswer | Refusal> {
  const { url, request, body } = call
  const method = call.integration.httpMethod === 'ANY' ? request.httpMethod : call.integration.httpMethod
  const headers = body.length > 0 ? [...call.headers, 'Content-Length', String(body.length)] : call.headers
  return new Promise((resolve) => {
    let upstream: ClientRequest | undefined
    const timer = setTimeout(() => {
      resolve(refusals.timedOut)
      upstream?.destroy()
    }, call.integration.timeoutMs)
    const finish = (answer: GatewayAnswer | Refusal): void => {
      clearTimeout(timer)
      resolve(answer)
    }
    const start = (): void => {
      const options = {
        agent,
        host: '127.0.0.1',
        port: call.port,
        method,
        path: url.pathname + url.search,
        headers,
        setDefaultHeaders: false,
      }
      const sent = startRequest(options, (response) => {
        const pieces: Buffer[] = []
        let bytes = 0
        response.on('data', (piece: Buffer) => {
          pieces.push(piece)
          bytes += piece.length
          if (bytes > maxResponseBytes) response.destroy()
        })
        response.on('close', () => {
          if (bytes > maxResponseBytes) finish(refusals.serverError)
          else if (!response.complete) finish(refusals.unreachable)
          else
            finish({
              status: response.statusCode ?? 502,
              rawHeaders: response.rawHeaders,
              body: Buffer.concat(pieces),
            })
        })
      })
      sent.on('error', (error: NodeJS.ErrnoException) => {
        // The integration may close a kept connection just as it is used again.
        if (sent.reusedSocket && error.code === 'ECONNRESET' && method === 'GET') start()
        else finish(error.code?.startsWith('HPE_') === true ? refusals.badAnswer : refusals.unreachable)
      })
      sent.end(body.length > 0 ? body : undefined)
      upstream = sent
    }
    start()
  })
}

function headerOf(rawHeaders: readonly string[], name: string): string | undefined {
  for (let i = 0; i + 1 < rawHeaders.length; i += 2)
    if (rawHeaders[i]?.toLowerCase() === name) return rawHeaders[i + 1]
  return undefined
}

function integrationHeaders(request: GatewayRequest, host: string, id: string): string[] {
  const headers = endToEndHeaders(forwarded(request)).filter(
    (_, at, all) =>
      !['host', 'content-length', 'transfer-encoding'].includes((all[at - (at % 2)] ?? '').toLowerCase()),
  )
  if (headerOf(headers, 'user-agent') === undefined) headers.push('User-Agent', `AmazonAPIGateway_${id}`)
  headers.push('Host', host, 'X-Amzn-Apigateway-Api-Id', id, 'Connection', 'keep-alive')
  return headers
}
