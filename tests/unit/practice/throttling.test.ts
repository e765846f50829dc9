import { expect, test } from 'vitest'
import { allowanceOf, createThrottle } from '../../../electron/practice/throttling.ts'

test('a burst, then a rate; reading and changing apart', () => {
  let nowMs = 0
  const throttle = createThrottle(
    () => 0,
    () => nowMs,
    () => 0.5,
  )
  const admitted = (operation: string, calls: number) =>
    Array.from({ length: calls }, () => throttle.admits('ssm', operation)).filter(Boolean).length
  const { burst, ratePerSec } = allowanceOf('ssm')
  expect(admitted('ListCommands', burst + 20)).toBe(burst)
  expect(admitted('SendCommand', 1)).toBe(1)
  nowMs += 1000
  expect(admitted('GetCommandInvocation', 100)).toBe(ratePerSec)
  nowMs += 3_600_000
  expect(admitted('ListCommands', burst + 20)).toBe(burst)
})

test('a share can be refused for practice, but never the question whether the account is there', () => {
  let draw = 0
  const throttle = createThrottle(
    () => 0.25,
    () => 0,
    () => (draw = (draw + 0.25) % 1),
  )
  const admitted = Array.from({ length: 20 }, () => throttle.admits('ec2', 'DescribeVpcs')).filter(
    Boolean,
  ).length
  expect(admitted).toBe(15)
  expect(
    Array.from({ length: 200 }, () => throttle.admits('sluice-practice', 'Describe')).every(Boolean),
  ).toBe(true)
})
