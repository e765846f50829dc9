import { existsSync, readFileSync, statSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { dirname } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startBrowserHost } from '../../../electron/browser-host/serve.ts'
import { credentialText, refusedCloseCode, socketPath, subprotocol } from '../../../shared/socket-protocol.ts'
import { isLetIn, pageSockets } from './page-sockets.ts'
import { secretOf, serveEngine, type ServedEngine } from './served-engine.ts'

let served: ServedEngine
const { open, openAdmitted, end } = pageSockets(() => served)

beforeAll(async () => {
  served = await serveEngine()
})
afterEach(end)
afterAll(() => served.close())

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
    expect(await fetch(served.host.origin)).toMatchObject({ status: 200 })
    page.socket.send(JSON.stringify({ id: 1, name: 'runs.list', input: {} }))
    await expect.poll(() => page.said).toHaveLength(2)
  })
})
