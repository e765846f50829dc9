/** A request that is turned away at the door: nothing of it but its first lines was looked at. */
export interface Refusal {
  status: number
  reason: string
}

/**
 * Refuses whatever a browser could be made to send. A page of some website can reach a loopback port
 * (directly, or by a name that it lets resolve to 127.0.0.1), but then Host is not our address, or an
 * Origin is there; no AWS client sends one.
 * @param restful whether the request is for a service of the REST protocol, the only one that uses other
 * methods than POST
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
    return { status: 403, reason: 'Browsers are not served here.' }
  if (method !== 'POST' && !(restful && ['GET', 'PUT', 'PATCH', 'DELETE'].includes(method)))
    return { status: 405, reason: `${method} is not served here.` }
  return undefined
}
