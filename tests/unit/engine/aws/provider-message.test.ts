import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { providerMessage } from '../../../../electron/engine/aws/aws-errors.ts'

test('of a process that has failed, neither its command line nor what it printed is shown', () => {
  let thrown: unknown
  try {
    const script = 'echo first-secret >&2; echo; echo "second secret" >&2; exit 3'
    execFileSync('sh', ['-c', script, 'third-secret'], { stdio: 'pipe' })
  } catch (error) {
    thrown = error
  }
  expect((thrown as Error).message).toContain('second secret')
  expect(providerMessage(thrown)).toBe('its process failed.')
})
