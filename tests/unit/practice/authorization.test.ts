import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { authFailureOf, isSignedBy, readAuthorization } from '../../../electron/practice/authorization.ts'
import { signRequest } from '../../../electron/practice/signature.ts'

const key = {
  accessKeyId: 'SLUICEPRACTICEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
}
const nowMs = Date.UTC(2015, 7, 30, 12, 36, 0)

test.each([
  [
    'get-vanilla-query-order-key',
    { method: 'GET', target: '/?Param2=value2&Param1=value1' },
    'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
  ],
  [
    'post-vanilla',
    { method: 'POST', target: '/' },
    '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
  ],
  [
    'get-header-value-trim',
    { method: 'GET', target: '/', more: { 'my-header1': ' value1', 'my-header2': ' "a   b   c"' } },
    'acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736',
  ],
])('%s of AWS’s Signature Version 4 test suite', async (_name, { method, target, ...rest }, expected) => {
  const more: Record<string, string> = 'more' in rest ? rest.more : {}
  const request = { method, target, headers: { host: 'example.amazonaws.com', ...more }, body: '' }
  const suiteKey = { ...key, accessKeyId: 'AKIDEXAMPLE' }
  const signed = await signRequest(request, suiteKey, 'us-east-1', 'service', nowMs)
  expect(readAuthorization(signed)?.signature).toBe(expected)
})

describe('verification', () => {
  const request = {
    method: 'POST',
    target: '/',
    headers: { host: '127.0.0.1:4000', 'x-amz-target': 'T.O' },
    body: '{"a":1}',
  }
  let signed: Record<string, string>
  beforeAll(async () => {
    signed = await signRequest(request, key, 'us-west-2', 'ssm', nowMs)
  })
  type Changes = { method?: string; target?: string; headers?: Record<string, string>; body?: string }
  const verify = async (changes: Changes = {}): Promise<boolean> => {
    const headers = changes.headers ?? signed
    const authorization = readAuthorization(headers)
    if (authorization === undefined) return false
    const body = Buffer.from(changes.body ?? request.body)
    return isSignedBy(key, authorization, { ...request, ...changes, headers, body })
  }

  test('a request that is signed with the key is accepted', async () => {
    expect(await verify()).toBe(true)
    expect(readAuthorization(signed)).toMatchObject({ date: '20150830', region: 'us-west-2', service: 'ssm' })
  })

  test.each([
    ["/a%3Ab/c?b-c=1&b=2&flag&a=x%20y'&b=1", '/a%3Ab/c'],
    ['/2015-03-31/functions/%F0%9F%98%80?Tag=%E2%82%AC', '/'],
  ])('every part of %s counts', async (target, other) => {
    const headers = await signRequest({ ...request, target }, key, 'us-west-2', 'lambda', nowMs)
    expect(await verify({ target, headers })).toBe(true)
    expect(await verify({ target: other, headers })).toBe(false)
    expect(await verify({ target: target.replace('%', '%25'), headers })).toBe(false)
    expect(await verify({ target: target.replaceAll(/=[^&]+/g, '=other'), headers })).toBe(false)
  })

  test.each<[string, Changes | (() => Changes)]>([
    ['body', { body: '{"a":2}' }],
    ['method', { method: 'PUT' }],
    ['path', { target: '/x' }],
    ['query', { target: '/?a=1' }],
    ['query, by a parameter of presigned URLs', { target: '/?X-Amz-Signature=1' }],
    ['target header', () => ({ headers: { ...signed, 'x-amz-target': 'T.Other' } })],
    ['date', () => ({ headers: { ...signed, 'x-amz-date': '20150830T123601Z' } })],
    [
      'region',
      () => ({
        headers: { ...signed, authorization: signed['authorization']!.replace('us-west-2', 'us-east-1') },
      }),
    ],
    ['header that is not signed', () => ({ headers: { ...signed, 'x-amz-more': '1' } })],
    [
      'header, removed',
      () => ({
        headers: Object.fromEntries(Object.entries(signed).filter(([name]) => name !== 'x-amz-target')),
      }),
    ],
  ])('a changed %s is refused', async (_what, changes) => {
    expect(await verify(typeof changes === 'function' ? changes() : changes)).toBe(false)
  })

  test('host must be signed', async () => {
    const { host: _, ...headers } = request.headers
    const withoutHost = await signRequest({ ...request, headers }, key, 'us-west-2', 'ssm', nowMs)
    expect(await verify({ headers: { ...withoutHost, host: '127.0.0.1:4000' } })).toBe(false)
  })

  test('the hash of the body in a header does not stand for the body', async () => {
    const hash = createHash('sha256').update(request.body).digest('hex')
    const hashed = { ...request, headers: { ...request.headers, 'x-amz-content-sha256': hash } }
    const headers = await signRequest(hashed, key, 'us-west-2', 'ssm', nowMs)
    expect(headers['x-amz-content-sha256']).toBe(hash)
    expect(await verify({ headers })).toBe(true)
    expect(await verify({ headers, body: '{"a":2}' })).toBe(false)
  })

  test('key, session token and time are checked before the body is read', () => {
    const authorization = readAuthorization(signed)
    const failure = (atMs: number, headers: Record<string, string> = signed, id = key.accessKeyId) =>
      authFailureOf(authorization, headers, { ...key, accessKeyId: id }, atMs)
    expect(failure(nowMs)).toBeUndefined()
    expect(failure(nowMs + 299_000)).toBeUndefined()
    expect(failure(nowMs + 301_000)).toBe('too-old')
    expect(failure(nowMs - 301_000)).toBe('too-old')
    expect(failure(nowMs, signed, 'SLUICEPRACTICANOTHER')).toBe('unknown-key')
    expect(failure(nowMs, { ...signed, 'x-amz-security-token': 't' })).toBe('unknown-key')
    const session = { ...key, token: 't', expiresAtMs: nowMs + 1 }
    const withToken = { ...signed, 'x-amz-security-token': 't' }
    expect(authFailureOf(authorization, withToken, session, nowMs)).toBeUndefined()
    expect(authFailureOf(authorization, signed, session, nowMs)).toBe('unknown-key')
    expect(authFailureOf(authorization, withToken, session, nowMs + 1)).toBe('expired')
    expect(authFailureOf(readAuthorization({ authorization: 'Bearer x' }), {}, key, nowMs)).toBe(
      'missing-token',
    )
    expect(authFailureOf({ ...authorization!, timestamp: '20150830T129999Z' }, signed, key, nowMs)).toBe(
      'wrong-signature',
    )
    expect(authFailureOf({ ...authorization!, timestamp: '20150831T123600Z' }, signed, key, nowMs)).toBe(
      'wrong-signature',
    )
  })
})
