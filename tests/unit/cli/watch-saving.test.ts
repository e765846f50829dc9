import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { liveLines, watchSaving, type Saving } from '../../../electron/cli/watch-saving.ts'
import type { Engine } from '../../../electron/engine/engine.ts'
import type { AnyEvent } from '../../../shared/events.ts'
import { AppError } from '../../../shared/errors.ts'
import type { StorageProblem } from '../../../shared/storage-problem.ts'
import { aDeployment } from '../../examples.ts'
import { fakeEngine } from './fake-engine.ts'

let told: string
let saving: Saving | undefined
beforeEach(() => {
  told = ''
  vi.useFakeTimers()
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((told += String(text)), true))
})
afterEach(() => {
  saving?.end()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

function watching(stays: boolean) {
  const listeners: ((event: AnyEvent) => void)[] = []
  const engine = {
    onEvent: (listener: (event: AnyEvent) => void) => {
      listeners.push(listener)
      return () => undefined
    },
  } as unknown as Engine
  const watched = watchSaving(engine, stays)
  saving = watched
  let lost: unknown = null
  watched.lost.catch((thrown: unknown) => (lost = thrown))
  return {
    say: (problem: StorageProblem | null) => {
      const message = problem && `It is ${problem}.`
      const event: AnyEvent = { name: 'storeHealth.changed', data: { problem, message } }
      for (const listener of listeners) listener(event)
    },
    afterSec: async (seconds: number) => {
      await vi.advanceTimersByTimeAsync(seconds * 1000)
      return lost
    },
  }
}

test.each(['full', 'read-only', 'disk', 'damaged'] as const)('%s ends a command at once', async (problem) => {
  const { say, afterSec } = watching(false)
  say(problem)
  expect(await afterSec(0)).toMatchObject({ code: 'database', details: { problem } })
})

test('a lock is told at once, and ends a command only if it stays', async () => {
  const { say, afterSec } = watching(false)
  say('locked')
  expect(told).toContain('It is locked. Waiting for up to 60 s.')
  expect(await afterSec(59)).toBeNull()
  say(null)
  expect(told).toContain('can be used again')
  expect(await afterSec(100)).toBeNull()
  say('locked')
  expect(await afterSec(61)).toMatchObject({ code: 'database' })
})

test('the server tells it and goes on', async () => {
  const { say, afterSec } = watching(true)
  say('full')
  expect(told).toContain('It is full. Sluice continues automatically')
  expect(await afterSec(1000)).toBeNull()
})

test('what is live is named with how to remove it', async () => {
  const deployments = [
    aDeployment({ id: 'd1', phase: 'measuring' }),
    aDeployment({ id: 'd2', phase: 'removed' }),
    aDeployment({ id: 'd3', phase: 'stranded' }),
  ]
  const lines = await liveLines(fakeEngine({ 'deployments.list': deployments }).engine)
  expect(lines).toEqual([
    expect.stringMatching(/d1 is live \(measuring, .*sluice teardown d1$/),
    expect.stringMatching(/d3 is live \(stranded, .*sluice teardown d3$/),
  ])
  const refused = fakeEngine({ 'deployments.list': new AppError('database', 'no') })
  expect(await liveLines(refused.engine)).toEqual([expect.stringContaining('cannot be read')])
})
