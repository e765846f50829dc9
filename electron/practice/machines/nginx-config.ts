import { posix } from 'node:path'
import type { MachineFolder } from './machine-folder.ts'
import { checkDirectives } from './nginx-directives.ts'
import { configFolder, readNginxFile } from './nginx-includes.ts'
import { checkPerlFile } from './nginx-perl.ts'
import { formatNginx, type Directive } from './nginx-syntax.ts'

/** How an instance's configuration is mapped onto this machine. */
export interface Placement {
  /**
   * The folder that is the instance's root directory here, and one for pid, logs and temporary files. Both
   * relative to nginx's working directory: a `$` in an absolute path would be a variable.
   */
  root: string
  work: string
  /** Port on the instance → port on 127.0.0.1. */
  loopbackPorts: ReadonlyMap<number, number>
  /** The loopback port of what the instance may call. */
  lookup(host: string, port: number): number | undefined
  /** nginx's perl module on this machine, where the configuration needs it. */
  perlModule?: string
  /** The user for workers, when nginx is started by root: they have to read the folder. */
  workerUser: string | undefined
  /** The names of the groups of servers that the configuration has. */
  upstreams?: readonly string[]
}

/** Directives of the main context that Sluice sets itself. */
const ours = new Set([
  'user',
  'pid',
  'daemon',
  'worker_processes',
  'worker_rlimit_nofile',
  'worker_cpu_affinity',
  'lock_file',
])
/** Directives with a path, and where it starts when it is relative. */
const relativeTo = new Map([
  ['root', '/usr/share/nginx'],
  ['alias', '/usr/share/nginx'],
  ['access_log', '/usr/share/nginx'],
  ['error_log', '/usr/share/nginx'],
  ['proxy_cache_path', '/usr/share/nginx'],
  ['ssl_certificate', configFolder],
  ['ssl_certificate_key', configFolder],
  ['auth_basic_user_file', configFolder],
  ['perl_require', configFolder],
])
const temporary = [
  'client_body_temp_path',
  'proxy_temp_path',
  'fastcgi_temp_path',
  'uwsgi_temp_path',
  'scgi_temp_path',
]
const notPaths = new Set(['off', 'stderr'])

/**
 * The configuration of an instance with all that it includes, without what the account sets itself.
 * @param path on the instance
 * @throws Error at what nginx refuses, at what could leave the folder (`nginx-directives.ts`), and at Perl
 * that is not the origin's own
 */
export function readNginxConfig(folder: MachineFolder, path: string): Directive[] {
  const config = checkedNginxConfig(readNginxFile(folder, path))
  checkPerlFile(folder, config)
  return config
}

/** @throws Error at what could leave the folder */
export function checkedNginxConfig(directives: readonly Directive[]): Directive[] {
  const kept = withoutTemporary(directives.filter(({ words }) => !ours.has(words[0] ?? '')))
  checkDirectives(kept)
  for (const { ports } of servers(kept))
    if (ports.length === 0) throw new Error('the practice account does not take a server without a port')
  return kept
}

function withoutTemporary(directives: readonly Directive[]): Directive[] {
  return directives.flatMap(({ words, block }) =>
    temporary.includes(words[0] ?? '') ? [] : [block ? { words, block: withoutTemporary(block) } : { words }],
  )
}

/** The ports that a configuration listens on, in its order. */
export function listenedPorts(config: readonly Directive[]): number[] {
  return [...new Set(servers(config).flatMap(({ ports }) => ports))]
}

/** The `server` blocks of a configuration. A server without `listen` has port 80. */
export function servers(
  directives: readonly Directive[],
): { ports: number[]; block: Directive[]; http: Directive[] }[] {
  return directives.flatMap((http) =>
    http.words[0] === 'http' && http.block
      ? http.block.flatMap(({ words, block }) => {
          if (words[0] !== 'server' || !block) return []
          const listens = block.filter((inner) => inner.words[0] === 'listen')
          const ports = listens.length === 0 ? [80] : listens.flatMap(({ words }) => portOf(words[1] ?? ''))
          return [{ ports: [...new Set(ports)], block, http: http.block ?? [] }]
        })
      : [],
  )
}

/**
 * The configuration of an instance, for nginx on this machine: it listens on loopback only, reads and
 * writes under the instance's folder only, calls addresses of the address book only, stays in the
 * foreground, and has one worker, since load generator and origin share this machine. Everything else
 * stays.
 * @param config as `readNginxConfig` answers it
 * @throws Error for an upstream that is not in the address book
 */
export function placeNginxConfig(config: readonly Directive[], given: Placement): string {
  const placement = { ...given, upstreams: upstreamsIn(config) }
  const { work, workerUser } = placement
  return formatNginx([
    { words: ['daemon', 'off'] },
    { words: ['worker_processes', '1'] },
    { words: ['pid', `${work}/nginx.pid`] },
    { words: ['lock_file', `${work}/nginx.lock`] },
    ...(workerUser === undefined ? [] : [{ words: ['user', ...workerUser.split(' ')] }]),
    ...withDefault(placeBlock(config, placement), ['error_log', `${work}/error.log`]),
  ])
}

function placeBlock(
  directives: readonly Directive[],
  placement: Placement,
  setsHeaders = false,
): Directive[] {
  const headers = directives.filter(({ words }) => words[0] === 'proxy_set_header')
  const setsHere = setsHeaders || headers.length > 0
  const setsHost = headers.some(({ words }) => words[1]?.toLowerCase() === 'host')
  // Host stays what it is without the change of the address, unless the headers are set further out.
  const keepsHost = !setsHost && (headers.length > 0 || !setsHeaders)
  return directives.flatMap((directive): Directive[] => {
    const { words, block } = directive
    const [name = ''] = words
    if (name === 'types') return [directive]
    if (!block) return placeLine(directive, placement, keepsHost)
    if (name === 'upstream') return [{ words, block: block.map((line) => placeUpstream(line, placement)) }]
    if (name === 'http') return [{ words, block: placeHttp(block, placement) }]
    if (name === 'server') return [{ words, block: placeServer(block, placement, setsHere) }]
    return [{ words, block: placeBlock(block, placement, setsHere) }]
  })
}

function placeLine(directive: Directive, placement: Placement, keepsHost: boolean): Directive[] {
  const [name = '', first = '', ...rest] = directive.words
  const base = relativeTo.get(name)
  if (base !== undefined && !notPaths.has(first))
    return [{ words: [name, placed(base, first, placement.root), ...rest] }]
  if (name === 'load_module') return [{ words: [name, requiredModule(placement)] }]
  if (name === 'proxy_pass') {
    const { url, authority } = placedUrl(first, placement)
    const host = { words: ['proxy_set_header', 'Host', authority] }
    return [...(keepsHost ? [host] : []), { words: [name, url] }]
  }
  // Every client connects from loopback here; the instance's rules still apply to all others.
  return name === 'deny' ? [{ words: ['allow', '127.0.0.1'] }, directive] : [directive]
}

/** A group of servers, kept for its connections: each server is one of the address book. */
function placeUpstream({ words, block }: Directive, placement: Placement): Directive {
  const [name = '', server = '', ...options] = words
  if (name !== 'server' || block) return { words: [...words], ...(block && { block }) }
  const [, host = '', port = '80'] = /^([\w.-]+)(?::(\d+))?$/.exec(server) ?? []
  const loopbackPort = host === '' ? undefined : placement.lookup(host, Number(port))
  if (loopbackPort === undefined) throw new Error(`host not found in upstream "${server}"`)
  return { words: [name, `127.0.0.1:${loopbackPort}`, ...options] }
}

/** The names of the groups of servers. */
function upstreamsIn(directives: readonly Directive[]): string[] {
  return directives.flatMap(({ words: [name, group = ''], block = [] }) =>
    name === 'upstream' ? [group] : upstreamsIn(block),
  )
}

function requiredModule({ perlModule }: Placement): string {
  if (perlModule === undefined) throw new Error('nginx has no perl module on this machine')
  return perlModule
}

function placeHttp(block: readonly Directive[], placement: Placement): Directive[] {
  const own = temporary.map((name) => ({ words: [name, `${placement.work}/${name}`] }))
  const withRoot = withDefault(block, ['root', 'html'])
  return [
    ...own,
    ...withDefault(placeBlock(withRoot, placement), ['access_log', `${placement.work}/access.log`]),
  ]
}

function placeServer(block: readonly Directive[], placement: Placement, setsHeaders: boolean): Directive[] {
  const listens = block.filter(({ words }) => words[0] === 'listen')
  const ports = listens.length === 0 ? [80] : listens.flatMap(({ words }) => portOf(words[1] ?? ''))
  const placedListens = [...new Set(ports)].map((port) => {
    const loopbackPort = placement.loopbackPorts.get(port)
    if (loopbackPort === undefined) throw new Error(`there is no loopback port for port ${port}`)
    const options = listens.find(({ words }) => portOf(words[1] ?? '').includes(port))?.words.slice(2) ?? []
    return {
      words: [
        'listen',
        `127.0.0.1:${loopbackPort}`,
        ...options.filter((option) => !option.startsWith('ipv6only=')),
      ],
    }
  })
  const rest = block.filter(({ words }) => words[0] !== 'listen')
  return [...placedListens, ...placeBlock(rest, placement, setsHeaders)]
}

/**
 * `80`, `0.0.0.0:80`, `[::]:80`, `*:80` or an address alone → its port. A unix socket has none and is left
 * out.
 */
function portOf(listen: string): number[] {
  if (listen.startsWith('unix:')) return []
  const port = /^(?:.*:)?(\d+)$/.exec(listen)?.[1]
  return [port === undefined ? 80 : Number(port)]
}

function withDefault(directives: readonly Directive[], words: string[]): Directive[] {
  return directives.some((directive) => directive.words[0] === words[0])
    ? [...directives]
    : [{ words }, ...directives]
}

/** A path of the instance below its root here; `..` cannot climb out of it. */
function placed(base: string, path: string, root: string): string {
  return root + posix.resolve('/', base, path) + (path.endsWith('/') ? '/' : '')
}

/**
 * The loopback address of an upstream, with the path as it is; a group of servers keeps its name.
 * @throws Error unless it is in the book
 */
function placedUrl(url: string, placement: Placement): { url: string; authority: string } {
  const [, host = '', port = '80', path = ''] = /^http:\/\/([\w.-]+)(?::(\d+))?(\/.*)?$/.exec(url) ?? []
  if (placement.upstreams?.includes(host) === true) return { url, authority: host }
  const loopbackPort = host === '' ? undefined : placement.lookup(host, Number(port))
  if (loopbackPort === undefined) throw new Error(`host not found in upstream "${url}"`)
  return {
    url: `http://127.0.0.1:${loopbackPort}${path}`,
    authority: port === '80' ? host : `${host}:${port}`,
  }
}
