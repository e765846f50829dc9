import { afterEach, beforeEach, expect, test } from 'vitest'
import { databaseFile } from '../../../electron/platform/data-dir.ts'
import { appendActivity } from '../../../electron/engine/store/activities.ts'
import { openStore } from '../../../electron/engine/store/open.ts'
import type { SocketTransport } from '../../../renderer/api/socket.ts'
import type { Answer } from '../../../shared/wire.ts'
import { secretOf, serveEngine, type ServedEngine } from './served-engine.ts'

let served: ServedEngine
let page: SocketTransport
beforeEach(async () => {
  served = await serveEngine()
  page = served.connect()
  await page.request('runs.list', {})
})
afterEach(() => served.close())

/**
 * Writes as another process would, which announces nothing here; the engine finds it within half a second.
 */
function happen(...messages: string[]): void {
  const store = openStore(databaseFile(served.dataDir))
  store.pragma('foreign_keys = OFF')
  for (const message of messages)
    appendActivity(store, { atMs: 1, deploymentId: 'd1', runId: null, level: 'info', message })
  store.close()
}

function listenToActivities(transport: SocketTransport): string[] {
  const messages: string[] = []
  transport.onEvent((event) => event.name === 'activity.appended' && messages.push(event.data.message))
  return messages
}

test('reconnects, delivers what was missed once and in order, and says that it is back', async () => {
  const heard = listenToActivities(page)
  const states: string[] = []
  let reconnected = 0
  page.connection.onChange(() => states.push(page.connection.state()))
  page.onReconnect(() => (reconnected += 1))
  happen('one')
  await expect.poll(() => heard, { timeout: 3_000 }).toEqual(['one'])
  await served.restart(async () => {
    happen('two', 'three')
    await expect.poll(() => page.connection.state()).toBe('lost')
    // The engine looks for what others wrote every half second: nobody is connected to be told.
    await new Promise((wake) => setTimeout(wake, 700))
  })
  await expect.poll(() => heard, { timeout: 5_000 }).toEqual(['one', 'two', 'three'])
  expect(states).toEqual(['lost', 'connected'])
  expect(reconnected).toBe(1)
  happen('four')
  await expect.poll(() => heard, { timeout: 3_000 }).toEqual(['one', 'two', 'three', 'four'])
})

test('catches up from what it has asked for, too', async () => {
  happen('one', 'two')
  expect(await page.request('activities.list', {})).toMatchObject({
    ok: true,
    value: [{ message: 'one' }, { message: 'two' }],
  })
  await new Promise((wake) => setTimeout(wake, 700))
  const heard = listenToActivities(page)
  await served.restart(async () => {
    happen('three')
    await new Promise((wake) => setTimeout(wake, 700))
  })
  await expect.poll(() => heard, { timeout: 5_000 }).toEqual(['three'])
})

test('a question that was asked before or during the loss is answered after it', async () => {
  let during: Promise<Answer<unknown>> | undefined
  const before = held(served)
  const asked = page.request('runs.list', {})
  await before.reached
  await served.restart(() => {
    during = page.request('settings.get', {})
    return Promise.resolve()
  })
  before.release()
  expect(await asked).toEqual({ ok: true, value: [] })
  expect(await during).toMatchObject({ ok: true, value: { theme: 'system' } })
})

test('a change that was on its way fails, is not repeated, and says to look', async () => {
  const before = held(served)
  const asked = page.request('settings.set', { theme: 'dark' })
  await before.reached
  await served.restart()
  expect(await asked).toMatchObject({
    ok: false,
    error: { code: 'disconnected', message: expect.stringMatching(/lost.*Check whether/) },
  })
  before.release()
  await page.request('runs.list', {})
  expect(before.count('settings.set')).toBe(1)
})

test('a question that costs the connection is repeated once', async () => {
  const before = held(served, 2)
  const asked = page.request('runs.list', {})
  await before.reached
  await served.restart()
  await expect.poll(() => before.count('runs.list')).toBe(2)
  await served.restart()
  expect(await asked).toMatchObject({ ok: false, error: { code: 'disconnected' } })
  before.release()
})

test('a request fails in the end when nobody is there', async () => {
  await served.host.close()
  await expect.poll(() => page.connection.state()).toBe('lost')
  expect(await page.request('runs.list', {})).toMatchObject({ ok: false, error: { code: 'disconnected' } })
  expect(await page.request('settings.set', { theme: 'dark' })).toMatchObject({
    ok: false,
    error: { code: 'disconnected' },
  })
  await served.restart()
})

test('a page with a token of another start is refused once, and asks no more', async () => {
  const old = served.connect({ kind: 'token', secret: served.token })
  await old.request('runs.list', {})
  await served.restart()
  await expect.poll(() => old.connection.state(), { timeout: 5_000 }).toBe('refused')
  expect(await old.request('runs.list', {})).toMatchObject({
    ok: false,
    error: { code: 'disconnected', message: expect.stringContaining('sluice serve') },
  })
})

test('a page that has come by a code is let in with it once', async () => {
  const secret = secretOf(served.host.newAddress())
  const first = served.connect({ kind: 'once', secret })
  expect(await first.request('runs.list', {})).toEqual({ ok: true, value: [] })
  const second = served.connect({ kind: 'once', secret })
  expect(await second.request('runs.list', {})).toMatchObject({ ok: false, error: { code: 'disconnected' } })
  expect(await first.request('runs.list', {})).toEqual({ ok: true, value: [] })
  expect(page.connection.state()).toBe('connected')
})

/** Holds the commands that reach the engine until they are released: the next one, or as many as told. */
function held(
  { engine }: ServedEngine,
  most = 1,
): { reached: Promise<void>; release(): void; count(name: string): number } {
  const dispatch = engine.dispatch
  const names: string[] = []
  let release = (): void => undefined
  const released = new Promise<void>((resolve) => (release = resolve))
  let reach = (): void => undefined
  const reached = new Promise<void>((resolve) => (reach = resolve))
  engine.dispatch = async (name, input) => {
    names.push(name)
    reach()
    if (names.length <= most) await released
    return dispatch(name, input)
  }
  return { reached, release: () => release(), count: (name) => names.filter((one) => one === name).length }
}
