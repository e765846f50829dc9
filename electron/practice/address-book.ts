import { readFileSync, statSync } from 'node:fs'
import { writeFileAtomically } from '../platform/atomic-file.ts'
import type { AddressBook } from './world.ts'

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
    publish(host, port, loopbackPort) {
      ports.set(addressKey(host, port), loopbackPort)
      write()
    },
    withdraw(host, port) {
      if (ports.delete(addressKey(host, port))) write()
    },
    lookup: (host, port) => ports.get(addressKey(host, port)),
  }
}

const filesRead = new Map<string, { stamp: string; ports: Map<string, number> }>()

/**
 * The loopback port behind an address, from the book's file: for worker threads and processes other than
 * the account's own. The file is read again only when it has been replaced, so this may be asked for every
 * connection.
 */
export function lookupInFile(file: string, host: string, port: number): number | undefined {
  // Every change is a new file, so the inode distinguishes two changes within one tick of the clock.
  const stat = statSync(file, { throwIfNoEntry: false })
  const stamp = stat === undefined ? 'none' : `${stat.ino} ${stat.mtimeMs} ${stat.size}`
  let read = filesRead.get(file)
  if (read?.stamp !== stamp) {
    read = { stamp, ports: stat === undefined ? new Map() : parseAddressBook(readFileSync(file, 'utf8')) }
    filesRead.set(file, read)
  }
  return read.ports.get(addressKey(host, port))
}

/** `host port loopbackPort` a line → `host port` → loopback port. */
export function parseAddressBook(text: string): Map<string, number> {
  const ports = new Map<string, number>()
  for (const line of text.split('\n')) {
    const [host, port, loopbackPort] = line.split(' ')
    if (host && port && loopbackPort) ports.set(`${host} ${port}`, Number(loopbackPort))
  }
  return ports
}

function addressKey(host: string, port: number): string {
  return `${host.toLowerCase()} ${port}`
}
