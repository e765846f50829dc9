import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket, type ClientOptions } from 'ws'
import { startBrowserHost } from '../../../electron/browser-host/serve.ts'
import {
  mostRequestsAtOnce,
  refusedCloseCode,
  socketPath,
  subprotocol,
} from '../../../shared/socket-protocol.ts'
import { isLetIn, pageSockets } from './page-sockets.ts'
import { serveEngine, type ServedEngine } from './served-engine.ts'

let served: ServedEngine
let folder: string
const { open, openAdmitted, end } = pageSockets(() => served)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-pages-'))
  mkdirSync(join(folder, 'pages', 'assets'), { recursive: true })
  mkdirSync(join(folder, 'pages-of-another'))
  writeFileSync(join(folder, 'pages', 'index.html'), '<!doctype html><title>The page</title>')
  writeFileSync(join(folder, 'pages', 'assets', 'main.js'), 'export {}')
  writeFileSync(join(folder, 'pages', '.hidden.html'), 'secret')
  writeFileSync(join(folder, 'pages-of-another', 'index.html'), 'secret')
  writeFileSync(join(folder, 'secret.html'), 'secret')
  symlinkSync(join(folder, 'secret.html'), join(folder, 'pages', 'link.html'))
  served = await serveEngine({ pages: join(folder, 'pages') })
})
afterEach(end)
afterAll(async () => {
  await served.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Page {
  status: number
  headers: Record<string, unknown>
  body: string
}

/** Sends the path as it is written, which `fetch` does not. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Page> {
  const [host, port] = served.authority.split(':')
  return new Promise((resolve, reject) => {
    const sent = request(
      { host, port, path, method, headers: { host: served.authority, ...headers }, agent: false },
      (response) => {
        let body = ''
        response.setEncoding('utf8').on('data', (text: string) => (body += text))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        )
      },
    )
    sent.on('error', reject).end()
  })
}

describe('pages', () => {
  test('are given with headers that keep them inside', async () => {
    const page = await get('/')
    expect(page).toMatchObject({
      status: 200,
      body: expect.stringContaining('The page'),
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'no-store',
      },
    })
    const policy = String(page.headers['content-security-policy']).split('; ')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    // Besides its own styles only that of the report, which the preview of Share shows in a frame.
    expect(policy).toContainEqual(expect.stringMatching(/^style-src 'self' 'sha256-[\w+/]+=*'$/))
    expect(policy).toContain(`connect-src 'self' ws://${served.authority}`)
    expect(policy.join()).not.toMatch(/unsafe|\*/)
    expect(page.headers).not.toHaveProperty('access-control-allow-origin')
    expect(page.headers).not.toHaveProperty('set-cookie')
    expect(await get('/assets/main.js')).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/javascript; charset=utf-8' },
    })
    expect(await get('/index.html?x=1')).toMatchObject({ status: 200 })
    expect(await get('/', {}, 'HEAD')).toMatchObject({ status: 200, body: '' })
  })

  test.each([
    '/../secret.html',
    '/assets/../../secret.html',
    '/%2e%2e/secret.html',
    '/..%2fsecret.html',
    '/%2e%2e%2fsecret.html',
    '/..%5csecret.html',
    '/..\\secret.html',
    '/%252e%252e/secret.html',
    '/../pages-of-another/index.html',
    '/link.html',
    '/.hidden.html',
    '/index.html%00.js',
    '/%',
    '/assets',
    '/assets/',
    '//secret.html',
    'http://127.0.0.1/../secret.html',
    '*',
    '/none.html',
  ])('do not include %s', async (path) => {
    const page = await get(path)
    expect(page).toMatchObject({ status: 404, body: 'Not found\n' })
    expect(page.headers).toHaveProperty('content-security-policy')
  })

  test.each(['evil.example', 'localhost', '127.0.0.1', 'evil.example:80'])(
    'are not for Host "%s"',
    async (host) => {
      expect(await get('/', { host })).toMatchObject({
        status: 403,
        body: expect.not.stringContaining('The page'),
      })
    },
  )

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('take no %s', async (method) => {
    expect(await get('/', {}, method)).toMatchObject({ status: 405 })
  })
})

/** Would be seen to have been obeyed. */
const change = JSON.stringify({ id: 1, name: 'settings.set', input: { theme: 'dark' } })

async function expectUnchanged(): Promise<void> {
  expect(await served.engine.dispatch('settings.get', {})).toMatchObject({
    ok: true,
    value: { theme: 'system' },
  })
}

describe('the socket', () => {
  test('lets in a page of its own that has the token', async () => {
    const { said, socket } = await openAdmitted()
    expect(JSON.parse(said[0] ?? '')).toEqual({ welcome: { token: served.token } })
    expect(socket.protocol).toBe(subprotocol)
    expect(served.token).toMatch(/^[\w-]{43}$/)
  })

  test.each<[string, ClientOptions & { path?: string }, number]>([
    ['a foreign Origin', { origin: 'https://evil.example' }, 403],
    ['the Origin of another port', { origin: 'http://127.0.0.1:1' }, 403],
    ['the Origin of another name of this machine', { origin: 'http://localhost' }, 403],
    ['the Origin "null", of a sandboxed frame or a file', { origin: 'null' }, 403],
    ['a foreign Host', { headers: { host: 'evil.example' } }, 403],
    ['a Host without the port', { headers: { host: '127.0.0.1' } }, 403],
    ['another path', { path: '/engine/other' }, 404],
    ['the token in the address', { path: `${socketPath}?token=x` }, 404],
  ])('refuses %s', async (_, options, status) => {
    expect(await open(options).ended).toEqual({ status, said: [] })
    await expectUnchanged()
  })

  test('refuses a request without an Origin, which is no browser’s', async () => {
    const socket = new WebSocket(`ws://${served.authority}${socketPath}`, [
      subprotocol,
      `token.${served.token}`,
    ])
    socket.on('error', () => undefined)
    expect(
      await new Promise((resolve) =>
        socket.on('unexpected-response', (_, { statusCode }) => resolve(statusCode)),
      ),
    ).toBe(403)
  })

  test.each<[string, () => string[]]>([
    ['no token', () => [subprotocol]],
    ['an empty token', () => [subprotocol, 'token.']],
    ['a wrong token', () => [subprotocol, `token.${'A'.repeat(43)}`]],
    ['most of the token', () => [subprotocol, `token.${served.token.slice(0, -1)}`]],
    ['the token as a code', () => [subprotocol, `once.${served.token}`]],
    ['a name of an object', () => [subprotocol, 'token.__proto__']],
  ])('shuts out %s, whatever it says', async (_, protocols) => {
    const { socket, ended } = open({ protocols: protocols() })
    socket.on('open', () => socket.send(change))
    expect(await ended).toEqual({ code: refusedCloseCode, said: [] })
    await expectUnchanged()
  })

  test.each<[string, string | Buffer]>([
    ['no JSON', 'hello'],
    ['an empty message', ''],
    ['an array', `[${change}]`],
    ['null', 'null'],
    ['no id', JSON.stringify({ name: 'settings.set', input: { theme: 'dark' } })],
    ['an id that is no number', change.replace('1', '"1"')],
    ['a negative id', change.replace('1', '-1')],
    ['a name that is none', JSON.stringify({ id: 1, name: ['settings.set'], input: { theme: 'dark' } })],
    [
      'a name without end',
      JSON.stringify({ id: 1, name: 'settings.set'.padEnd(101), input: { theme: 'dark' } }),
    ],
    [
      'one field too many',
      JSON.stringify({ id: 1, name: 'settings.set', input: { theme: 'dark' }, sudo: true }),
    ],
    ['bytes', Buffer.from(change)],
  ])('ends the connection that says %s, and no other', async (_, message) => {
    const other = await openAdmitted()
    const page = await openAdmitted()
    page.socket.send(message)
    expect(await page.ended).toMatchObject({ code: 1008, said: [expect.stringContaining('welcome')] })
    await expectUnchanged()
    other.socket.send(JSON.stringify({ id: 7, name: 'runs.list', input: {} }))
    await expect
      .poll(() => other.said.at(-1))
      .toBe(JSON.stringify({ id: 7, answer: { ok: true, value: [] } }))
  })

  test('ends the connection that says too much, and no other', async () => {
    const other = await openAdmitted()
    const page = await openAdmitted()
    page.socket.send(
      JSON.stringify({
        id: 1,
        name: 'settings.set',
        input: { theme: 'dark', more: 'x'.repeat(1024 * 1024) },
      }),
    )
    expect((await page.ended).code).toBeOneOf([1006, 1009])
    await expectUnchanged()
    other.socket.send(JSON.stringify({ id: 8, name: 'runs.list', input: {} }))
    await expect.poll(() => other.said.at(-1)).toContain('"id":8')
  })

  test('ends a connection that stops to speak WebSocket', async () => {
    const [host, port] = served.authority.split(':')
    const stream = connect({ host, port: Number(port) })
    const headers = [
      `GET ${socketPath} HTTP/1.1`,
      `Host: ${served.authority}`,
      `Origin: http://${served.authority}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      `Sec-WebSocket-Protocol: ${subprotocol}, token.${served.token}`,
    ]
    const closed = new Promise((resolve) => stream.on('close', resolve))
    stream.on('error', () => undefined)
    stream.write(`${headers.join('\r\n')}\r\n\r\n`)
    await new Promise((resolve) => stream.once('data', resolve))
    // Without the mask that every frame of a client must have.
    stream.write(Buffer.concat([Buffer.from([0x81, change.length]), Buffer.from(change)]))
    await closed
    await expectUnchanged()
  })

  test('answers more requests at once than it takes with an error, and the connection lives', async () => {
    const { socket, said } = await openAdmitted()
    const dispatch = served.engine.dispatch
    let release = (): void => undefined
    const released = new Promise<void>((resolve) => (release = resolve))
    served.engine.dispatch = async (name, input) => {
      await released
      return dispatch(name, input)
    }
    for (let id = 1; id <= mostRequestsAtOnce + 5; id += 1)
      socket.send(JSON.stringify({ id, name: 'runs.list', input: {} }))
    await expect.poll(() => said.length).toBe(1 + 5)
    expect(said.slice(1).every((text) => text.includes('"conflict"'))).toBe(true)
    release()
    served.engine.dispatch = dispatch
    await expect.poll(() => said.length).toBe(1 + mostRequestsAtOnce + 5)
    socket.send(JSON.stringify({ id: 0, name: 'runs.list', input: {} }))
    await expect.poll(() => said.at(-1)).toBe(JSON.stringify({ id: 0, answer: { ok: true, value: [] } }))
  })

  test('takes no more than 32 pages', async () => {
    const pages = await Promise.all(Array.from({ length: 32 }, openAdmitted))
    expect(await open().ended).toEqual({ status: 503, said: [] })
    pages[0]?.socket.terminate()
    await pages[0]?.ended
    // Until the host has noticed.
    await expect.poll(() => isLetIn(open())).toBe(true)
  })
})

test('a port that is taken is said in a sentence, and the other host goes on', async () => {
  const port = Number(served.authority.split(':')[1])
  await expect(startBrowserHost(served.engine, { port })).rejects.toMatchObject({
    code: 'conflict',
    message: `Port ${port} is in use by another program. Choose another port.`,
  })
  expect(await get('/')).toMatchObject({ status: 200 })
})
