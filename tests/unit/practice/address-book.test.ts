import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lookupInFile, openAddressBook } from '../../../electron/practice/address-book.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-addresses-'))
  file = join(folder, 'addresses.txt')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('addresses are found in memory and, by other threads, in the file; at once after each change', () => {
  expect(lookupInFile(file, '10.0.1.23', 80)).toBeUndefined()
  const book = openAddressBook(file)
  for (let port = 5000; port < 5020; port += 1) {
    book.publish('Balancer-1.us-west-2.elb.amazonaws.com', 80, port)
    expect(lookupInFile(file, 'balancer-1.us-west-2.ELB.amazonaws.com', 80)).toBe(port)
  }
  book.publish('10.0.1.23', 8080, 6000)
  expect(book.lookup('10.0.1.23', 8080)).toBe(6000)
  expect(book.lookup('10.0.1.23', 80)).toBeUndefined()
  expect(readFileSync(file, 'utf8')).toBe(
    'balancer-1.us-west-2.elb.amazonaws.com 80 5019\n10.0.1.23 8080 6000\n',
  )
  book.withdraw('10.0.1.23', 8080)
  book.withdraw('10.0.1.99', 8080)
  expect(book.lookup('10.0.1.23', 8080)).toBeUndefined()
  expect(lookupInFile(file, '10.0.1.23', 8080)).toBeUndefined()
})

test('a new account starts with an empty book: the listeners of the one before are gone', () => {
  openAddressBook(file).publish('10.0.1.23', 80, 5000)
  expect(openAddressBook(file).lookup('10.0.1.23', 80)).toBeUndefined()
  expect(lookupInFile(file, '10.0.1.23', 80)).toBeUndefined()
})
