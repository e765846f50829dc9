import { refusals, type Refusal } from './gateway-response.ts'
import type { GatewayAnswer } from './lambda-proxy-answer.ts'
import type { GatewayRequest } from './lambda-proxy.ts'
import { mediaType } from './media-types.ts'
import { headerOf } from './relay.ts'
import type { Integration } from './routes.ts'

/**
 * What a mock integration answers. A request of a type that has no template is passed through: its own body
 * then has to give the status, as `{"statusCode": 200}`. Source: developer guide, "Set up mock integrations".
 */
export function mockAnswer(
  { statuses, refusesOthers, responses }: Extract<Integration, { type: 'MOCK' }>,
  request: GatewayRequest,
): GatewayAnswer | Refusal {
  const type = mediaType(headerOf(request.rawHeaders, 'content-type'))
  const status = statuses[type] ?? (refusesOthers ? 'refused' : statusOf(request.body))
  if (status === 'refused') return refusals.unsupportedType
  if (status === undefined) return refusals.serverError
  const chosen =
    responses.find(({ pattern }) => pattern !== '' && new RegExp(`^(?:${pattern})$`).test(String(status))) ??
    responses.find(({ pattern }) => pattern === '')
  if (chosen === undefined) return refusals.serverError
  return { status: chosen.status, rawHeaders: [...chosen.rawHeaders], body: Buffer.from(chosen.body) }
}

function statusOf(body: Buffer): number | undefined {
  try {
    const { statusCode } = JSON.parse(body.toString('utf8')) as { statusCode?: unknown }
    return typeof statusCode === 'number' ? statusCode : undefined
  } catch {
    return undefined
  }
}
