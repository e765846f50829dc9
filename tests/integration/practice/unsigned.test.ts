import { Agent, request } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Endpoint, startEndpoint } from '../../../electron/practice/server.ts'
import type { Owner } from '../../../electron/practice/owner.ts'
import type { Service } from '../../../electron/practice/world.ts'
import { send } from './raw-request.ts'

const quiet = () => undefined

describe('what needs no signature', () => {
  const key = { accessKeyId: 'SLUICEPRACTICGUARDED', secretAccessKey: 'a secret of this test' }
  let ran: string[] = []
  const run = (name: string) => () => {
    ran.push(name)
    return { Ran: name }
  }
  const services: Service[] = [
    {
      name: 'sts',
      protocol: 'query',
      version: '1',
      operations: { Open: run('Open'), Shut: run('Shut') },
      unsigned: ['Open'],
    },
    { name: 'iam', protocol: 'query', version: '1', operations: { Open: run('iam') } },
    {
      name: 'portal',
      protocol: 'rest-json',
      version: '1',
      operations: { Get: (input) => (ran.push('Get'), input), Shut: run('Shut') },
      routes: [
        { method: 'GET', path: '/open', operation: 'Get', headers: { 'x-amz-bearer': 'token' } },
        { method: 'GET', path: '/shut', operation: 'Shut' },
      ],
      unsigned: ['Get'],
    },
  ]
  let endpoint: Endpoint
  let refused = false
  let owner: Owner = 'own'
  beforeAll(async () => {
    const throttle = { admits: () => !refused }
    endpoint = await startEndpoint({
      services,
      key,
      throttle,
      log: quiet,
      preferredPort: undefined,
      ownerOf: () => Promise.resolve(owner),
    })
  })
  afterAll(() => endpoint.close())
  beforeEach(() => {
    ran = []
    refused = false
    owner = 'own'
  })
  const form = (action: string, headers: Record<string, string> = {}, more = '') =>
    send(
      endpoint.port,
      { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8', ...headers },
      `Action=${action}&Version=1${more}`,
    )
  const get = (path: string, headers: Record<string, string> = {}) =>
    send(endpoint.port, headers, '', 'GET', path)

  test('runs, with the headers that it names as its input', async () => {
    expect((await form('Open')).status).toBe(200)
    expect(JSON.parse((await get('/open', { 'x-amz-bearer': 'mine', 'x-amz-other': 'no' })).text)).toEqual({
      token: 'mine',
    })
    expect(ran).toEqual(['Open', 'Get'])
  })

  test('and nothing else does', async () => {
    for (const action of ['Shut', 'Nothing', 'Open&Action=Shut'])
      expect((await form(action)).text).toContain('MissingAuthenticationToken')
    for (const path of ['/shut', '/open/more', '//open']) expect((await get(path)).status).toBe(403)
    expect((await send(endpoint.port, {}, '', 'POST', '/open')).status).toBe(403)
    expect(
      (await send(endpoint.port, { 'content-type': 'text/plain' }, 'Action=Open&Version=1')).status,
    ).toBeGreaterThanOrEqual(400)
    expect(ran).toEqual([])
  })

  test('keeps the account alive only over a connection of this person’s', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const headers = { host: `127.0.0.1:${endpoint.port}` }
    const status = () =>
      new Promise<number | undefined>((resolve, reject) => {
        request({ agent, port: endpoint.port, host: '127.0.0.1', path: '/open', headers }, (response) => {
          response.resume().on('end', () => resolve(response.statusCode))
        })
          .on('error', reject)
          .end()
      })
    const { seen } = endpoint.clients()
    owner = 'throttled'
    expect(await status()).toBe(429)
    owner = 'other'
    expect(await status()).toBe(403)
    expect(endpoint.clients()).toEqual({ connected: 0, seen })
    owner = 'own'
    expect([await status(), await status()]).toEqual([200, 200])
    expect(endpoint.clients()).toEqual({ connected: 1, seen: seen + 1 })
    agent.destroy()
    while (endpoint.clients().connected > 0) await new Promise((resolve) => setTimeout(resolve, 10))
  })

  test('a signature that is there is held to account', async () => {
    for (const authorization of ['', 'Bearer x', 'AWS4-HMAC-SHA256 Credential=x']) {
      expect((await form('Open', { authorization })).status).toBe(403)
      expect((await get('/open', { authorization })).status).toBe(403)
    }
    expect(ran).toEqual([])
  })

  test('browsers, foreign hosts, other people, large requests and too many are refused', async () => {
    const origin = { origin: `http://127.0.0.1:${endpoint.port}` }
    const answers = [
      await form('Open', origin),
      await get('/open', origin),
      await get('/open', { 'sec-fetch-site': 'none' }),
    ]
    answers.push(
      await form('Open', { host: `rebind.example:${endpoint.port}` }),
      await get('/open', { host: 'localhost' }),
    )
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403])
    expect((await form('Open', {}, `&Token=${'x'.repeat(64_001)}`)).status).toBe(413)
    owner = 'other'
    expect([(await form('Open')).status, (await get('/open')).status]).toEqual([403, 403])
    owner = 'own'
    refused = true
    expect([(await form('Open')).text.includes('Throttling'), (await get('/open')).status]).toEqual([
      true,
      429,
    ])
    expect(ran).toEqual([])
  })
})
