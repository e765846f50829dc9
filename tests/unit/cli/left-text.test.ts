import { expect, test } from 'vitest'
import { leftText } from '../../../electron/cli/left-text.ts'
import { aDeployment } from '../../examples.ts'

const now = new Date(2026, 10, 26, 14, 32).getTime()
const expiresAtMs = now + 2 * 3_600_000
const text = (changes: Parameters<typeof aDeployment>[0]) =>
  leftText(aDeployment({ id: 'd1', expiresAtMs, ...changes }), now)

test('what stays is said with its end and the way to remove it', () => {
  expect(text({ phase: 'ready' })).toBe(
    'Deployment d1 stays until 16:32, then it is removed automatically. Remove it now: sluice teardown d1',
  )
  expect(text({ phase: 'measuring', afterwards: 'tear-down' })).toBe(
    'Deployment d1 is measuring: the run and the teardown go on when Sluice starts again. ' +
      'Otherwise it stays until 16:32, then it is removed automatically. Remove it now: sluice teardown d1',
  )
  expect(text({ phase: 'removing' })).toContain('goes on when Sluice starts again')
  expect(text({ phase: 'stranded' })).toContain('some of it may still exist')
})

test.each(['planned', 'removed'] as const)('nothing is said of one that is %s', (phase) => {
  expect(text({ phase })).toBeNull()
})
