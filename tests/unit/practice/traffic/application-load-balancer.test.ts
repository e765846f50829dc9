import { describe, expect, test } from 'vitest'
import { targetHeaders } from '../../../../electron/practice/traffic/application-load-balancer-headers.ts'
import { tlsVersionsOf } from '../../../../electron/practice/traffic/application-load-balancer-settings.ts'
import { matches } from '../../../../electron/practice/traffic/target-health.ts'

type Rules = Parameters<typeof targetHeaders>[1]

const rules: Rules = {
  port: 80,
  tls: undefined,
  preserveHost: false,
  forwardedFor: 'append',
  dropInvalidHeaders: false,
}

function headersOf(rawHeaders: string[], more: Partial<Rules> = {}): Record<string, string> {
  const request = { rawHeaders, clientIp: '10.9.8.7', nowMs: 1_700_000_000_000, newId: () => 'f'.repeat(24) }
  const raw = targetHeaders(request, { ...rules, ...more })
  return Object.fromEntries(
    raw.flatMap((name, at) => (at % 2 === 0 ? [[name.toLowerCase(), raw[at + 1] ?? '']] : [])),
  )
}

describe('the host that a target gets', () => {
  test.each([
    ['example.com', 80, 'example.com'],
    ['example.com:80', 80, 'example.com'],
    ['example.com:8080', 443, 'example.com'],
    ['example.com', 8080, 'example.com:8080'],
    ['example.com:9', 8080, 'example.com:9'],
    ['[::1]:80', 80, '[::1]'],
    ['[::1]', 8080, '[::1]:8080'],
  ])('of %s at port %d is %s', (host, port, expected) => {
    expect(headersOf(['Host', host], { port })['host']).toBe(expected)
  })

  test('stays where the load balancer preserves it', () => {
    expect(headersOf(['Host', 'example.com:80'], { preserveHost: true })['host']).toBe('example.com:80')
  })
})

test.each([
  ['append', '1.1.1.1, 10.9.8.7'],
  ['preserve', '1.1.1.1'],
  ['remove', undefined],
] as const)('X-Forwarded-For in the mode %s', (forwardedFor, expected) => {
  expect(headersOf(['X-Forwarded-For', '1.1.1.1'], { forwardedFor })['x-forwarded-for']).toBe(expected)
})

test('headers with other characters than letters, digits and hyphens can be dropped', () => {
  const given = ['a_b', '1', 'a-b', '2']
  expect(headersOf(given)).toMatchObject({ a_b: '1', 'a-b': '2' })
  expect(headersOf(given, { dropInvalidHeaders: true })).not.toHaveProperty('a_b')
})

test('a trace without a root gets one, and keeps its fields', () => {
  expect(headersOf(['X-Amzn-Trace-Id', 'CalledFrom=app'])['x-amzn-trace-id']).toBe(
    `Root=1-6553f100-${'f'.repeat(24)};CalledFrom=app`,
  )
})

test.each([
  ['ELBSecurityPolicy-2016-08', 'TLSv1.2', 'TLSv1.2'],
  ['ELBSecurityPolicy-TLS13-1-2-2021-06', 'TLSv1.2', 'TLSv1.3'],
  ['ELBSecurityPolicy-TLS13-1-3-2021-06', 'TLSv1.3', 'TLSv1.3'],
])('%s allows %s to %s', (policy, minVersion, maxVersion) => {
  expect(tlsVersionsOf(policy)).toEqual({ minVersion, maxVersion })
})

test.each([
  ['200', 200, true],
  ['200', 201, false],
  ['200-299', 204, true],
  ['200,301', 301, true],
  ['200-204,404', 403, false],
])('the codes %s and a %d: %s', (codes, status, expected) => {
  expect(matches(codes, status)).toBe(expected)
})
