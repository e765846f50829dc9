import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo, Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { internet, openAddressBook } from '../../../../electron/practice/address-book.ts'
import { apiCertificate } from '../../../../electron/practice/traffic/certificate.ts'
import { RestApiGateway } from '../../../../electron/practice/traffic/rest-api-gateway.ts'
import type { Integration, Route } from '../../../../electron/practice/traffic/routes.ts'
import { eventFacts } from './event-facts.ts'
import { functionFacts } from './function-facts.ts'
import type { GatewayFact } from './gateway-fact.ts'
import { headerFacts } from './header-facts.ts'
import { httpFacts } from './http-facts.ts'
import { ask, listen, valuesOf, type Message } from './raw-http.ts'

const toFunction: Integration = { type: 'AWS_PROXY', functionArn: 'arn:aws:lambda:f', timeoutMs: 5_000 }
const toHttp = (httpMethod: string, uri: string): Integration => ({
  type: 'HTTP_PROXY',
  httpMethod,
  uri,
  pathParameters: { proxy: 'proxy' },
  timeoutMs: 5_000,
})
const origin = 'http://origin.example.internal/'
const route = (httpMethod: string, resourcePath: string, integration: Integration = toFunction): Route => ({
  resourceId: `${httpMethod} ${resourcePath}`,
  resourcePath,
  httpMethod,
  integration,
})

/** What each stage serves; the order of the resources is the recorded one. */
const stages: Record<string, Route[]> = {
  lambda: [route('ANY', '/{proxy+}'), route('ANY', '/hardcoded')],
  variable: [route('ANY', '/{name}')],
  http: [route('ANY', '/{proxy+}', toHttp('ANY', `${origin}{proxy}`))],
  post: [route('ANY', '/{proxy+}', toHttp('POST', origin))],
  existing: [route('GET', '/existing')],
  siblings: [route('POST', '/test'), route('ANY', '/test/any'), route('OPTIONS', '/{proxy+}')],
  order: [route('GET', '/part1'), route('GET', '/{param+}'), route('GET', '/part1/hardcoded-value')],
}

let folder: string
let addressBookFile: string
let tls: { key: string; cert: string }
let originServer: Server
/** By their binary media types. */
const gateways = new Map<string, { gateway: RestApiGateway; port: number }>()
let fact: GatewayFact
let event: { headers: object; multiValueHeaders: object } | undefined
let asked: Message | undefined

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-facts-'))
  tls = await apiCertificate(folder, 'aws', 'us-west-2')
  const { server, port } = await listen((request) => {
    asked = request
    return originAnswer()
  })
  originServer = server
  const book = openAddressBook(join(folder, 'addresses'))
  book.publish(internet, 'origin.example.internal', 80, port)
  addressBookFile = book.file
})
beforeEach(() => {
  event = undefined
  asked = undefined
})
afterAll(() => {
  for (const { gateway } of gateways.values()) gateway.server.close()
  originServer.close()
  rmSync(folder, { recursive: true, force: true })
})

function originAnswer(): Message {
  const { start = 'HTTP/1.1 200 OK', headers = {}, body = '' } = fact.originAnswers ?? {}
  const bytes = Buffer.from(body)
  return { start, headers: [...Object.entries(headers), ['Content-Length', `${bytes.length}`]], body: bytes }
}

async function gatewayFor(binaryMediaTypes: readonly string[]): Promise<number> {
  const known = gateways.get(binaryMediaTypes.join())
  if (known !== undefined) return known.port
  const gateway = new RestApiGateway(
    {
      apiId: 'api123',
      accountId: '123456789012',
      partition: 'aws',
      region: 'us-west-2',
      domainName: 'api123.execute-api.us-west-2.amazonaws.com',
      binaryMediaTypes: [...binaryMediaTypes],
      addressBookFile,
      tls,
    },
    (_function, _source, given) => {
      event = JSON.parse(given) as NonNullable<typeof event>
      const { functionAnswers = { statusCode: 200 }, functionFails } = fact
      return Promise.resolve(
        functionFails === true
          ? { kind: 'failed', errorType: 'Error', message: 'It fails.' }
          : { kind: 'answered', payload: JSON.stringify(functionAnswers) },
      )
    },
  )
  for (const [name, routes] of Object.entries(stages))
    gateway.setStage(name, { deploymentId: 'd1', routes, variables: null, throttle: null, readyAfterMs: 0 })
  await new Promise<void>((resolve) => void gateway.server.listen(0, '127.0.0.1', resolve))
  const { port } = gateway.server.address() as AddressInfo
  gateways.set(binaryMediaTypes.join(), { gateway, port })
  return port
}

function requestOf({ method = 'GET', target = '/lambda/value', headers = {}, body }: Request): Message {
  const chunked = headers['Transfer-Encoding'] !== undefined
  const framing: [string, string][] =
    body === undefined ? [] : [['Content-Length', String(Buffer.byteLength(body))]]
  return {
    start: `${method} ${target} HTTP/1.1`,
    headers: [['Host', 'api123.execute-api.us-west-2.amazonaws.com'], ...Object.entries(headers), ...framing],
    body: chunked ? Buffer.from('1\r\nx\r\n0\r\n\r\n') : Buffer.from(body ?? ''),
  }
}
type Request = NonNullable<GatewayFact['request']>

function expectMessage(message: Message | undefined, wanted: GatewayFact['answer']): void {
  if (message === undefined) throw new Error('The integration was not asked.')
  if (wanted?.start !== undefined) expect(message.start).toBe(wanted.start)
  for (const [name, value] of Object.entries(wanted?.headers ?? {})) {
    const values = valuesOf(message, name, value !== undefined)
    if (value === undefined) expect({ [name]: values }).toEqual({ [name]: [] })
    else if (value instanceof RegExp) expect(values).toEqual([expect.stringMatching(value)])
    else expect({ [name]: values.join(', ') }).toEqual(Object.fromEntries([[name, value]]))
  }
  if (wanted?.body !== undefined) expect(message.body).toEqual(Buffer.from(wanted.body))
}

describe.each([
  ['the event of a function', eventFacts],
  ['what a function answers', functionFacts],
  ['headers', headerFacts],
  ['HTTP integrations and resources', httpFacts],
])('a REST API as on AWS: %s', (_, facts) => {
  test.each(facts.map((row) => [row.name, row] as const))('%s', async (_name, row) => {
    fact = row
    const port = await gatewayFor(row.binaryMediaTypes ?? [])
    const answer = await ask(port, requestOf(row.request ?? {}))
    if (row.event !== undefined) expect(event).toMatchObject(row.event)
    if (row.eventWithout !== undefined) {
      const names = [...Object.keys(event?.headers ?? {}), ...Object.keys(event?.multiValueHeaders ?? {})]
      expect(names).toContain('Host')
      expect(names.map((name) => name.toLowerCase())).not.toContain(row.eventWithout.toLowerCase())
    }
    if (row.asked !== undefined) expectMessage(asked, row.asked)
    if (row.answer !== undefined) expectMessage(answer, row.answer)
  })
})

test('every fact has a source, and a name of its own', () => {
  const all = [...eventFacts, ...functionFacts, ...headerFacts, ...httpFacts]
  expect(all.length).toBeGreaterThanOrEqual(60)
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
  expect(all.filter(({ source }) => source === '')).toEqual([])
})
