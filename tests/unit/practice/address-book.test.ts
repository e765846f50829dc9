import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { internet, lookupInFile, openAddressBook } from '../../../electron/practice/address-book.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-addresses-'))
  file = join(folder, 'addresses.txt')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('addresses are found in memory and, by other threads, in the file; at once after each change', () => {
  expect(lookupInFile(file, 'vpc-1', '10.0.1.23', 80)).toBeUndefined()
  const book = openAddressBook(file)
  for (let port = 5000; port < 5020; port += 1) {
    book.publish(internet, 'Balancer-1.us-west-2.elb.amazonaws.com', 80, port)
    expect(lookupInFile(file, 'vpc-1', 'balancer-1.us-west-2.ELB.amazonaws.com', 80)).toBe(port)
  }
  book.publish('vpc-1', '10.0.1.23', 8080, 6000)
  expect(book.lookup('vpc-1', '10.0.1.23', 8080)).toBe(6000)
  expect(book.lookup('vpc-1', '10.0.1.23', 80)).toBeUndefined()
  expect(readFileSync(file, 'utf8')).toBe(
    'internet balancer-1.us-west-2.elb.amazonaws.com 80 5019\nvpc-1 10.0.1.23 8080 6000\n',
  )
  book.withdraw('vpc-1', '10.0.1.23', 8080)
  book.withdraw('vpc-1', '10.0.1.99', 8080)
  expect(book.lookup('vpc-1', '10.0.1.23', 8080)).toBeUndefined()
  expect(lookupInFile(file, 'vpc-1', '10.0.1.23', 8080)).toBeUndefined()
})

test('a new account starts with an empty book: the listeners of the one before are gone', () => {
  openAddressBook(file).publish('vpc-1', '10.0.1.23', 80, 5000)
  expect(openAddressBook(file).lookup('vpc-1', '10.0.1.23', 80)).toBeUndefined()
  expect(lookupInFile(file, 'vpc-1', '10.0.1.23', 80)).toBeUndefined()
})

test('two VPCs have the same addresses, each its own; public names belong to all', () => {
  const book = openAddressBook(file)
  book.publish('vpc-1', '10.0.1.23', 80, 5000)
  book.publish('vpc-2', '10.0.1.23', 80, 6000)
  book.publish(internet, 'api.example.com', 443, 7000)
  for (const lookup of [
    (...of: [string, string, number]) => book.lookup(...of),
    (...of: [string, string, number]) => lookupInFile(file, ...of),
  ]) {
    expect(['vpc-1', 'vpc-2', internet].map((from) => lookup(from, '10.0.1.23', 80))).toEqual([
      5000,
      6000,
      undefined,
    ])
    expect(lookup('vpc-2', 'api.example.com', 443)).toBe(7000)
  }
  book.withdraw('vpc-2', '10.0.1.23', 80)
  expect(book.lookup('vpc-1', '10.0.1.23', 80)).toBe(5000)
  expect(book.listenersIn('vpc-1')).toEqual([{ host: '10.0.1.23', port: 80 }])
})
