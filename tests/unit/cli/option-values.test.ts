import { expect, test } from 'vitest'
import {
  accountOf,
  bytesOf,
  dollarsOf,
  fractionOf,
  leadInOf,
  lifetimeOf,
  millisecondsOf,
  portOf,
  secondsOf,
  wholeNumberOf,
} from '../../../electron/cli/option-values.ts'

test('a port is a number that one can listen on, or 0 for any', () => {
  expect(portOf('0')).toBe(0)
  expect(portOf('65535')).toBe(65_535)
  for (const wrong of ['65536', 'http', '-1', '80.5', '', ' 80', '0x50', '1e3'])
    expect(() => portOf(wrong), wrong).toThrow(/from 0 to 65535/)
})

test('times are taken with their unit, trials also without one', () => {
  expect([lifetimeOf('90m'), lifetimeOf('2h'), lifetimeOf('1.5d')]).toEqual([
    5_400_000, 7_200_000, 129_600_000,
  ])
  expect([secondsOf('30s'), secondsOf('2m'), secondsOf('3')]).toEqual([30, 120, 3])
  for (const wrong of ['2', '2s', 'h', '-1h', '1e3m', '2 h', ''])
    expect(() => lifetimeOf(wrong), wrong).toThrow(/such as 90m/)
  for (const wrong of ['1h', 's', '-1', '1e3', ''])
    expect(() => secondsOf(wrong), wrong).toThrow(/such as 30s/)
})

test('a lead-in is load for a time, or one request', () => {
  expect(leadInOf('3s')).toEqual({ kind: 'load', seconds: 3 })
  expect(leadInOf('one-request')).toEqual({ kind: 'one-request' })
  expect(() => leadInOf('none')).toThrow(/such as 30s/)
})

test('a service has a time and sizes, a decision its margins', () => {
  expect([millisecondsOf('80ms'), millisecondsOf('0.5s'), millisecondsOf('20')]).toEqual([80, 500, 20])
  expect([bytesOf('800'), bytesOf('800B'), bytesOf('10kB'), bytesOf('1.5MB')]).toEqual([
    800, 800, 10_000, 1_500_000,
  ])
  expect([fractionOf('5%'), fractionOf('7.5'), fractionOf('0%')]).toEqual([0.05, 0.075, 0])
  for (const wrong of ['80 ms', 'ms', '-1', '1m', ''])
    expect(() => millisecondsOf(wrong), wrong).toThrow(/such as 80ms/)
  for (const wrong of ['10 kB', '10k', 'kB', '-1', '1GB', ''])
    expect(() => bytesOf(wrong), wrong).toThrow(/such as 800B or 10kB/)
  for (const wrong of ['5 %', '-5%', '%', '±5%', ''])
    expect(() => fractionOf(wrong), wrong).toThrow(/such as 5%/)
})

test('numbers are written in digits', () => {
  expect([dollarsOf('0.5'), wholeNumberOf('12')]).toEqual([0.5, 12])
  for (const wrong of ['$5', '1e3', '-1', '']) expect(() => dollarsOf(wrong), wrong).toThrow(/US dollars/)
  for (const wrong of ['1.5', '1e3', '-1', ''])
    expect(() => wholeNumberOf(wrong), wrong).toThrow(/whole number/)
})

test('an account other than practice and environment is a profile', () => {
  expect(accountOf('practice')).toEqual({ kind: 'practice' })
  expect(accountOf('environment')).toEqual({ kind: 'environment' })
  expect(accountOf('production')).toEqual({ kind: 'profile', profile: 'production' })
})
