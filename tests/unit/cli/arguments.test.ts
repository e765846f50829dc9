import { describe, expect, test } from 'vitest'
import { parseRun } from '../../../electron/cli/arguments.ts'

describe('the arguments of run', () => {
  test('leave to the experiment what is not given', () => {
    expect(parseRun(['proxy-2017'])).toEqual({
      experimentId: 'proxy-2017',
      account: { kind: 'practice' },
      region: undefined,
      scenarios: undefined,
      paths: undefined,
      options: {},
      load: {},
      seed: undefined,
      keep: false,
      jsonFile: undefined,
    })
  })

  test('take times with a unit or without, and a lead-in of one request', () => {
    expect(parseRun(['x', '--duration', '2m', '--lead-in', '3']).load).toEqual({
      durationSec: 120,
      leadIn: { kind: 'load', seconds: 3 },
    })
    expect(parseRun(['x', '--lead-in', 'one-request']).load).toEqual({ leadIn: { kind: 'one-request' } })
  })

  test('collect what may be repeated', () => {
    const given = parseRun([
      'x',
      '--scenario',
      'a',
      '--scenario',
      'b',
      '--option',
      'a.P=1',
      '--option',
      'a.Q=x=y',
      '--option',
      'b.P=2',
    ])
    expect(given.scenarios).toEqual(['a', 'b'])
    expect(given.options).toEqual({ a: { P: '1', Q: 'x=y' }, b: { P: '2' } })
  })

  test('of the demo are one round of 3 s, unless told otherwise', () => {
    const demo = { experimentId: 'proxy-2017', durationSec: 3, rounds: 1 }
    expect(parseRun([], demo).load).toEqual({ durationSec: 3, rounds: 1 })
    expect(parseRun(['--duration', '30s'], demo).load).toEqual({ durationSec: 30, rounds: 1 })
  })

  test('name an account other than the practice account as a profile', () => {
    expect(parseRun(['x', '--account', 'production']).account).toEqual({
      kind: 'profile',
      profile: 'production',
    })
  })

  test.each([
    [['x', 'y'], /"y" is one argument too many/],
    [['x', '--rounds', 'many'], /--rounds must be a whole number/],
    [['x', '--duration', '1h'], /--duration must be a time/],
    [['x', '--option', 'nonsense'], /--option must look like/],
    [['x', '--colour'], /--colour/],
  ])('%j is refused, naming the option', (args, says) => {
    expect(() => parseRun(args)).toThrow(says)
  })
})
