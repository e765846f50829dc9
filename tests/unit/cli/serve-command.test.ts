import { expect, test } from 'vitest'
import { portOf } from '../../../electron/cli/serve-command.ts'

test('a port is a number that one can listen on', () => {
  expect(portOf('1')).toBe(1)
  expect(portOf('65535')).toBe(65_535)
  for (const wrong of ['0', '65536', 'http', '-1', '80.5', '', ' 80', '0x50', '1e3'])
    expect(() => portOf(wrong), wrong).toThrow(/--port must be/)
})
