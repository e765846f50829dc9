import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { memoryTransport } from '../../../renderer/api/memory.ts'
import type { SocketTransport } from '../../../renderer/api/socket.ts'
import { checkTransport } from '../../transport-conformance.ts'
import { serveEngine, type ServedEngine } from './served-engine.ts'

let served: ServedEngine
beforeAll(async () => {
  served = await serveEngine()
})
afterAll(() => served.close())

describe('in memory', () => checkTransport(() => memoryTransport(served.engine)))

describe('over a WebSocket', () => {
  let transport: SocketTransport
  beforeAll(() => {
    transport = served.connect()
  })
  checkTransport(() => transport)

  test('tells every window what one of them has done', async () => {
    const other = served.connect()
    await other.request('settings.set', { theme: 'system' })
    const themes: string[] = []
    const stop = transport.onEvent(
      (event) => event.name === 'settings.changed' && themes.push(event.data.theme),
    )
    await other.request('settings.set', { theme: 'dark' })
    await expect.poll(() => themes, { timeout: 1_000 }).toEqual(['dark'])
    stop()
    other.close()
  })
})
