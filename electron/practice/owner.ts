import { readFile } from 'node:fs/promises'
import { tokenBucket } from './traffic/token-bucket.ts'

/** Both ends of a connection, from a server's own socket: `undefined` once it has ended. */
export interface ConnectionEnds {
  localAddress?: string | undefined
  localPort?: number | undefined
  remoteAddress?: string | undefined
  remotePort?: number | undefined
}

/**
 * Whether a process of this person is at the other end of a connection from 127.0.0.1 to 127.0.0.1. What is
 * answered without a signature must come from one: another user of this machine can reach the port as well,
 * but not the folder with the key. Other addresses, also 127.0.0.2, are refused: from there the same port
 * number may belong to another user. On systems other than Linux everything is refused. Source: Linux,
 * "/proc/net/tcp and /proc/net/tcp6" (Documentation/networking/proc_net_tcp.rst).
 */
export async function isOwnConnection({
  localAddress,
  localPort,
  remoteAddress,
  remotePort,
}: ConnectionEnds): Promise<boolean> {
  if (localAddress !== '127.0.0.1' || remoteAddress !== '127.0.0.1') return false
  if (localPort === undefined || remotePort === undefined) return false
  const uid = uidOfConnection(await tables(), remotePort, localPort)
  // Root reads the key anyway; the relay of WSL runs as root.
  return uid !== undefined && (uid === 0 || uid === process.getuid?.())
}

/**
 * The owner of the end that has the port `own` of an established connection from 127.0.0.1 to 127.0.0.1.
 * @param table lines of `/proc/net/tcp`:
 * `sl local_address rem_address st tx_queue:rx_queue tr:tm->when retrnsmt uid …`
 */
export function uidOfConnection(table: string, own: number, other: number): number | undefined {
  for (const line of table.split('\n')) {
    const [, local = '', remote = '', state, , , , uid = ''] = line.trim().split(/\s+/)
    if (state === established && isLoopback(local, own) && isLoopback(remote, other)) return Number(uid)
  }
  return undefined
}

const established = '01'

/** 127.0.0.1 in the byte order of this machine; the second table has it as `::ffff:127.0.0.1`. */
const loopbackAddresses = ['0100007F', '0000000000000000FFFF00000100007F']

function isLoopback(end: string, port: number): boolean {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0')
  return loopbackAddresses.some((address) => end === `${address}:${hexPort}`)
}

async function tables(): Promise<string> {
  const files = ['/proc/net/tcp', '/proc/net/tcp6']
  return (await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')))).join('\n')
}

/** Whose a connection is; `throttled` when too many have asked to be looked up. */
export type Owner = 'own' | 'other' | 'throttled'
export type OwnerCheck = (connection: ConnectionEnds) => Promise<Owner>

/** Looks per second: each reads the whole table, and anybody on this machine can make one necessary. */
const looks = { ratePerSec: 10, burst: 40 }

/**
 * Looks up who owns a connection, at a limited rate. A connection of this person is looked up only once.
 * @param isOwn as `isOwnConnection`
 * @param nowMs a clock that only goes forward, in milliseconds
 */
export function createOwnerCheck(
  isOwn: (connection: ConnectionEnds) => Promise<boolean> = isOwnConnection,
  nowMs: () => number = () => performance.now(),
): OwnerCheck {
  const known = new WeakSet<ConnectionEnds>()
  const mayLook = tokenBucket(looks, nowMs())
  return async (connection) => {
    if (known.has(connection)) return 'own'
    if (!mayLook(nowMs())) return 'throttled'
    if (!(await isOwn(connection))) return 'other'
    known.add(connection)
    return 'own'
  }
}
