import { afterEach, expect, test, vi } from 'vitest'
import { createRetries } from '../../../../electron/engine/aws/retries.ts'

afterEach(() => vi.useRealTimers())

test('a clock that is set back by three hours delays no call for hours', { timeout: 20_000 }, async () => {
  const throttled = { errorType: 'THROTTLING' } as const
  const retries = createRetries()
  const token = await retries.acquireInitialRetryToken('test')
  await retries.refreshRetryTokenForRetry(token as never, throttled)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 3 * 3_600_000 })
  expect(await retries.acquireInitialRetryToken('test')).toBeDefined()
  expect(await retries.acquireInitialRetryToken('test')).toBeDefined()
})
