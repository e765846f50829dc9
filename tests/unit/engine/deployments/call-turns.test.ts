import { expect, test } from 'vitest'
import { createCallTurns } from '../../../../electron/engine/deployments/call-turns.ts'

const never = new AbortController().signal

test('one turn at a time in a queue, in the order asked for, with a rest between them', async () => {
  const turns = createCallTurns()
  const log: string[] = []
  const startedMs: number[] = []
  const use = async (name: string): Promise<void> => {
    const end = await turns.take('create 1', 30, never)
    startedMs.push(performance.now())
    log.push(`${name} begins`)
    await new Promise((resolve) => setTimeout(resolve, 10))
    log.push(`${name} ends`)
    end()
    end()
  }
  await Promise.all(['a', 'b', 'c'].map(use))
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  const [first = 0, second = 0, third = 0] = startedMs
  expect(Math.min(second - first, third - second)).toBeGreaterThanOrEqual(38)
})

test('another queue does not wait', async () => {
  const turns = createCallTurns()
  await turns.take('create 1', 60_000, never)
  await turns.take('delete 1', 60_000, never)
  await turns.take('create 2', 60_000, never)
})

test('who gives up waiting leaves the queue, and nobody waits for a rest after that', async () => {
  const turns = createCallTurns()
  const end = await turns.take('create 1', 20, never)
  const leaving = new AbortController()
  const left = turns.take('create 1', 60_000, leaving.signal)
  const next = turns.take('create 1', 0, never)
  leaving.abort(new Error('cancelled'))
  await expect(left).rejects.toThrow('cancelled')
  end()
  await next
})

test('a rest can be given up too', async () => {
  const turns = createCallTurns()
  const end = await turns.take('create 1', 60_000, never)
  end()
  await expect(turns.take('create 1', 0, AbortSignal.timeout(20))).rejects.toThrow()
  await expect(turns.take('create 1', 0, AbortSignal.abort(new Error('before')))).rejects.toThrow('before')
})
