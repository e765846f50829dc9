import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket, type ClientOptions } from 'ws'
import { startBrowserHost } from '../../../electron/browser-host/serve.ts'
import {
  credentialText,
  mostRequestsAtOnce,
  refusedCloseCode,
  socketPath,
  subprotocol,
} from '../../../shared/socket-protocol.ts'
import { secretOf, serveEngine, type ServedEngine } from './served-engine.ts'

let served: ServedEngine
let folder: string
let sockets: WebSocket[] = []

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
afterEach(() => {
  for (const socket of sockets) socket.terminate()
  sockets = []
})
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
    expect(policy).toContain("style-src 'self'")
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

/** How a WebSocket ended: before it was one (`status`), or after (`code`); `said` is all that it was told. */
interface Ended {
  status?: number
  code?: number
  said: string[]
}

function open(options: ClientOptions & { protocols?: string[]; path?: string } = {}): {
  socket: WebSocket
  ended: Promise<Ended>
  said: string[]
} {
  const { protocols = [subprotocol, `token.${served.token}`], path = socketPath, ...rest } = options
  const socket = new WebSocket(`ws://${served.authority}${path}`, protocols, {
    origin: `http://${served.authority}`,
    ...rest,
  })
  sockets.push(socket)
  const said: string[] = []
  socket.on('message', (data: Buffer) => said.push(data.toString()))
  socket.on('error', () => undefined)
  const ended = new Promise<Ended>((resolve) => {
    socket.on('unexpected-response', (_request, response) =>
      resolve({ status: response.statusCode ?? 0, said }),
    )
    socket.on('close', (code) => resolve({ code, said }))
  })
  return { socket, ended, said }
}

async function openAdmitted(): Promise<{ socket: WebSocket; ended: Promise<Ended>; said: string[] }> {
  const page = open()
  await expect.poll(() => page.said).toHaveLength(1)
  return page
}

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
    sockets.push(socket)
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

function isLetIn({ socket, ended }: ReturnType<typeof open>): Promise<boolean> {
  return Promise.race([
    ended.then(() => false),
    new Promise<boolean>((resolve) => socket.on('message', () => resolve(true))),
  ])
}

describe('an address that is good for one page', () => {
  const protocols = (address: string) => [
    subprotocol,
    credentialText({ kind: 'once', secret: secretOf(address) }),
  ]

  test('lets it in with a token of its own', async () => {
    const page = open({ protocols: protocols(served.host.newAddress()) })
    await expect.poll(() => page.said).toHaveLength(1)
    const { token } = (JSON.parse(page.said[0] ?? '') as { welcome: { token: string } }).welcome
    expect(token).not.toBe(served.token)
    const again = open({ protocols: [subprotocol, `token.${token}`] })
    await expect.poll(() => again.said).toHaveLength(1)
  })

  test('is ignored when it is shown again, and the page that has used it stays', async () => {
    let used = 0
    const shown = protocols(served.host.newAddress(() => (used += 1)))
    const page = open({ protocols: shown })
    await expect.poll(() => page.said).toHaveLength(1)
    expect(await open({ protocols: shown }).ended).toEqual({ code: refusedCloseCode, said: [] })
    expect(used).toBe(1)
    page.socket.send(JSON.stringify({ id: 1, name: 'runs.list', input: {} }))
    await expect.poll(() => page.said).toHaveLength(2)
  })

  test('is not spent by a page that has a token already, nor does a spent one shut it out', async () => {
    const [, code = ''] = protocols(served.host.newAddress())
    for (let times = 0; times < 2; times += 1) {
      const page = open({ protocols: [subprotocol, code, `token.${served.token}`] })
      await expect.poll(() => page.said).toHaveLength(1)
    }
    const other = open({ protocols: [subprotocol, code] })
    await expect.poll(() => other.said).toHaveLength(1)
    expect(await isLetIn(open({ protocols: [subprotocol, code, `token.${served.token}`] }))).toBe(true)
  })

  test('never holds a token that lasts', () => {
    const address = served.host.newAddress()
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#once=[\w-]{43}$/)
    expect(address).not.toContain(served.token)
  })
})

describe('the file that a browser is started with', () => {
  const permissions = (path: string) => (statSync(path).mode & 0o777).toString(8)

  test('may be read by the person only, and is gone when a page has come by it', async () => {
    const path = served.host.newOpeningFile()
    expect([permissions(path), permissions(dirname(path))]).toEqual(['600', '700'])
    const [, address = ''] = /url=(http:[^"]+)"/.exec(readFileSync(path, 'utf8')) ?? []
    expect(path).not.toContain(secretOf(address))
    const code = credentialText({ kind: 'once', secret: secretOf(address) })
    expect(await isLetIn(open({ protocols: [subprotocol, code] }))).toBe(true)
    expect(existsSync(dirname(path))).toBe(false)
    expect(await open({ protocols: [subprotocol, code] }).ended).toEqual({ code: refusedCloseCode, said: [] })
  })

  test('goes with the host', async () => {
    const host = await startBrowserHost(served.engine)
    const path = host.newOpeningFile()
    await host.close()
    expect(existsSync(dirname(path))).toBe(false)
  })
})

describe('strangers on this machine', () => {
  /** A connection that asks for a WebSocket, without a token, and never closes it. */
  function stranger(head: string): Promise<Socket> {
    const [host, port] = served.authority.split(':')
    const stream = connect({ host, port: Number(port) })
    stream.on('error', () => undefined)
    strangers.push(stream)
    return new Promise((resolve) => stream.once('connect', () => stream.write(head, () => resolve(stream))))
  }
  let strangers: Socket[] = []
  afterEach(() => {
    for (const stream of strangers) stream.destroy()
    strangers = []
  })

  const upgrade = () =>
    [
      `GET ${socketPath} HTTP/1.1`,
      `Host: ${served.authority}`,
      `Origin: http://${served.authority}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      `Sec-WebSocket-Protocol: ${subprotocol}, token.${'A'.repeat(43)}`,
      '',
      '',
    ].join('\r\n')

  test('do not lock the page out by connections that are not admitted', async () => {
    await Promise.all(Array.from({ length: 100 }, () => stranger(upgrade())))
    expect(await isLetIn(open())).toBe(true)
  })

  test('cannot hold more than a few connections, and never one of a page', async () => {
    const page = await openAdmitted()
    const half = `GET / HTTP/1.1\r\nHost: ${served.authority}\r\n`
    const silent: Socket[] = []
    for (let count = 0; count < 300; count += 1) silent.push(await stranger(half))
    await expect.poll(() => silent.filter(({ closed }) => closed).length).toBeGreaterThanOrEqual(172)
    expect(await get('/')).toMatchObject({ status: 200 })
    page.socket.send(JSON.stringify({ id: 1, name: 'runs.list', input: {} }))
    await expect.poll(() => page.said).toHaveLength(2)
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
