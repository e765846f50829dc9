import { describe, expect, test } from 'vitest'
import { mockIntegration } from '../../../../electron/practice/resources/api-gateway/mock-method.ts'
import { mockAnswer } from '../../../../electron/practice/traffic/mock-integration.ts'
import {
  privateUrl,
  type PathOverride,
  type RouteMatch,
} from '../../../../electron/practice/traffic/routes.ts'
import type { GatewayRequest } from '../../../../electron/practice/traffic/lambda-proxy.ts'

const request = (rawHeaders: string[], body = ''): GatewayRequest => ({
  requestId: '',
  extendedRequestId: '',
  traceId: '',
  receivedAtMs: 0,
  httpMethod: 'GET',
  fullPath: '/v1/child/a%20b.txt',
  path: '/child/a%20b.txt',
  query: 'c=d',
  rawHeaders,
  body: Buffer.from(body),
  sourceIp: '',
})

describe('a mock integration', () => {
  const integration = (behavior?: 'NEVER' | 'WHEN_NO_MATCH' | 'WHEN_NO_TEMPLATES') => {
    const made = mockIntegration({
      MethodResponses: [{ StatusCode: '200' }, { StatusCode: '404' }],
      Integration: {
        PassthroughBehavior: behavior,
        RequestTemplates: { 'application/json': '{statusCode: 200}' },
        IntegrationResponses: [
          {
            StatusCode: '200',
            ResponseTemplates: { 'application/json': '{"a":1}' },
            ResponseParameters: { 'method.response.header.X-Mine': "'yes'" },
          },
          { StatusCode: '404', SelectionPattern: '4\\d{2}', ResponseTemplates: {}, ResponseParameters: {} },
        ],
      },
    })
    if (made.type !== 'MOCK') throw new Error(made.type)
    return made
  }

  test('answers what its template and its responses say', () => {
    expect(mockAnswer(integration(), request([]))).toEqual({
      status: 200,
      rawHeaders: ['X-Mine', 'yes'],
      body: Buffer.from('{"a":1}'),
    })
  })

  test('passes another type through: its body gives the status, or it fails', () => {
    const plain = ['Content-Type', 'text/plain; charset=utf-8']
    expect(mockAnswer(integration(), request(plain, '{"statusCode": 404}'))).toMatchObject({ status: 404 })
    expect(mockAnswer(integration(), request(plain))).toMatchObject({ status: 500 })
  })

  test.each(['NEVER', 'WHEN_NO_TEMPLATES'] as const)('refuses another type with %s', (behavior) => {
    const plain = request(['content-type', 'text/plain'], '{"statusCode": 200}')
    expect(mockAnswer(integration(behavior), plain)).toMatchObject({ status: 415 })
    expect(mockAnswer(integration(behavior), request([]))).toMatchObject({ status: 200 })
  })

  test.each([
    ['a status without a method response', [{ StatusCode: '201' }], '{"statusCode": 200}'],
    ['a template of more than a status', [{ StatusCode: '200' }], '{"statusCode": $input.params("a")}'],
  ])('is refused with %s', (_, responses, template) => {
    const IntegrationResponses = responses.map((one) => ({
      ...one,
      ResponseTemplates: {},
      ResponseParameters: {},
    }))
    const RequestTemplates = { 'application/json': template }
    const method = {
      MethodResponses: [{ StatusCode: '200' }],
      Integration: { RequestTemplates, IntegrationResponses },
    }
    expect(() => mockIntegration(method)).toThrow(/Invalid Response status code|as request template/)
  })
})

describe('the URL of a private integration', () => {
  const match = { pathParameters: { proxy: 'child/a%20b.txt' } } as unknown as RouteMatch
  const link = (overrides: Record<string, PathOverride>) => ({
    network: 'vpc-1',
    host: 'internal-b',
    port: 80,
    reachable: true,
    overrides,
  })
  const urlOf = (overrides: Record<string, PathOverride>, headers: string[] = []): string =>
    privateUrl('http://internal-b', link(overrides), request(headers), match).href

  test('has the stage in its path', () => {
    expect(urlOf({})).toBe('http://internal-b/v1/child/a%20b.txt?c=d')
  })

  test('has the path that a template of the media type says', () => {
    const json = { 'application/json': { parameter: 'proxy' } }
    expect(urlOf(json)).toBe('http://internal-b/child/a%20b.txt?c=d')
    expect(urlOf(json, ['content-type', 'text/plain'])).toBe('http://internal-b/v1/child/a%20b.txt?c=d')
    expect(urlOf({ '*/*': { path: '/' } }, ['content-type', 'text/plain'])).toBe('http://internal-b/?c=d')
  })
})
