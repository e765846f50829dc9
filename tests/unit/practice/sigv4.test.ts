import { describe, expect, test } from 'vitest'
import { canonicalRequest, signatureOf, signRequest } from '../../../electron/practice/signature.ts'
import { disbeliefOfClaim, isSignedBy, readClaim } from '../../../electron/practice/sigv4.ts'

const key = {
  accessKeyId: 'SLUICEPRACTICEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
}
const nowMs = Date.UTC(2015, 7, 30, 12, 36, 0)

test('the published example of AWS: GET with sorted headers, service "service"', () => {
  // The "get-vanilla-query-order-key" case of AWS's Signature Version 4 test suite.
  const parts = {
    method: 'GET',
    target: '/?Param2=value2&Param1=value1',
    headers: { host: 'example.amazonaws.com', 'x-amz-date': '20150830T123600Z' },
    signedHeaders: ['host', 'x-amz-date'],
    body: '',
  }
  const scope = { date: '20150830', region: 'us-east-1', service: 'service' }
  expect(signatureOf(parts, scope, '20150830T123600Z', key.secretAccessKey)).toBe(
    'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
  )
})

test('path and query are spelled in the one way that both sides sign', () => {
  const parts = {
    method: 'POST',
    headers: { host: 'h', 'x-a': '  a   b ' },
    signedHeaders: ['x-a', 'host'],
    body: '',
  }
  const [, path, query, ...headers] = canonicalRequest({
    ...parts,
    target: "/a%3Ab/c?b-c=1&b=2&flag&a=x%20y'",
  }).split('\n')
  expect(path).toBe('/a%253Ab/c')
  expect(query).toBe('a=x%20y%27&b=2&b-c=1&flag=')
  expect(headers.slice(0, 4)).toEqual(['host:h', 'x-a:a b', '', 'host;x-a'])
})

describe('verification', () => {
  const request = {
    method: 'POST',
    target: '/',
    headers: { host: '127.0.0.1:4000', 'x-amz-target': 'T.O' },
    body: '{"a":1}',
  }
  const signed = signRequest(request, key, 'us-west-2', 'ssm', nowMs)
  const verify = (
    changed: { method?: string; target?: string; headers?: Record<string, string>; body?: string } = {},
  ): boolean => {
    const headers = changed.headers ?? signed
    const claim = readClaim(headers)
    if (claim === undefined) return false
    return isSignedBy(key, claim, {
      ...request,
      ...changed,
      headers,
      body: Buffer.from(changed.body ?? request.body),
    })
  }

  test('what we sign, we believe', () => {
    expect(verify()).toBe(true)
    expect(readClaim(signed)?.scope).toEqual({ date: '20150830', region: 'us-west-2', service: 'ssm' })
  })

  test.each([
    ['body', { body: '{"a":2}' }],
    ['method', { method: 'PUT' }],
    ['path', { target: '/x' }],
    ['query', { target: '/?a=1' }],
    ['target header', { headers: { ...signed, 'x-amz-target': 'T.Other' } }],
    ['date', { headers: { ...signed, 'x-amz-date': '20150830T123601Z' } }],
    [
      'region',
      { headers: { ...signed, authorization: signed['authorization']!.replace('us-west-2', 'us-east-1') } },
    ],
    ['a header that the signature does not cover', { headers: { ...signed, 'x-amz-more': '1' } }],
    [
      'a covered header taken away',
      { headers: Object.fromEntries(Object.entries(signed).filter(([name]) => name !== 'x-amz-target')) },
    ],
  ])('a changed %s is noticed', (_what, changed) => {
    expect(verify(changed)).toBe(false)
  })

  test('host must be covered', () => {
    const { host: _, ...headers } = request.headers
    const withoutHost = signRequest({ ...request, headers }, key, 'us-west-2', 'ssm', nowMs)
    expect(verify({ headers: { ...withoutHost, host: '127.0.0.1:4000' } })).toBe(false)
  })

  test('key, token and time are looked at before the body', () => {
    const claim = readClaim(signed)
    const disbelief = (atMs: number, headers: Record<string, string> = signed, id = key.accessKeyId) =>
      disbeliefOfClaim(claim, headers, { ...key, accessKeyId: id }, atMs)
    expect(disbelief(nowMs)).toBeUndefined()
    expect(disbelief(nowMs + 299_000)).toBeUndefined()
    expect(disbelief(nowMs + 301_000)).toBe('too-old')
    expect(disbelief(nowMs - 301_000)).toBe('too-old')
    expect(disbelief(nowMs, signed, 'SLUICEPRACTICANOTHER')).toBe('unknown-key')
    expect(disbelief(nowMs, { ...signed, 'x-amz-security-token': 't' })).toBe('unknown-key')
    const session = { ...key, token: 't', expiresAtMs: nowMs + 1 }
    const withToken = { ...signed, 'x-amz-security-token': 't' }
    expect(disbeliefOfClaim(claim, withToken, session, nowMs)).toBeUndefined()
    expect(disbeliefOfClaim(claim, signed, session, nowMs)).toBe('unknown-key')
    expect(disbeliefOfClaim(claim, withToken, session, nowMs + 1)).toBe('expired')
    expect(disbeliefOfClaim(readClaim({ authorization: 'Bearer x' }), {}, key, nowMs)).toBe('missing-token')
    expect(disbeliefOfClaim({ ...claim!, timestamp: '20150830T129999Z' }, signed, key, nowMs)).toBe(
      'wrong-signature',
    )
    expect(disbeliefOfClaim({ ...claim!, timestamp: '20150831T123600Z' }, signed, key, nowMs)).toBe(
      'wrong-signature',
    )
  })
})
