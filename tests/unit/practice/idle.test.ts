import { expect, test } from 'vitest'
import { graceMs, idleSinceMs, lingerMs, shouldEnd } from '../../../electron/practice/idle.ts'

test('idleness counts from the last moment of need', () => {
  expect(idleSinceMs(null, true, 10)).toBeNull()
  expect(idleSinceMs(null, false, 10)).toBe(10)
  expect(idleSinceMs(10, false, 900)).toBe(10)
  expect(idleSinceMs(10, true, 900)).toBeNull()
})

test('a fresh account waits for its first client, a used one lingers shortly', () => {
  expect(shouldEnd(null, true, 1e9)).toBe(false)
  expect(shouldEnd(0, false, graceMs - 1)).toBe(false)
  expect(shouldEnd(0, false, graceMs)).toBe(true)
  expect(shouldEnd(0, true, lingerMs - 1)).toBe(false)
  expect(shouldEnd(0, true, lingerMs)).toBe(true)
})
