import { expect, test } from 'vitest'
import { openInvocationLogs } from '../../../../electron/practice/lambda/invocation-logs.ts'

const ran = { durationMs: 2.4, initMs: null }
const failed = { kind: 'failed', errorType: 'Error', message: 'x', ran } as const
const answered = { kind: 'answered', payload: '{}', ran } as const
const usual = { logsInvocations: true, mayLog: true, memoryMb: 128 }

test('a function logs every invocation, or with the level WARN only those that fail', () => {
  const logs = openInvocationLogs(() => true)
  for (const outcome of [answered, answered, failed, { kind: 'throttled' } as const]) {
    logs.note({ ...usual, logGroup: 'loud' }, outcome, 5)
    logs.note({ ...usual, logGroup: 'quiet', logsInvocations: false }, outcome, 5)
    logs.note({ ...usual, logGroup: 'forbidden', mayLog: false }, outcome, 5)
  }
  expect(logs.storedBytes('loud')).toBe(3 * logs.storedBytes('quiet'))
  expect(logs.storedBytes('quiet')).toBeGreaterThan(0)
  expect(logs.storedBytes('forbidden')).toBe(0)
  expect(logs.storedBytes('other')).toBe(0)
})

test('invocations keep their numbers when the oldest are forgotten', () => {
  const logs = openInvocationLogs(() => true)
  for (let at = 0; at < 100_001; at += 1) logs.note({ ...usual, logGroup: 'g' }, answered, at)
  expect(logs.listFrom('g', 0, 2)).toEqual(
    [50_000, 50_001].map((number) => ({
      number,
      endedAtMs: number,
      durationMs: 2.4,
      initMs: null,
      memoryMb: 128,
      status: 'success',
    })),
  )
  expect(logs.listFrom('g', 100_000, 5).map(({ number }) => number)).toEqual([100_000])
  expect(logs.listFrom('g', 100_001, 5)).toEqual([])
})

test('what a deleted group held is forgotten once another one is written to', () => {
  const there = new Set(['a', 'b'])
  const logs = openInvocationLogs((group) => there.has(group))
  logs.note({ ...usual, logGroup: 'a' }, failed, 1)
  there.delete('a')
  logs.note({ ...usual, logGroup: 'b' }, { ...failed, errorType: 'Sandbox.Timedout' }, 1)
  expect(logs.listFrom('a', 0, 1)).toEqual([])
  expect(logs.listFrom('b', 0, 1)).toMatchObject([{ status: 'timeout' }])
})
