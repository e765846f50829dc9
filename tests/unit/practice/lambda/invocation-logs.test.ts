import { expect, test } from 'vitest'
import { openInvocationLogs } from '../../../../electron/practice/lambda/invocation-logs.ts'

const failed = { kind: 'failed', errorType: 'Error', message: 'x' } as const
const answered = { kind: 'answered', payload: '{}' } as const

test('a function logs every invocation, or with the level WARN only those that fail', () => {
  const logs = openInvocationLogs()
  for (const outcome of [answered, answered, failed, { kind: 'throttled' } as const]) {
    logs.note({ logGroup: 'loud', logsInvocations: true }, outcome)
    logs.note({ logGroup: 'quiet', logsInvocations: false }, outcome)
  }
  expect(logs.storedBytes('loud')).toBe(3 * logs.storedBytes('quiet'))
  expect(logs.storedBytes('quiet')).toBeGreaterThan(0)
  expect(logs.storedBytes('other')).toBe(0)
})
