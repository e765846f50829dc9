import { formatNginx, parseNginx, type Directive } from './nginx-syntax.ts'

/** How an instance's configuration is mapped onto this machine. */
export interface Placement {
  /** The folder that is the instance's root directory here. */
  root: string
  /** A folder for pid, logs and temporary files. */
  work: string
  /** Port on the instance → port on 127.0.0.1. */
  loopbackPorts: ReadonlyMap<number, number>
  /** The user for workers, when nginx is started by root: they have to read the folder. */
  workerUser: string | undefined
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
  'load_module',
])
/** Directives whose first word after the name is a path. */
const withPath = new Set([
  'root',
  'alias',
  'include',
  'access_log',
  'error_log',
  'ssl_certificate',
  'ssl_certificate_key',
  'auth_basic_user_file',
])
const temporary = [
  'client_body_temp_path',
  'proxy_temp_path',
  'fastcgi_temp_path',
  'uwsgi_temp_path',
  'scgi_temp_path',
]
const notPaths = new Set(['off', 'stderr', 'mime.types'])

/** The ports that a configuration listens on, in its order. @throws Error at what nginx would refuse */
export function listenedPorts(text: string): number[] {
  return [...new Set(servers(parseNginx(text)).flatMap(({ ports }) => ports))]
}

/** The `server` blocks of a configuration. A server without `listen` has port 80. */
export function servers(
  directives: readonly Directive[],
): { ports: number[]; block: Directive[]; http: Directive[] }[] {
  return directives.flatMap((http) =>
    http.words[0] === 'http' && http.block
      ? http.block.flatMap(({ words, block }) => {
          if (words[0] !== 'server' || !block) return []
          const ports = block
            .filter((inner) => inner.words[0] === 'listen')
            .flatMap((inner) => portOf(inner.words[1] ?? ''))
          return [{ ports: ports.length > 0 ? [...new Set(ports)] : [80], block, http: http.block ?? [] }]
        })
      : [],
  )
}

/**
 * The configuration of an instance, for nginx on this machine: it listens on loopback only, reads and writes
 * under the instance's folder only, stays in the foreground, and has one worker, since load generator and
 * origin share this machine. Everything else stays.
 */
export function placeNginxConfig(text: string, placement: Placement): string {
  const { work, workerUser } = placement
  const main = parseNginx(text).filter(({ words }) => !ours.has(words[0] ?? ''))
  return formatNginx([
    { words: ['daemon', 'off'] },
    { words: ['worker_processes', '1'] },
    { words: ['pid', `${work}/nginx.pid`] },
    { words: ['lock_file', `${work}/nginx.lock`] },
    ...(workerUser === undefined ? [] : [{ words: ['user', ...workerUser.split(' ')] }]),
    ...withDefault(placeBlock(main, placement), ['error_log', `${work}/error.log`]),
  ])
}

function placeBlock(directives: readonly Directive[], placement: Placement): Directive[] {
  return directives.flatMap((directive): Directive[] => {
    const { words, block } = directive
    const [name = '', first = ''] = words
    if (temporary.includes(name)) return []
    if (name === 'http' && block) return [{ words, block: placeHttp(block, placement) }]
    if (name === 'server' && block) return [{ words, block: placeServer(block, placement) }]
    if (block) return [{ words, block: placeBlock(block, placement) }]
    if (withPath.has(name) && !notPaths.has(first))
      return [{ words: [name, placed(first, placement.root), ...words.slice(2)] }]
    // Every client connects from loopback here; the instance's rules still apply to all others.
    if (name === 'deny') return [{ words: ['allow', '127.0.0.1'] }, directive]
    return [directive]
  })
}

function placeHttp(block: readonly Directive[], placement: Placement): Directive[] {
  const own = temporary.map((name) => ({ words: [name, `${placement.work}/${name}`] }))
  return [
    ...own,
    ...withDefault(placeBlock(block, placement), ['access_log', `${placement.work}/access.log`]),
  ]
}

function placeServer(block: readonly Directive[], placement: Placement): Directive[] {
  const listens = block.filter(({ words }) => words[0] === 'listen')
  const ports = [
    ...new Set(listens.length > 0 ? listens.flatMap(({ words }) => portOf(words[1] ?? '')) : [80]),
  ]
  const placedListens = ports.map((port) => {
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
  return [...placedListens, ...placeBlock(rest, placement)]
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

function placed(path: string, root: string): string {
  return path.startsWith('/') ? root + path : path
}
