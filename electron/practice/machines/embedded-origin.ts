import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { extname, join, normalize, posix } from 'node:path'
import { createServer } from '../../platform/node-http.ts'
import { answerShaped } from './embedded-service.ts'
import { servers } from './nginx-config.ts'
import { parseNginx, type Directive } from './nginx-syntax.ts'

/**
 * Counts as nginx's `stub_status` does: every request on any port, that for the status itself included.
 * Health checks, which nginx counts in a file of their own besides, are not counted at all.
 */
interface Counters {
  accepted: number
  active: number
  requests: number
  busy: number
}

/**
 * A web server for machines without nginx: it understands of an instance's nginx.conf what an origin needs
 * (`listen`, `root`, `index`, `types`, `default_type`, `location`, `return`, `stub_status`,
 * `keepalive_timeout`, and `perl` as the one service shape that there is) and ignores the rest.
 * @returns port on the instance → a server that is not listening yet
 */
export function embeddedOrigin(config: string, root: string): Map<number, Server> {
  const counters: Counters = { accepted: 0, active: 0, requests: 0, busy: 0 }
  const byPort = new Map<number, Server>()
  for (const { ports, block, http } of servers(parseNginx(config))) {
    for (const port of ports)
      if (!byPort.has(port)) byPort.set(port, listener({ block, http, root, counters }))
  }
  return byPort
}

interface Site {
  block: readonly Directive[]
  http: readonly Directive[]
  /** The folder that is the instance's root directory here. */
  root: string
  counters: Counters
}

function listener(site: Site): Server {
  const { counters } = site
  const server = createServer((request, response) => {
    if (!isHealthCheck(site, request)) counters.requests += 1
    counters.busy += 1
    response.once('close', () => (counters.busy -= 1))
    answer(site, request, response).catch(() => response.destroy())
  })
  server.on('connection', (socket) => {
    counters.accepted += 1
    counters.active += 1
    socket.setNoDelay(true)
    socket.once('close', () => (counters.active -= 1))
  })
  server.keepAliveTimeout = 120_000
  server.requestTimeout = 0
  return server
}

/** Whether a request is for a location with a log of its own. */
function isHealthCheck({ block }: Site, request: IncomingMessage): boolean {
  const path = (request.url ?? '/').split('?')[0] ?? '/'
  return wordsOf('access_log', locationOf(block, path)) !== undefined
}

async function answer(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader('Server', 'embedded-origin')
  const path = decodeURIComponent(new URL(request.url ?? '/', 'http://origin').pathname)
  const setting = settingFor(site, path)
  if (setting('stub_status')) return send(response, 200, 'text/plain', statusPage(site.counters))
  const returned = wordsOf('return', locationOf(site.block, path))
  if (returned !== undefined) return send(response, Number(returned[0]), 'text/plain', returned[1] ?? '')
  if (setting('perl'))
    return await answerShaped({ request, response, path }, (page) => sendPage(site, page, request, response))
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return send(response, 405, 'text/html', 'Not Allowed')
  await sendPage(site, path, request, response)
}

async function sendPage(
  site: Site,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const setting = settingFor(site, path)
  const file = fileOf(site, path, setting)
  const found = await stat(file).catch(() => undefined)
  if (!found?.isFile()) return send(response, 404, 'text/html', 'Not Found')
  response.writeHead(200, {
    'Content-Type': contentType(file, site.http, setting),
    'Content-Length': found.size,
    'Last-Modified': found.mtime.toUTCString(),
    ETag: `"${Math.floor(found.mtimeMs / 1000).toString(16)}-${found.size.toString(16)}"`,
  })
  if (request.method === 'HEAD') response.end()
  else createReadStream(file).pipe(response)
}

/** The words of a directive for the location of a request; undefined when the configuration has none. */
type Setting = (name: string) => string[] | undefined

function settingFor(site: Site, path: string): Setting {
  const location = locationOf(site.block, path)
  return (name) => wordsOf(name, location, site.block, site.http)
}

function fileOf({ root }: Site, path: string, setting: Setting): string {
  const index = path.endsWith('/') ? (setting('index')?.[0] ?? 'index.html') : ''
  const site = posix.resolve('/usr/share/nginx', setting('root')?.[0] ?? 'html')
  return join(root, site, normalize(path), index)
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) }).end(body)
}

/** nginx's choice without regular expressions: an exact location, else the longest prefix. */
function locationOf(block: readonly Directive[], path: string): readonly Directive[] {
  const locations = block.flatMap(({ words, block }) =>
    words[0] === 'location' && block ? [{ words: words.slice(1), block }] : [],
  )
  const exact = locations.find(({ words }) => words[0] === '=' && words[1] === path)
  if (exact) return exact.block
  const prefixes = locations.flatMap(({ words, block }) => {
    const prefix = words[0] === '^~' ? words[1] : words[0]
    return prefix?.startsWith('/') && path.startsWith(prefix) ? [{ prefix, block }] : []
  })
  return prefixes.toSorted((a, b) => b.prefix.length - a.prefix.length)[0]?.block ?? []
}

/** The words of a directive in the innermost block that has it. */
function wordsOf(name: string, ...blocks: (readonly Directive[])[]): string[] | undefined {
  return blocks.flatMap((block) => block.filter(({ words }) => words[0] === name))[0]?.words.slice(1)
}

function contentType(file: string, http: readonly Directive[], setting: Setting): string {
  const types = http.find(({ words }) => words[0] === 'types')?.block ?? []
  const type = types.find(({ words }) => words.slice(1).includes(extname(file).slice(1)))
  return type?.words[0] ?? setting('default_type')?.[0] ?? 'text/plain'
}

function statusPage({ accepted, active, requests, busy }: Counters): string {
  const lines = [
    `Active connections: ${active} `,
    'server accepts handled requests',
    ` ${accepted} ${accepted} ${requests} `,
    `Reading: 0 Writing: ${busy} Waiting: ${active - busy} `,
  ]
  return `${lines.join('\n')}\n`
}
