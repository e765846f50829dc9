/**
 * Whom the sign-in page turns away, as a status of HTTP; undefined where nobody. A foreign Host is a name
 * that some site lets resolve to this machine. A form must come from the page itself: browsers say so by
 * Origin, and cannot be made to lie.
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
