import { readFile, realpath } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join, sep } from 'node:path'
import { contentType } from './page-files.ts'
import { contentSecurityPolicy } from './page-policy.ts'

/**
 * Serves the built pages to any client that asks for `host`: they hold no secret and can do nothing without
 * a token. Another Host is refused, since a foreign site may let its name resolve to this machine.
 * @param host `127.0.0.1:PORT`
 */
export async function servePage(
  folder: string,
  host: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const answer = (status: number, type: string, body: Buffer | string): void => {
    response.writeHead(status, {
      ...pageHeaders(host),
      'content-type': type,
      'content-length': Buffer.byteLength(body),
    })
    response.end(request.method === 'HEAD' ? undefined : body)
  }
  const refuse = (status: number, reason: string): void =>
    answer(status, 'text/plain; charset=utf-8', `${reason}\n`)
  if (request.headers.host !== host) return refuse(403, `This page is available at http://${host} only.`)
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'Only GET is served here.')
  const file = await findPage(folder, request.url ?? '')
  const body = file === undefined ? undefined : await readFile(file).catch(() => undefined)
  if (file === undefined || body === undefined) return refuse(404, 'Not found')
  answer(200, contentType(file), body)
}

/** @returns undefined for anything that is not a file in the folder, such as a link that leads out of it */
async function findPage(folder: string, target: string): Promise<string | undefined> {
  const [encoded = ''] = target.split('?')
  let path: string
  try {
    path = decodeURIComponent(encoded)
  } catch {
    return undefined
  }
  if (!path.startsWith('/') || /[\0\\]/.test(path) || path.split('/').some((part) => part.startsWith('.')))
    return undefined
  try {
    const file = await realpath(join(folder, path === '/' ? 'index.html' : path))
    return file.startsWith((await realpath(folder)) + sep) ? file : undefined
  } catch {
    return undefined
  }
}

function pageHeaders(host: string): Record<string, string> {
  return {
    // Not every browser applies 'self' to WebSockets.
    'content-security-policy': contentSecurityPolicy([`ws://${host}`]),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    // Another program may use this port next: it must not get anything cached from this one.
    'cache-control': 'no-store',
  }
}
