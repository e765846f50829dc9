import { readFileSync, statSync } from 'node:fs'
import { writeFileAtomically } from '../platform/atomic-file.ts'
import type { AddressBook } from './world.ts'

/**
 * The network of public names. Every other network is a VPC, by its id: private addresses belong to one, as
 * two VPCs may use the same.
 */
export const internet = 'internet'

/**
 * An address book in memory with its copy in a file. It starts empty: the listeners in an older file ended
 * with the account that started them, and resources publish their new ports when they come back.
 */
export function openAddressBook(file: string): AddressBook {
  const ports = new Map<string, number>()
  const write = () =>
    writeFileAtomically(file, [...ports].map(([address, port]) => `${address} ${port}\n`).join(''))
  write()
  return {
    file,
    publish(network, host, port, loopbackPort) {
      ports.set(addressKey(network, host, port), loopbackPort)
      write()
    },
    withdraw(network, host, port) {
      if (ports.delete(addressKey(network, host, port))) write()
    },
    lookup: (from, host, port) => find(ports, from, host, port),
    listenersIn(network) {
      const keys = [...ports.keys()].map((key) => key.split(' '))
      return keys.flatMap(([at, host = '', port]) => (at === network ? [{ host, port: Number(port) }] : []))
    },
  }
}

const filesRead = new Map<string, { stamp: string; ports: Map<string, number> }>()

/**
 * The loopback port behind an address, from the book's file: for worker threads and processes other than
 * the account's own. The file is read again only when it has been replaced, so this may be asked for every
 * connection.
 * @param from where the connection starts: the id of a VPC, or `internet`
 */
export function lookupInFile(file: string, from: string, host: string, port: number): number | undefined {
  // Every change is a new file, so the inode distinguishes two changes within one tick of the clock.
  const stat = statSync(file, { throwIfNoEntry: false })
  const stamp = stat === undefined ? 'none' : `${stat.ino} ${stat.mtimeMs} ${stat.size}`
  let read = filesRead.get(file)
  if (read?.stamp !== stamp) {
    read = { stamp, ports: stat === undefined ? new Map() : parseAddressBook(readFileSync(file, 'utf8')) }
    filesRead.set(file, read)
  }
  return find(read.ports, from, host, port)
}

/** `network host port loopbackPort` a line → `network host port` → loopback port. */
function parseAddressBook(text: string): Map<string, number> {
  const ports = new Map<string, number>()
  for (const line of text.split('\n')) {
    const [network, host, port, loopbackPort] = line.split(' ')
    if (network && host && port && loopbackPort) ports.set(`${network} ${host} ${port}`, Number(loopbackPort))
  }
  return ports
}

function find(
  ports: ReadonlyMap<string, number>,
  from: string,
  host: string,
  port: number,
): number | undefined {
  return ports.get(addressKey(from, host, port)) ?? ports.get(addressKey(internet, host, port))
}

function addressKey(network: string, host: string, port: number): string {
  return `${network} ${host.toLowerCase()} ${port}`
}
