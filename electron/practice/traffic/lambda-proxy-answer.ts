import { z } from 'zod'
import { isBinary } from './media-types.ts'

const scalar = z.union([z.string(), z.number(), z.boolean()])

/**
 * What a function behind a Lambda proxy integration must answer. Anything else is malformed, and the caller
 * gets 502.
 */
const answerSchema = z.looseObject({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), scalar).nullish(),
  multiValueHeaders: z.record(z.string(), z.array(scalar)).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
})

export interface GatewayAnswer {
  status: number
  /** Names and values by turns. */
  rawHeaders: string[]
  body: Buffer
}

/**
 * A function's answer as the response of the gateway, or undefined when it is malformed. A base64 body is
 * decoded only when the request's `Accept` names a binary media type of the API first; otherwise the caller
 * gets the base64 text, as on AWS.
 */
export function lambdaProxyAnswer(
  payload: string,
  accept: string | undefined,
  binaryMediaTypes: readonly string[],
): GatewayAnswer | undefined {
  const parsed = answerSchema.safeParse(parsedJson(payload))
  if (!parsed.success) return undefined
  const { statusCode, headers, multiValueHeaders, body, isBase64Encoded } = parsed.data
  const rawHeaders: string[] = []
  // A name in both wins in multiValueHeaders.
  const multiple = Object.entries(multiValueHeaders ?? {})
  const taken = new Set(multiple.map(([name]) => name.toLowerCase()))
  for (const [name, value] of Object.entries(headers ?? {}))
    if (!taken.has(name.toLowerCase())) rawHeaders.push(name, String(value))
  for (const [name, values] of multiple) for (const value of values) rawHeaders.push(name, String(value))
  const asBytes = isBase64Encoded === true && isBinary(accept, binaryMediaTypes)
  return { status: statusCode, rawHeaders, body: Buffer.from(body ?? '', asBytes ? 'base64' : 'utf8') }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
