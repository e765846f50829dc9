import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Endpoint, startEndpoint } from '../../../electron/practice/server.ts'
import { signRequest } from '../../../electron/practice/signature.ts'
import { createThrottle } from '../../../electron/practice/throttling.ts'
import type { Service } from '../../../electron/practice/world.ts'
import { send } from './raw-request.ts'

const quiet = () => undefined

const key = { accessKeyId: 'SLUICEPRACTICGUARDED', secretAccessKey: 'a secret of this test' }
let ran: string[] = []
const run = (name: string) => () => {
  ran.push(name)
  return { Ran: name }
}
const services: Service[] = [
  { name: 'ssm', protocol: 'json-1.1', version: 'AmazonSSM', operations: { SendCommand: run('ssm') } },
  {
    name: 'cloudformation',
    protocol: 'query',
    version: '2010-05-15',
    operations: { CreateStack: run('cloudformation') },
  },
  { name: 'ec2', protocol: 'ec2', version: '2016-11-15', operations: { RunInstances: run('ec2') } },
  {
    name: 'lambda',
    protocol: 'rest-json',
    version: '',
    operations: { Invoke: run('lambda'), Boom: () => Promise.reject(new Error('a defect')) },
    routes: [
      { method: 'GET', path: '/run/{name}', operation: 'Invoke' },
      { method: 'GET', path: '/boom', operation: 'Boom' },
    ],
  },
]
const calls = {
  ssm: {
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AmazonSSM.SendCommand' },
    body: '{}',
    method: 'POST',
    target: '/',
  },
  cloudformation: {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'Action=CreateStack&Version=2010-05-15',
    method: 'POST',
    target: '/',
  },
  ec2: {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'Action=RunInstances&Version=2016-11-15',
    method: 'POST',
    target: '/',
  },
  lambda: { headers: {}, body: '', method: 'GET', target: '/run/f%3A1' },
}
type Name = keyof typeof calls
const names = Object.keys(calls) as Name[]
let endpoint: Endpoint

beforeAll(async () => {
  const throttle = createThrottle(
    () => 0,
    () => performance.now(),
    Math.random,
  )
  endpoint = await startEndpoint({ services, key, throttle, log: quiet, preferredPort: undefined })
})
afterAll(() => endpoint.close())
beforeEach(() => {
  ran = []
})

const signed = (
  name: Name,
  options: { host?: string; withKey?: typeof key; atMs?: number } = {},
): Promise<Record<string, string>> => {
  const { headers, ...call } = calls[name]
  const host = options.host ?? `127.0.0.1:${endpoint.port}`
  return signRequest(
    { ...call, headers: { ...headers, host } },
    options.withKey ?? key,
    'us-west-2',
    name,
    options.atMs ?? Date.now(),
  )
}
type Headers = Record<string, string>
const sendCall = async (name: Name, headers: Headers | Promise<Headers>, body = calls[name].body) =>
  send(endpoint.port, await headers, body, calls[name].method, calls[name].target)

test.each(names)('%s: a call that is signed runs', async (name) => {
  expect(await sendCall(name, signed(name))).toMatchObject({
    status: 200,
    text: expect.stringContaining(name),
  })
  expect(ran).toEqual([name])
})

const refusals: Record<string, Record<Name, [number, string]>> = {
  unsigned: {
    ssm: [400, 'MissingAuthenticationTokenException'],
    cloudformation: [403, 'MissingAuthenticationToken'],
    ec2: [403, 'MissingAuthenticationToken'],
    lambda: [403, 'MissingAuthenticationTokenException'],
  },
  'signed with another secret': {
    ssm: [400, 'InvalidSignatureException'],
    cloudformation: [403, 'SignatureDoesNotMatch'],
    ec2: [401, 'AuthFailure'],
    lambda: [403, 'InvalidSignatureException'],
  },
  'signed by another key': {
    ssm: [400, 'UnrecognizedClientException'],
    cloudformation: [403, 'InvalidClientTokenId'],
    ec2: [401, 'AuthFailure'],
    lambda: [403, 'UnrecognizedClientException'],
  },
  'signed six minutes ago': {
    ssm: [400, 'InvalidSignatureException'],
    cloudformation: [403, 'RequestTimeTooSkewed'],
    ec2: [400, 'RequestExpired'],
    lambda: [403, 'InvalidSignatureException'],
  },
}
const headersOf: Record<string, (name: Name) => Headers | Promise<Headers>> = {
  unsigned: (name) => ({ ...calls[name].headers }),
  'signed with another secret': (name) => signed(name, { withKey: { ...key, secretAccessKey: 'guessed' } }),
  'signed by another key': (name) =>
    signed(name, { withKey: { ...key, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' } }),
  'signed six minutes ago': (name) => signed(name, { atMs: Date.now() - 360_000 }),
}
test.each(Object.keys(refusals).flatMap((how) => names.map((name) => [how, name] as const)))(
  '%s: %s runs nothing',
  async (how, name) => {
    const [status, code] = refusals[how]![name]
    const answer = await sendCall(name, headersOf[how]!(name))
    expect(answer.status).toBe(status)
    expect(answer.text + String(answer.headers['x-amzn-errortype'])).toContain(code)
    expect(ran).toEqual([])
  },
)

test.each(names.filter((name) => name !== 'lambda'))(
  '%s: a body swapped under a valid signature runs nothing',
  async (name) => {
    const answer = await sendCall(name, signed(name), `${calls[name].body} `)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(ran).toEqual([])
  },
)

test.each(names)('%s: a browser runs nothing, not even with a valid signature', async (name) => {
  const origin = await sendCall(name, { ...(await signed(name)), origin: 'https://example.com' })
  const own = await sendCall(name, { ...(await signed(name)), origin: `http://127.0.0.1:${endpoint.port}` })
  const rebound = await sendCall(name, signed(name, { host: `rebound.example:${endpoint.port}` }))
  const local = await sendCall(name, signed(name, { host: `localhost:${endpoint.port}` }))
  expect([origin.status, own.status, rebound.status, local.status]).toEqual([403, 403, 403, 403])
  expect(origin.headers['access-control-allow-origin']).toBeUndefined()
  const preflight = await send(
    endpoint.port,
    { origin: 'https://example.com', 'access-control-request-method': 'POST' },
    '',
    'OPTIONS',
  )
  expect(preflight.status).toBe(403)
  expect((await send(endpoint.port, {}, '', 'GET', '/')).status).toBe(403)
  expect(ran).toEqual([])
})

test('a request past 1 MB is not read', async () => {
  const { headers, ...call } = calls.ssm
  const body = JSON.stringify({ script: 'x'.repeat(1_000_001) })
  const host = `127.0.0.1:${endpoint.port}`
  const tooLarge = await signRequest(
    { ...call, body, headers: { ...headers, host } },
    key,
    'us-west-2',
    'ssm',
    Date.now(),
  )
  const chunked = { ...tooLarge, 'transfer-encoding': 'chunked' }
  expect(
    (await send(endpoint.port, { ...tooLarge, 'content-length': String(body.length) }, body)).status,
  ).toBe(413)
  expect((await send(endpoint.port, chunked, body)).status).toBe(413)
  expect(ran).toEqual([])
})

test('a defect inside is an error of the service, and the next call is answered', async () => {
  const host = `127.0.0.1:${endpoint.port}`
  const headers = await signRequest(
    { method: 'GET', target: '/boom', headers: { host }, body: '' },
    key,
    'us-west-2',
    'lambda',
    Date.now(),
  )
  const answer = await send(endpoint.port, headers, '', 'GET', '/boom')
  expect([answer.status, answer.headers['x-amzn-errortype']]).toEqual([500, 'ServiceException'])
  expect(answer.text).not.toContain('a defect')
  expect((await sendCall('lambda', signed('lambda'))).status).toBe(200)
})
