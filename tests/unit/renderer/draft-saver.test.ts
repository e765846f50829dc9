import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createDraftSaver, type Saving } from '../../../renderer/screens/plan/draft-saver.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function record() {
  const saved: string[] = []
  const states: Saving['state'][] = []
  const answers: PromiseWithResolvers<void>[] = []
  const saver = createDraftSaver<string>({
    save: (value) => {
      saved.push(value)
      const answer = Promise.withResolvers<void>()
      answers.push(answer)
      return answer.promise
    },
    delayMs: 250,
    onState: ({ state }) => states.push(state),
  })
  return { saver, saved, states, answers }
}

test('waits for a pause, then saves the newest once', async () => {
  const { saver, saved, states, answers } = record()
  saver.offer('a')
  await vi.advanceTimersByTimeAsync(200)
  saver.offer('b')
  await vi.advanceTimersByTimeAsync(249)
  expect(saved).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(saved).toEqual(['b'])
  expect(saver.isIdle()).toBe(false)
  answers[0]?.resolve()
  await vi.advanceTimersByTimeAsync(0)
  expect(states).toEqual(['waiting', 'waiting', 'saving', 'saved'])
  expect(saver.isIdle()).toBe(true)
})

test('saves one at a time, and of what came meanwhile the newest', async () => {
  const { saver, saved, answers } = record()
  saver.offer('a')
  await vi.advanceTimersByTimeAsync(250)
  saver.offer('b')
  saver.offer('c')
  await vi.advanceTimersByTimeAsync(1000)
  expect(saved).toEqual(['a'])
  answers[0]?.resolve()
  await vi.advanceTimersByTimeAsync(0)
  expect(saved).toEqual(['a', 'c'])
})

test('flush does not wait for the pause, and answers when all is saved', async () => {
  const { saver, saved, answers } = record()
  saver.offer('a')
  const flushed = saver.flush()
  expect(saved).toEqual(['a'])
  answers[0]?.resolve()
  expect(await flushed).toBe(true)
  expect(await saver.flush()).toBe(true)
  await vi.advanceTimersByTimeAsync(1000)
  expect(saved).toEqual(['a'])
})

test('says what was refused, and forgets it with the next success', async () => {
  const { saver, states, answers } = record()
  saver.offer('a')
  const flushed = saver.flush()
  answers[0]?.reject(new Error('no'))
  expect(await flushed).toBe(false)
  expect(states.at(-1)).toBe('failed')
  saver.offer('b')
  const again = saver.flush()
  answers[1]?.resolve()
  expect(await again).toBe(true)
  expect(states.at(-1)).toBe('saved')
})
