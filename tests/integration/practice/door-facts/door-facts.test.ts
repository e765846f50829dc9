import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { internet, openAddressBook } from '../../../../electron/practice/address-book.ts'
import type { AddressBook } from '../../../../electron/practice/world.ts'
import { startListener } from '../../../../electron/practice/traffic/application-load-balancer-proxy.ts'
import { apiCertificate } from '../../../../electron/practice/traffic/certificate.ts'
import { FunctionUrlGateway } from '../../../../electron/practice/traffic/function-url-gateway.ts'
import { HttpApiGateway } from '../../../../electron/practice/traffic/http-api-gateway.ts'
import type { HttpIntegration } from '../../../../electron/practice/traffic/http-api-messages.ts'
import type { Invoke } from '../../../../electron/practice/traffic/lambda-integration.ts'
import { ask, listen, valuesOf, type Message } from '../gateway-facts/raw-http.ts'
import { until } from '../traffic-world.ts'
import { balancerFacts } from './balancer-facts.ts'
import type { DoorFact, DoorKind } from './door-fact.ts'
import { functionUrlFacts } from './function-url-facts.ts'
import { httpAnswerFacts } from './http-answer-facts.ts'
import { httpEventFacts } from './http-event-facts.ts'

const vpc = 'vpc-1'
const originHost = 'origin.example.internal'
const hosts: Record<DoorKind, string> = {
  'http-1.0': 'api123.execute-api.us-west-2.amazonaws.com',
  'http-2.0': 'api123.execute-api.us-west-2.amazonaws.com',
  'http-public': 'api123.execute-api.us-west-2.amazonaws.com',
  'http-private': 'api123.execute-api.us-west-2.amazonaws.com',
  'function-url': 'url123.lambda-url.us-west-2.on.aws',
  alb: 'www.example.com',
}

let folder: string
let book: AddressBook
let tls: { key: string; cert: string }
/** What answers, what says nothing, and what speaks something else than HTTP. */
let origins: Record<'answers' | 'silent' | 'nonsense', Server>
const ports = new Map<DoorKind, number>()
const closing: (() => void)[] = []
let fact: DoorFact
let event: { headers: object; [field: string]: unknown } | undefined
let asked: Message | undefined

const invoke: Invoke = (_function, _source, given) => {
  event = JSON.parse(given) as NonNullable<typeof event>
  const { functionAnswers = { statusCode: 200 }, outcome } = fact
  return Promise.resolve(outcome ?? { kind: 'answered', payload: JSON.stringify(functionAnswers) })
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-doors-'))
  tls = await apiCertificate(folder, 'aws', 'us-west-2')
  book = openAddressBook(join(folder, 'addresses'))
  const answering = await listen((request) => {
    // The checks of the load balancer are no requests of a fact.
    if (!request.headers.some(([, value]) => value.startsWith('ELB-HealthChecker'))) asked = request
    return originAnswer()
  })
  origins = {
    answers: answering.server,
    silent: await rawServer(() => undefined),
    nonsense: await rawServer((text) =>
      text.includes('ELB-HealthChecker') ? 'HTTP/1.1 200 OK\r\n\r\n' : 'no\r\n\r\n',
    ),
  }
  await lead('answers')
  for (const kind of ['http-1.0', 'http-2.0', 'http-public', 'http-private'] as const)
    ports.set(kind, await startHttpApi(integrationOf(kind)))
  ports.set('function-url', await startFunctionUrl())
  ports.set('alb', await startBalancer())
}, 30_000)
beforeEach(() => {
  event = undefined
  asked = undefined
})
afterAll(() => {
  for (const close of closing) close()
  for (const server of Object.values(origins)) server.close()
  rmSync(folder, { recursive: true, force: true })
})

async function rawServer(answer: (received: string) => string | undefined): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.on('data', (piece: Buffer) => {
      const text = answer(piece.toString('latin1'))
      if (text !== undefined) socket.end(text)
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return server
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port

let leadsTo: keyof typeof origins | 'gone' | undefined

/** Lets the origin's address lead to one of the servers, or nowhere. The load balancer notices later. */
async function lead(origin: keyof typeof origins | 'gone'): Promise<void> {
  if (origin === leadsTo) return
  for (const network of [vpc, internet]) {
    if (origin === 'gone') book.withdraw(network, originHost, 80)
    else book.publish(network, originHost, 80, portOf(origins[origin]))
  }
  await sleep(leadsTo === undefined ? 0 : 600)
  leadsTo = origin
}

function integrationOf(kind: 'http-1.0' | 'http-2.0' | 'http-public' | 'http-private'): HttpIntegration {
  if (kind === 'http-1.0' || kind === 'http-2.0')
    return {
      type: 'AWS_PROXY',
      functionArn: 'arn:aws:lambda:f',
      payload: kind === 'http-1.0' ? '1.0' : '2.0',
      timeoutMs: 5_000,
    }
  const isPrivate = kind === 'http-private'
  const target = { network: isPrivate ? vpc : internet, host: originHost, port: 80, reachable: true }
  return {
    type: 'HTTP_PROXY',
    httpMethod: 'ANY',
    target: { kind: isPrivate ? 'private' : 'public', ...target },
    timeoutMs: 300,
  }
}

async function startHttpApi(integration: HttpIntegration): Promise<number> {
  const place = { accountId: '123456789012', partition: 'aws', region: 'us-west-2' }
  const settings = {
    ...place,
    apiId: 'api123',
    domainName: hosts['http-2.0'],
    addressBookFile: book.file,
    tls,
  }
  const gateway = new HttpApiGateway(settings, invoke)
  gateway.setStage({ integration, variables: null, throttle: null, readyAfterMs: 0 })
  return listening(gateway.server)
}

async function startFunctionUrl(): Promise<number> {
  const settings = {
    urlId: 'url123',
    domainName: hosts['function-url'],
    functionArn: 'arn:aws:lambda:f',
    tls,
  }
  return listening(new FunctionUrlGateway(settings, invoke).server)
}

async function listening(server: HttpApiGateway['server']): Promise<number> {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return portOf(server)
}

async function startBalancer(): Promise<number> {
  fact = { name: '', source: '', door: 'alb' }
  const { port } = await startListener({
    addressBookFile: book.file,
    vpcId: vpc,
    port: 443,
    tls: { ...tls, minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3' },
    idleTimeoutMs: 300,
    preserveHost: false,
    forwardedFor: 'append',
    dropInvalidHeaders: false,
    rewrites: [],
    task: {
      type: 'forward',
      leastOutstanding: false,
      healthCheck: {
        path: '/',
        port: undefined,
        intervalMs: 5_000,
        timeoutMs: 1_000,
        inServiceMs: 0,
        unhealthyThreshold: 2,
        codes: '200',
      },
      targets: [{ host: originHost, port: 80 }],
    },
  })
  await until(async () => (await ask(port, requestOf({}, 'alb'))).start === 'HTTP/1.1 200 OK')
  return port
}

function originAnswer(): Message {
  const { start = 'HTTP/1.1 200 OK', headers = {}, body = '' } = fact.originAnswers ?? {}
  const bytes = Buffer.from(body)
  return { start, headers: [...Object.entries(headers), ['Content-Length', `${bytes.length}`]], body: bytes }
}

function requestOf(
  { method = 'GET', target = '/value', headers = {}, body }: NonNullable<DoorFact['request']>,
  door: DoorKind,
): Message {
  const framing: [string, string][] =
    body === undefined ? [] : [['Content-Length', String(Buffer.byteLength(body))]]
  const host: [string, string][] = headers['Host'] === undefined ? [['Host', hosts[door]]] : []
  return {
    start: `${method} ${target} HTTP/1.1`,
    headers: [...host, ...Object.entries(headers), ...framing],
    body: Buffer.from(body ?? ''),
  }
}

function expectMessage(message: Message | undefined, wanted: DoorFact['answer']): void {
  if (message === undefined) throw new Error('The backend was not asked.')
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
  ['the event of an HTTP API', httpEventFacts],
  ['an HTTP API', httpAnswerFacts],
  ['a function URL', functionUrlFacts],
  ['an application load balancer', balancerFacts],
])('%s as on AWS', (_, facts) => {
  test.each(facts.map((row) => [row.name, row] as const))('%s', async (_name, row) => {
    fact = row
    await lead(row.originFails ?? 'answers')
    const answer = await ask(ports.get(row.door) ?? 0, requestOf(row.request ?? {}, row.door))
    if (row.event !== undefined) expect(event).toMatchObject(row.event)
    for (const field of row.eventLacks ?? []) expect(Object.keys(event ?? {})).not.toContain(field)
    if (row.eventWithout !== undefined) {
      const names = Object.keys(event?.headers ?? {}).map((name) => name.toLowerCase())
      expect(names).toContain('host')
      expect(names).not.toContain(row.eventWithout)
    }
    if (row.asked !== undefined) expectMessage(asked, row.asked)
    if (row.answer !== undefined) expectMessage(answer, row.answer)
  })
})

test('every fact has a source, and a name of its own', () => {
  const all = [...httpEventFacts, ...httpAnswerFacts, ...functionUrlFacts, ...balancerFacts]
  expect(all.length).toBeGreaterThanOrEqual(60)
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
  expect(all.filter(({ source }) => source === '')).toEqual([])
})
