/**
 * The HTTP status with which the sign-in page refuses a request; undefined when it does not. A foreign Host
 * is a name that some website resolves to this machine. A form must come from the page itself, which browsers
 * report in Origin.
 */
export function pageRefusal(
  request: {
    method?: string | undefined
    url?: string | undefined
    headers: Readonly<Record<string, string | string[] | undefined>>
  },
  port: number,
  path: string,
): number | undefined {
  const { method, url = '', headers } = request
  const host = `127.0.0.1:${port}`
  if (headers['host'] !== host) return 403
  if (method !== 'GET' && method !== 'POST') return 405
  if (url.split('?')[0] !== path) return 404
  if (method === 'GET') return undefined
  const site = headers['sec-fetch-site']
  if (headers['origin'] !== `http://${host}` || (site !== undefined && site !== 'same-origin')) return 403
  return undefined
}
