import { expect, test } from 'vitest'
import {
  contains,
  formatAddress,
  formatCidr,
  overlaps,
  parseAddress,
  parseCidr,
  splitCidr,
} from '../../../../electron/practice/stacks/cidr.ts'

const cidr = (text: string) => parseCidr(text) ?? expect.unreachable(text)

test.each(['10.0.0.0/16', '0.0.0.0/0', '255.255.255.255/32', '192.168.128.0/17'])(
  '%s is read and written back',
  (text) => {
    expect(formatCidr(cidr(text))).toBe(text)
  },
)

test.each([
  '10.0.0.0',
  '10.0.0.0/33',
  '10.0.0/8',
  '10.0.0.256/32',
  '10.0.0.01/32',
  '10.0.0.1/24',
  'fd00::/8',
  '10.0.0.0/8/8',
  '/8',
])('%s is no block', (text) => {
  expect(parseCidr(text)).toBeUndefined()
})

test('addresses above 2³¹ keep their sign', () => {
  expect(parseAddress('192.168.0.1')).toBe(3_232_235_521)
  expect(formatAddress(3_232_235_521)).toBe('192.168.0.1')
})

test('blocks lie in one another or apart', () => {
  expect(contains(cidr('10.0.0.0/16'), cidr('10.0.255.0/24'))).toBe(true)
  expect(contains(cidr('10.0.0.0/16'), cidr('10.1.0.0/24'))).toBe(false)
  expect(contains(cidr('10.0.0.0/24'), cidr('10.0.0.0/16'))).toBe(false)
  expect(overlaps(cidr('10.0.0.0/24'), cidr('10.0.0.0/16'))).toBe(true)
  expect(overlaps(cidr('10.0.0.0/25'), cidr('10.0.0.128/25'))).toBe(false)
})

test('a block is split until it is used up', () => {
  expect(splitCidr('10.0.0.0/22', 4, 8)).toEqual(['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24', '10.0.3.0/24'])
  expect(splitCidr('10.0.0.0/22', 5, 8)).toBeUndefined()
  expect(splitCidr('10.0.0.0/22', 1, 11)).toBeUndefined()
  expect(splitCidr('10.0.0.0/22', 0, 8)).toBeUndefined()
})
