import { createServer, connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { isOwnConnection, uidOfConnection } from '../../../electron/practice/owner.ts'

// As Linux writes them: an IPv4 and a mapped IPv6 connection from 40000 and 40001 to 4000, the server's end of the first, and one that has ended.
const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:0FA0 00000000:0000 0A 00000000:00000000 00:00000000 00000000     7        0 1 1 0 100 0 0 10 0
   1: 0100007F:9C40 0100007F:0FA0 01 00000000:00000000 00:00000000 00000000  1000        0 2 1 0 20 4 30 10 -1
   2: 0100007F:0FA0 0100007F:9C40 01 00000000:00000000 00:00000000 00000000     7        0 3 1 0 20 4 30 10 -1
   3: 0100007F:9C42 0100007F:0FA0 06 00000000:00000000 00:00000000 00000000     0        0 0 1 0 20 4 30 10 -1
   0: 0000000000000000FFFF00000100007F:9C41 0000000000000000FFFF00000100007F:0FA0 01 00000000:00000000 00:00000000 00000000  1001        0 4 1 0`

test('the other end of a connection has an owner, and one that has ended has none', () => {
  expect([40_000, 40_001, 40_002, 40_003].map((port) => uidOfConnection(table, port, 4000))).toEqual([1000, 1001, undefined, undefined])
})

test('a connection of this very process is this person’s; one that is not there is nobody’s', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const client = connect(port, '127.0.0.1')
  await once(client, 'connect')
  expect(isOwnConnection(port, client.localPort ?? 0)).toBe(true)
  expect(isOwnConnection(port, 1)).toBe(false)
  client.destroy()
  server.close()
})
