import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { join, relative } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Children } from '../world.ts'
import type { MachineFolder } from './machine-folder.ts'
import { listenedPorts, placeNginxConfig, type Placement } from './nginx-config.ts'
import type { Directive } from './nginx-syntax.ts'

/** A web server of an instance, listening. */
export interface WebServer {
  /** Name and version, in the form that the origin's own script reports. */
  software: string
  /** Port on the instance → port on 127.0.0.1. */
  ports: ReadonlyMap<number, number>
  close(): Promise<void>
}

/** How long nginx may take to listen, and to end. */
const startMs = 5_000
const endMs = 2_000
/** Another process may take a port that was free before nginx has it, so the start is tried again. */
const attempts = 3

/**
 * Starts nginx with an instance's configuration and waits until it listens.
 * @throws Error with the end of nginx's own log when it does not start
 */
export async function startNginx(
  nginx: string,
  config: readonly Directive[],
  place: {
    folder: MachineFolder
    children: Children
    lookup: Placement['lookup']
    /** nginx's perl module, where the configuration needs it. */
    perlModule: string | undefined
    onDeath: (reason: string) => void
  },
): Promise<WebServer> {
  const software = await nginxVersion(nginx)
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { software, ...(await startOnce(nginx, config, place)) }
    } catch (error) {
      if (attempt === attempts || !String(error).includes('Address already in use')) throw error
    }
  }
}

async function startOnce(
  nginx: string,
  config: readonly Directive[],
  { folder, children, lookup, perlModule, onDeath }: Parameters<typeof startNginx>[2],
): Promise<Omit<WebServer, 'software'>> {
  const ports = await freePorts(listenedPorts(config))
  // The package brings the folder of its logs.
  mkdirSync(join(folder.root, 'var/log/nginx'), { recursive: true, mode: 0o700 })
  writeFileSync(
    join(folder.work, 'nginx.conf'),
    placeNginxConfig(config, {
      root: relative(folder.work, folder.root),
      work: '.',
      loopbackPorts: ports,
      lookup,
      ...(perlModule !== undefined && { perlModule }),
      workerUser: workerUser(),
    }),
  )
  const args = ['-p', './', '-c', 'nginx.conf', '-e', join(folder.work, 'error.log')]
  const child = children.spawn(nginx, args, {
    cwd: folder.work,
    env: { PATH: process.env['PATH'] ?? '' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let complaint = ''
  child.stderr?.on('data', (text: Buffer) => (complaint = (complaint + text.toString('utf8')).slice(-2_000)))
  let ended: string | undefined
  let closing = false
  child.once('error', (error) => (ended = error.message))
  child.once('exit', (code, signal) => {
    ended = `nginx ended (${signal ?? `exit code ${code}`})`
    if (listening && !closing) onDeath(ended)
  })
  let listening = false
  const untilMs = performance.now() + startMs
  while (!listening) {
    if (ended !== undefined || performance.now() > untilMs) {
      child.kill('SIGKILL')
      throw new Error(`${ended ?? 'nginx does not listen'}: ${complaint.trim() || logTail(folder)}`)
    }
    await delay(20)
    listening = (await Promise.all([...ports.values()].map(accepts))).every(Boolean)
  }
  return {
    ports,
    async close() {
      closing = true
      if (ended !== undefined || child.pid === undefined) return
      const exit = once(child, 'exit')
      child.kill('SIGTERM')
      await Promise.race([exit, delay(endMs, undefined, { ref: false })])
      killGroup(child.pid)
    },
  }
}

/** `nginx/1.22.1`, which `nginx -v` prints to standard error. */
async function nginxVersion(nginx: string): Promise<string> {
  const { stderr } = await promisify(execFile)(nginx, ['-v'])
  return /nginx\/[\w.]+/.exec(stderr)?.[0] ?? 'nginx'
}

async function freePorts(ports: readonly number[]): Promise<Map<number, number>> {
  const reserved = await Promise.all(
    ports.map(async (port) => {
      const server = createServer().listen(0, '127.0.0.1')
      await once(server, 'listening')
      return { port, server, loopbackPort: (server.address() as AddressInfo).port }
    }),
  )
  await Promise.all(reserved.map(({ server }) => new Promise((resolve) => server.close(resolve))))
  return new Map(reserved.map(({ port, loopbackPort }) => [port, loopbackPort]))
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

/**
 * The user for the workers of an nginx that root starts. The usual one, `nobody`, cannot read the account's
 * folder.
 */
function workerUser(): string | undefined {
  if (process.getuid?.() !== 0) return undefined
  return process.platform === 'darwin' ? 'root wheel' : 'root'
}

function logTail(folder: MachineFolder): string {
  const file = join(folder.work, 'error.log')
  return existsSync(file) ? readFileSync(file, 'utf8').slice(-1_000).trim() : 'it wrote no log'
}

function killGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL')
  } catch {
    // The group is empty: all have ended.
  }
}
