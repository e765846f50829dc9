import { readFileSync } from 'node:fs'

/**
 * Who is at the other end of a loopback connection. What is answered without a signature must at least come from a process of the same person:
 * another user of this machine reaches the port as well, but not the folder with the key. Source: Linux, "/proc/net/tcp and /proc/net/tcp6"
 * (Documentation/networking/proc_net_tcp.rst). Elsewhere nobody can be told, and so nobody is let in.
 */
export function isOwnConnection(port: number, remotePort: number): boolean {
  const uid = uidOfConnection(tables(), remotePort, port)
  // Root reads the key anyway; the relay of WSL runs as root.
  return uid !== undefined && (uid === 0 || uid === process.getuid?.())
}

/**
 * The owner of the end of an established loopback connection that has the port `own`.
 * @param table lines of `/proc/net/tcp`: `sl local_address rem_address st tx_queue:rx_queue tr:tm->when retrnsmt uid …`
 */
export function uidOfConnection(table: string, own: number, other: number): number | undefined {
  for (const line of table.split('\n')) {
    const [, local = '', remote = '', state, , , , uid = ''] = line.trim().split(/\s+/)
    if (state === established && local.endsWith(loopback(own)) && remote.endsWith(loopback(other))) return Number(uid)
  }
  return undefined
}

const established = '01'

/** As both tables end an address: 127.0.0.1 in the byte order of this machine, in the second as `::ffff:127.0.0.1`. */
function loopback(port: number): string {
  return `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`
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
