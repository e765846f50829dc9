/** A request that is refused by its request line and headers alone. */
export interface Refusal {
  status: number
  reason: string
}

/**
 * Refuses what a browser could be made to send. A page of some website can reach a loopback port, directly or
 * by a name that resolves to 127.0.0.1. Then Host is not our address, or there is an Origin, which no AWS
 * client sends.
 * @param restful whether the request is for a service of the REST protocol, the only one that uses methods
 * other than POST
 */
export function refusalOf(
  request: { method: string; headers: Readonly<Record<string, string>> },
  port: number,
  restful: boolean,
): Refusal | undefined {
  const { method, headers } = request
  if (headers['host'] !== `127.0.0.1:${port}`)
    return { status: 403, reason: 'The Host header is not this address.' }
  if (headers['origin'] !== undefined || headers['sec-fetch-site'] !== undefined)
    return { status: 403, reason: 'Requests from browsers are refused.' }
  if (method !== 'POST' && !(restful && ['GET', 'PUT', 'PATCH', 'DELETE'].includes(method)))
    return { status: 405, reason: `The method ${method} is not supported.` }
  return undefined
}
