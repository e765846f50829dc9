import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createOwnerCheck, isOwnConnection, uidOfConnection } from '../../../electron/practice/owner.ts'

// As Linux writes them: an IPv4 and a mapped IPv6 connection from 40000 and 40001 to 4000, the server's end
// of the first, and one that has ended.
const mapped = '0000000000000000FFFF00000100007F'
const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid
   0: 0100007F:0FA0 00000000:0000 0A 00000000:00000000 00:00000000 00000000     7        0 1 1 0 100 0 0 10 0
   1: 0100007F:9C40 0100007F:0FA0 01 00000000:00000000 00:00000000 00000000  1000        0 2 1 0 20 4 30 10 -1
   2: 0100007F:0FA0 0100007F:9C40 01 00000000:00000000 00:00000000 00000000     7        0 3 1 0 20 4 30 10 -1
   3: 0100007F:9C42 0100007F:0FA0 06 00000000:00000000 00:00000000 00000000     0        0 0 1 0 20 4 30 10 -1
   0: ${mapped}:9C41 ${mapped}:0FA0 01 00000000:00000000 00:00000000 00000000  1001        0 4 1 0`

test('the other end of a connection has an owner, and one that has ended has none', () => {
  expect([40_000, 40_001, 40_002, 40_003].map((port) => uidOfConnection(table, port, 4000))).toEqual([
    1000,
    1001,
    undefined,
    undefined,
  ])
})

test('addresses are compared as a whole', () => {
  const connection = (own: string, other: string) =>
    `   0: ${own}:9C40 ${other}:0FA0 01 00000000:00000000 00:00000000 00000000  1000        0 2 ` +
    '1 0 20 4 30 10 -1'
  const loopback = '0100007F'
  const mapped = '0000000000000000FFFF0000'
  const others = ['0200007F', `${mapped}0200007F`, `B80D01200000000000000000${loopback}`, `1${loopback}`]
  const owners = [loopback, ...others].flatMap((address) => [
    uidOfConnection(connection(address, loopback), 40_000, 4000),
    uidOfConnection(connection(loopback, address), 40_000, 4000),
  ])
  expect(owners).toEqual([1000, 1000, ...others.flatMap(() => [undefined, undefined])])
})

describe('the other end of a connection of this very process', () => {
  let server: Server
  let port: number
  let clients: Socket[]
  beforeEach(async () => {
    clients = []
    server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
  })
  afterEach(() => {
    for (const client of clients) client.destroy()
    server.close()
  })

  /** @returns the client's port and the server's end */
  async function connected(from: { localAddress: string; localPort?: number }): Promise<[number, Socket]> {
    const client = connect({ host: '127.0.0.1', port, ...from })
    clients.push(client)
    const [[accepted]] = (await Promise.all([once(server, 'connection'), once(client, 'connect')])) as [
      [Socket],
      unknown,
    ]
    return [client.localPort ?? 0, accepted]
  }

  test('is this person’s', async () => {
    const [remotePort, { localAddress, localPort, remoteAddress }] = await connected({
      localAddress: '127.0.0.1',
    })
    expect(await isOwnConnection({ localAddress, localPort, remoteAddress, remotePort })).toBe(true)
    expect(await isOwnConnection({ localAddress, localPort, remoteAddress, remotePort: 1 })).toBe(false)
  })

  test('is nobody’s from another address with this person’s port, or once ended', async () => {
    const [localPort, own] = await connected({ localAddress: '127.0.0.1' })
    const [samePort, other] = await connected({ localAddress: '127.0.0.2', localPort })
    expect(samePort).toBe(localPort)
    expect([await isOwnConnection(own), await isOwnConnection(other)]).toEqual([true, false])
    own.destroy()
    expect(await isOwnConnection(own)).toBe(false)
  })
})

describe('looking connections up', () => {
  test('is throttled before the table is read, and done once for an own connection', async () => {
    let [looks, nowMs] = [0, 0]
    const mine = { remotePort: 1 }
    const check = createOwnerCheck(
      async ({ remotePort }) => {
        looks += 1
        return remotePort === 1
      },
      () => nowMs,
    )
    expect([await check(mine), await check(mine), looks]).toEqual(['own', 'own', 1])
    for (let asked = 0; asked < 100; asked += 1) await check({ remotePort: 2 })
    expect(looks).toBe(40)
    expect(await check({ remotePort: 2 })).toBe('throttled')
    expect(await check(mine)).toBe('own')
    nowMs = 1_000
    expect(await check({ remotePort: 2 })).toBe('other')
  })
})
