import { expect, test } from 'vitest'
import { checkLoad } from '../../../shared/load-rules.ts'
import type { Load } from '../../../shared/experiment.ts'

const load: Load = {
  threads: 25,
  connections: 50,
  durationSec: 30,
  rounds: 1,
  leadIn: { kind: 'load', seconds: 3 },
}

test('the load of 2017 can be driven', () => {
  expect(checkLoad(load)).toEqual([])
  expect(checkLoad({ ...load, leadIn: { kind: 'one-request' } })).toEqual([])
})

test.each([
  [
    { threads: 12 },
    'connections must divide evenly among the threads: 50 do not among 12; use 48 or 60 connections.',
  ],
  [
    { threads: 60 },
    'connections must divide evenly among the threads: 50 do not among 60; use 60 connections.',
  ],
  [{ threads: 0 }, 'threads must be a whole number from 1 to 256; it is 0.'],
  [{ connections: 20_000 }, 'connections must be a whole number from 1 to 10000; it is 20000.'],
  [{ durationSec: 0 }, 'duration must be a whole number from 1 to 3600 s; it is 0 s.'],
  [{ durationSec: 2.5 }, 'duration must be a whole number from 1 to 3600 s; it is 2.5 s.'],
  [
    { leadIn: { kind: 'load' as const, seconds: 61 } },
    'lead-in must be a whole number from 0 to 60 s; it is 61 s.',
  ],
  [{ rounds: Number.NaN }, 'rounds must be a whole number from 1 to 100; it is NaN.'],
])('%j is refused with one sentence', (change, sentence) => {
  expect(checkLoad({ ...load, ...change })).toEqual([sentence])
})
