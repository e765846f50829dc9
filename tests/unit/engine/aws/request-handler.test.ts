import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openClients, type Aws, type Pacing } from '../../../../electron/engine/aws/clients.ts'

/** An account that never answers. */
let server: Server
let connections = 0
let aws: Aws
beforeEach(async () => {
  connections = 0
  server = createServer().on('connection', () => (connections += 1))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' }
  aws = openClients({
    region: 'us-west-2',
    endpoint: `http://127.0.0.1:${port}`,
    credentials,
    pacing: {} as Pacing,
  })
})
afterEach(() => {
  aws.close()
  server.close()
  server.closeAllConnections()
})

const ask = (): Promise<unknown> => aws.sts.send(new GetCallerIdentityCommand({}))

test('what is asked once the connection is closed is refused, and connects to nothing', async () => {
  aws.close()
  await expect(ask()).rejects.toMatchObject({ name: 'AbortError' })
  expect(connections).toBe(0)
})

test('what is under way when it is closed is not asked again', async () => {
  const asked = ask()
  const refused = expect(asked).rejects.toMatchObject({ name: 'AbortError' })
  await once(server, 'request')
  aws.close()
  await refused
  expect(connections).toBe(1)
})
