import { expect, test } from 'vitest'
import { commands } from '../shared/contract.ts'
import type { AnyEvent } from '../shared/events.ts'
import { answerSchema, type Answer } from '../shared/wire.ts'

/** What every transport can do, be it in this process or in a page that a test drives. */
export interface TransportLike {
  request(name: string, input: unknown): Promise<Answer<unknown>>
  onEvent(listener: (event: AnyEvent) => void): () => void
}

/** Long enough for an event to cross any of them, and for one that must not come to have come. */
const eventMs = 1_000

/**
 * Registers what every transport must do, in the `describe` that it is called in. The engine behind it
 * needs a data folder of its own: the settings there are changed, and no run may be in it.
 */
export function checkTransport(transport: () => TransportLike): void {
  test('hands a command over, and answers as the contract says', async () => {
    const answer = await transport().request('experiments.list', {})
    expect(answer.ok && commands['experiments.list'].output.parse(answer.value)).toMatchObject([
      { id: 'front-doors' },
      { id: 'proxy-2017' },
      { id: 'what-is-tls' },
      { id: 'functions' },
    ])
    expect(await transport().request('runs.list', {})).toEqual({ ok: true, value: [] })
  })

  test('keeps what was changed', async () => {
    for (const theme of ['dark', 'light']) {
      expect(await transport().request('settings.set', { theme })).toMatchObject({
        ok: true,
        value: { theme },
      })
      expect(await transport().request('settings.get', {})).toMatchObject({ ok: true, value: { theme } })
    }
  })

  test('answers what goes wrong, as data', async () => {
    const answer = await transport().request('runs.get', { id: 'r-none' })
    expect(answerSchema.parse(answer)).toMatchObject({
      ok: false,
      error: { code: 'not-found', message: expect.stringContaining('r-none') },
    })
  })

  test.each(['engine.close', 'runs', '', 'constructor', '__proto__', 'toString'])(
    'knows no command "%s"',
    async (name) => {
      expect(await transport().request(name, {})).toMatchObject({
        ok: false,
        error: { code: 'invalid-input' },
      })
    },
  )

  test.each([
    ['the wrong type', 'runs.get', { id: 7 }],
    ['a missing field', 'runs.get', {}],
    ['a field that is none', 'runs.list', { fast: true }],
    ['no object', 'runs.get', 'r1'],
    ['null', 'runs.get', null],
  ])('refuses %s as input', async (_, name, input) => {
    expect(await transport().request(name, input)).toMatchObject({
      ok: false,
      error: { code: 'invalid-input' },
    })
  })

  test('takes an input that is left out for one without fields', async () => {
    expect(await transport().request('runs.list', undefined)).toEqual({ ok: true, value: [] })
  })

  test('carries any text, up to half a megabyte of it', async () => {
    const id = 'ä€😀"\\\u2028\n'.repeat(30_000)
    const answer = await transport().request('runs.get', { id })
    expect(answer.ok ? '' : answer.error.message).toContain(id)
  })

  test('refuses two megabytes, and goes on', async () => {
    const answer = await transport().request('runs.annotate', {
      id: 'r1',
      notes: 'x'.repeat(2 * 1024 * 1024),
    })
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
    expect(await transport().request('runs.list', {})).toEqual({ ok: true, value: [] })
  })

  test('gives each of many requests at once its own answer', async () => {
    const ids = Array.from({ length: 100 }, (_, at) => `r-${at}-none`)
    const answers = await Promise.all(ids.map((id) => transport().request('runs.get', { id })))
    expect(answers.map((answer) => (answer.ok ? '' : /r-\d+-none/.exec(answer.error.message)?.[0]))).toEqual(
      ids,
    )
  })

  test('tells every listener every event, in their order', async () => {
    const first = listen(transport())
    const second = listen(transport())
    const wanted = Array.from({ length: 30 }, (_, at) => (['dark', 'light', 'system'] as const)[at % 3])
    for (const theme of wanted) await transport().request('settings.set', { theme })
    await expect.poll(first.themes, { timeout: eventMs }).toEqual(wanted)
    await expect.poll(second.themes, { timeout: eventMs }).toEqual(wanted)
    first.stop()
    second.stop()
  })

  test('tells a listener that has stopped nothing more, and the others everything', async () => {
    const stopped = listen(transport())
    const other = listen(transport())
    await transport().request('settings.set', { theme: 'dark' })
    await expect.poll(stopped.themes, { timeout: eventMs }).toEqual(['dark'])
    stopped.stop()
    await transport().request('settings.set', { theme: 'light' })
    await expect.poll(other.themes, { timeout: eventMs }).toEqual(['dark', 'light'])
    expect(stopped.themes()).toEqual(['dark'])
    other.stop()
  })
}

function listen(transport: TransportLike): { themes: () => string[]; stop: () => void } {
  const themes: string[] = []
  const stop = transport.onEvent((event) => {
    if (event.name === 'settings.changed') themes.push(event.data.theme)
  })
  return { themes: () => themes, stop }
}
