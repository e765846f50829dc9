import { readFileSync } from 'node:fs'

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
export function isOwnConnection({
  localAddress,
  localPort,
  remoteAddress,
  remotePort,
}: ConnectionEnds): boolean {
  if (localAddress !== '127.0.0.1' || remoteAddress !== '127.0.0.1') return false
  if (localPort === undefined || remotePort === undefined) return false
  const uid = uidOfConnection(tables(), remotePort, localPort)
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

function tables(): string {
  return ['/proc/net/tcp', '/proc/net/tcp6'].map(readIfThere).join('\n')
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
