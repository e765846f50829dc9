import * as http from 'node:http'
import type { AddressInfo } from 'node:net'
import { compileFunction } from 'node:vm'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../electron/practice/world.ts'
import { propertiesOf } from './bundled.ts'

const codeOf = (file: string): string =>
  (propertiesOf(file, 'Function')['Code'] as { ZipFile: string }).ZipFile
const code = codeOf('scenarios/lambda-proxy.yaml')
const bytes = Buffer.from([0x50, 0x4b, 3, 4, 0, 0xff, 0xfe, 0x80])

interface LambdaAnswer {
  statusCode: number
  /** Of REST APIs and of payload format 1.0. */
  multiValueHeaders: Record<string, string[]>
  /** Of payload format 2.0. */
  headers?: Record<string, string>
  cookies?: string[]
  body: string
  isBase64Encoded: boolean
}

interface Seen {
  method: string
  url: string
  headers: http.IncomingHttpHeaders
  body: string
  socket: number
}

const sockets = new Set<object>()
const seen: Seen[] = []
let answerWith: (response: http.ServerResponse, request: http.IncomingMessage) => void
const origin = http.createServer((request, response) => {
  sockets.add(request.socket)
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const { method = '', url = '', headers } = request
    seen.push({ method, url, headers, body: Buffer.concat(chunks).toString(), socket: sockets.size })
    answerWith(response, request)
  })
})

beforeAll(() => new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve)))
afterAll(() => new Promise<unknown>((resolve) => origin.close(resolve).closeAllConnections()))
afterEach(() => {
  seen.length = 0
})

/**
 * The template's code as Lambda loads it; what it asks of port 80 goes to our own server, whatever else it
 * says is kept.
 */
function load(connectionReuse: string, port = (origin.address() as AddressInfo).port, timeoutMs = 5_000) {
  const request = (options: http.RequestOptions, listener: (response: http.IncomingMessage) => void) => {
    expect(options.port).toBe(80)
    return http.request({ ...options, port }, listener)
  }
  const exported: { handler?: (event: JsonObject) => Promise<LambdaAnswer> } = {}
  const run = compileFunction(code, ['exports', 'require', 'process', 'console']) as (
    ...given: unknown[]
  ) => void
  const require = (name: string) => (name === 'node:http' ? { ...http, request } : expect.unreachable(name))
  run(
    exported,
    require,
    {
      env: {
        ORIGIN_ADDRESS: '127.0.0.1',
        CONNECTION_REUSE: connectionReuse,
        ORIGIN_TIMEOUT_MS: String(timeoutMs),
      },
    },
    { error: () => undefined },
  )
  const { handler } = exported
  if (handler === undefined) throw new Error('the code exports no handler')
  return handler
}

function event(given: JsonObject = {}): JsonObject {
  return {
    resource: '/{proxy+}',
    path: '/',
    httpMethod: 'GET',
    headers: { Accept: '*/*' },
    multiValueHeaders: {
      Accept: ['*/*'],
      Host: ['abc.execute-api.us-west-2.amazonaws.com'],
      'X-Forwarded-For': ['192.0.2.1, 192.0.2.2'],
    },
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    body: null,
    isBase64Encoded: false,
    ...given,
  }
}

describe('the Lambda proxy', () => {
  beforeAll(() => {
    answerWith = (response) =>
      response
        .writeHead(
          200,
          [
            ['Content-Type', 'application/zip'],
            ['Set-Cookie', 'a=1'],
            ['Set-Cookie', 'b=2'],
          ].flat(),
        )
        .end(bytes)
  })

  test('gives binary answers as base64, with every header but those of the connection', async () => {
    const answer = await load('per-request')(event({ path: '/random_text_files.zip' }))
    expect(answer).toMatchObject({ statusCode: 200, isBase64Encoded: true, body: bytes.toString('base64') })
    expect(answer.multiValueHeaders).toMatchObject({
      'content-type': ['application/zip'],
      'set-cookie': ['a=1', 'b=2'],
    })
    expect(Object.keys(answer.multiValueHeaders)).not.toEqual(expect.arrayContaining(['connection']))
    expect(Object.keys(answer.multiValueHeaders)).not.toEqual(expect.arrayContaining(['transfer-encoding']))
  })

  test('passes on method, path, query, headers and a binary body', async () => {
    await load('per-request')(
      event({
        httpMethod: 'PUT',
        path: '/child/ü b?c%20d',
        multiValueQueryStringParameters: { q: ['a b', 'c&d'], empty: [''] },
        multiValueHeaders: {
          'Content-Type': ['text/plain'],
          Host: ['elsewhere'],
          Connection: ['close'],
          'X-Many': ['1', '2'],
        },
        body: Buffer.from('a body').toString('base64'),
        isBase64Encoded: true,
      }),
    )
    expect(seen).toHaveLength(1)
    expect(seen[0]).toMatchObject({
      method: 'PUT',
      url: '/child/%C3%BC%20b%3Fc%20d?q=a%20b&q=c%26d&empty=',
      body: 'a body',
    })
    expect(seen[0]?.headers).toMatchObject({
      'content-type': 'text/plain',
      'content-length': '6',
      host: expect.stringMatching(/^127\.0\.0\.1:/) as string,
      'x-many': '1, 2',
    })
  })

  test('passes on the status of an error', async () => {
    answerWith = (response) => response.writeHead(404).end('no')
    expect(await load('per-request')(event())).toMatchObject({
      statusCode: 404,
      body: Buffer.from('no').toString('base64'),
    })
  })

  test('opens a connection for each request, or keeps one, as its parameter says', async () => {
    answerWith = (response) => response.end('ok')
    for (const [reuse, expected] of [
      ['per-request', 3],
      ['keep-alive', 1],
    ] as const) {
      const before = sockets.size
      const handler = load(reuse)
      for (let asked = 0; asked < 3; asked += 1) await handler(event())
      expect(sockets.size - before).toBe(expected)
    }
    expect(seen.map(({ headers }) => headers.connection)).toEqual([
      'close',
      'close',
      'close',
      'keep-alive',
      'keep-alive',
      'keep-alive',
    ])
  })

  test('tries once more on a new connection when the kept one was closed meanwhile', async () => {
    answerWith = (response) => response.end('ok')
    const handler = load('keep-alive')
    await handler(event())
    let broken = 0
    answerWith = (response, request) => {
      broken += 1
      if (broken > 1) response.end('again')
      else request.socket.resetAndDestroy()
    }
    expect(await handler(event())).toMatchObject({
      statusCode: 200,
      body: Buffer.from('again').toString('base64'),
    })
  })

  test('answers 502 as JSON when the origin does not answer', async () => {
    answerWith = (_, request) => request.socket.destroy()
    for (const handler of [load('per-request'), load('keep-alive', 1)]) {
      const answer = await handler(event())
      expect(answer).toMatchObject({
        statusCode: 502,
        isBase64Encoded: true,
        multiValueHeaders: { 'content-type': ['application/json'] },
      })
      expect(JSON.parse(Buffer.from(answer.body, 'base64').toString())).toEqual({
        message: expect.stringMatching(/did not answer: ECONN/),
      })
    }
  })
})

/** An event of payload format 2.0. */
function event2(given: JsonObject = {}, method = 'GET'): JsonObject {
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: '/',
    rawQueryString: '',
    headers: { accept: '*/*', host: 'abc.lambda-url.us-west-2.on.aws', 'x-forwarded-for': '192.0.2.1' },
    requestContext: { http: { method, path: '/', protocol: 'HTTP/1.1' } },
    isBase64Encoded: false,
    ...given,
  }
}

describe('payload format 2.0', () => {
  test('gets bytes, headers of one value, and cookies apart', async () => {
    answerWith = (response) =>
      response
        .writeHead(200, [
          'Content-Type',
          'application/zip',
          'Set-Cookie',
          'a=1',
          'Set-Cookie',
          'b=2',
          'X-A',
          '1',
          'X-A',
          '2',
        ])
        .end(bytes)
    const { headers, cookies, ...answer } = await load('per-request')(event2())
    expect(answer).toEqual({ statusCode: 200, isBase64Encoded: true, body: bytes.toString('base64') })
    expect(headers).toMatchObject({ 'content-type': 'application/zip', 'x-a': '1, 2' })
    expect(Object.keys(headers ?? {})).not.toEqual(expect.arrayContaining(['set-cookie']))
    expect(cookies).toEqual(['a=1', 'b=2'])
  })

  test('passes on method, path, query, cookies, headers and a binary body as they came', async () => {
    answerWith = (response) => response.end('ok')
    await load('per-request')(
      event2(
        {
          rawPath: '/a%2Fb/c%20d',
          rawQueryString: 'q=a%20b&q=c%26d&empty=&%3F',
          cookies: ['a=1', 'b=2'],
          headers: { host: 'elsewhere', connection: 'close', 'x-many': '1,2', 'content-type': 'text/plain' },
          body: Buffer.from('a body').toString('base64'),
          isBase64Encoded: true,
        },
        'PUT',
      ),
    )
    expect(seen[0]).toMatchObject({
      method: 'PUT',
      url: '/a%2Fb/c%20d?q=a%20b&q=c%26d&empty=&%3F',
      body: 'a body',
    })
    expect(seen[0]?.headers).toMatchObject({ cookie: 'a=1; b=2', 'x-many': '1,2', 'content-length': '6' })
  })

  test('a path that the gateway has decoded stays one path', async () => {
    answerWith = (response) => response.end('ok')
    await load('per-request')(event2({ rawPath: '/ü b?c#d/100%/%41' }))
    expect(seen[0]?.url).toBe('/%C3%BC%20b%3Fc%23d/100%25/%41')
  })

  test('answers 502 in its own form, also where the origin is silent', async () => {
    answerWith = (_, request) => void setTimeout(() => request.socket.destroy(), 500)
    const answer = await load('per-request', undefined, 50)(event2())
    expect(answer).toMatchObject({ statusCode: 502, headers: { 'content-type': 'application/json' } })
    expect(answer.multiValueHeaders).toBeUndefined()
  })
})

test.each(['http-lambda', 'function-url'])('%s has the same code', (id) => {
  expect(codeOf(`scenarios/${id}/template.yaml`)).toBe(code)
})
