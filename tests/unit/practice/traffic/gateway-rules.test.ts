import { describe, expect, test } from 'vitest'
import { afterCheck, unknownHealth } from '../../../../electron/practice/traffic/instance-health.ts'
import { lambdaProxyAnswer } from '../../../../electron/practice/traffic/lambda-proxy-answer.ts'
import { asText, isBinary, unescapedMediaTypes } from '../../../../electron/practice/traffic/media-types.ts'
import { lowerCaseName } from '../../../../electron/practice/resources/names.ts'
import { endToEndHeaders } from '../../../../electron/practice/traffic/relay.ts'
import { tokenBucket } from '../../../../electron/practice/traffic/token-bucket.ts'

test('a token bucket lets the burst pass at once, then the rate', () => {
  const mayPass = tokenBucket({ ratePerSec: 10, burst: 3 }, 0)
  expect([mayPass(0), mayPass(0), mayPass(0), mayPass(0)]).toEqual([true, true, true, false])
  expect([mayPass(99), mayPass(100), mayPass(150), mayPass(200)]).toEqual([false, true, false, true])
  expect(Array.from({ length: 5 }, () => mayPass(60_000)).filter(Boolean)).toHaveLength(3)
})

describe('binary media types', () => {
  test('only the first type counts, without its parameters; none counts as JSON', () => {
    expect(isBinary('image/png;q=0.9, text/html', ['image/png'])).toBe(true)
    expect(isBinary('text/html, image/png', ['image/png'])).toBe(false)
    expect(isBinary(undefined, ['image/png'])).toBe(false)
    expect(isBinary(undefined, ['*/*'])).toBe(true)
    expect(isBinary('*/*', ['image/png'])).toBe(false)
    expect(unescapedMediaTypes(['*~1*', 'image/png'])).toEqual(['*/*', 'image/png'])
  })

  test('bytes taken for text lose what is not UTF-8', () => {
    expect(asText(Buffer.from('grüße')).toString()).toBe('grüße')
    expect(asText(Buffer.from([0x50, 0x4b, 0xff])).equals(Buffer.from([0x50, 0x4b, 0xef, 0xbf, 0xbd]))).toBe(
      true,
    )
  })
})

describe('a function’s answer', () => {
  test('is decoded only when the caller accepts a binary type first', () => {
    const payload = JSON.stringify({
      statusCode: 200,
      body: Buffer.from([1, 2, 255]).toString('base64'),
      isBase64Encoded: true,
    })
    expect(lambdaProxyAnswer(payload, '*/*', ['*/*'])?.body).toEqual(Buffer.from([1, 2, 255]))
    expect(lambdaProxyAnswer(payload, 'text/html', ['image/png'])?.body.toString()).toBe('AQL/')
  })

  test('has several values of a header, first those of multiValueHeaders', () => {
    const payload = JSON.stringify({
      statusCode: '201',
      headers: { 'X-A': 1, 'set-cookie': 'c' },
      multiValueHeaders: { 'Set-Cookie': ['a', 'b'] },
    })
    expect(lambdaProxyAnswer(payload, undefined, [])).toMatchObject({
      status: 201,
      rawHeaders: ['X-A', '1', 'Set-Cookie', 'a', 'Set-Cookie', 'b', 'Set-Cookie', 'c'],
    })
  })

  test.each([
    'null',
    '"text"',
    '[]',
    '{"statusCode":"x"}',
    '{"statusCode":"0xc8"}',
    '{"statusCode":[200]}',
    '{"statusCode":99}',
    '{"isBase64Encoded":"true"}',
    '{"statusCode":200,"body":{}}',
    '{"statusCode":200,"headers":[1]}',
    'not JSON',
  ])('that is %s is malformed', (payload) =>
    expect(lambdaProxyAnswer(payload, undefined, [])).toBeUndefined(),
  )
})

test('an instance comes into service after a while of health, and leaves after failures in a row', () => {
  const rules = { inServiceMs: 300, unhealthyThreshold: 2 }
  const seen: boolean[] = []
  let health = unknownHealth
  for (const [atMs, succeeded] of [
    [0, true],
    [200, true],
    [400, true],
    [600, false],
    [800, true],
    [1_000, false],
    [1_200, false],
    [1_400, true],
  ] as const) {
    health = afterCheck(health, { succeeded, atMs }, rules)
    seen.push(health.inService)
  }
  expect(seen).toEqual([false, false, true, true, true, true, false, false])
})

test('headers of the connection stay behind, names and order of the others stay', () => {
  expect(
    endToEndHeaders(['Host', 'a', 'Connection', 'close', 'X-B', '1', 'x-b', '2', 'Keep-Alive', '5']),
  ).toEqual(['Host', 'a', 'X-B', '1', 'x-b', '2'])
})

test('a generated name fits, in lower case', () => {
  const name = lowerCaseName({ stackName: 'sluice-d7k2m4p9-backend', logicalId: 'LoadBalancer' }, 32)
  expect(name).toMatch(/^[a-z][a-z0-9-]+-[a-z0-9]{12}$/)
  expect(name.length).toBeLessThanOrEqual(32)
  expect(lowerCaseName({ stackName: 'a', logicalId: 'B' }, 64)).toMatch(/^a-b-[a-z0-9]{12}$/)
})
