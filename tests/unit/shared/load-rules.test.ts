import { expect, test } from 'vitest'
import { loadFaults } from '../../../shared/load-rules.ts'
import type { Load } from '../../../shared/experiment.ts'

const load: Load = {
  threads: 25,
  connections: 50,
  durationSec: 30,
  rounds: 1,
  leadIn: { kind: 'load', seconds: 3 },
}

test('the load of 2017 can be driven', () => {
  expect(loadFaults(load)).toEqual([])
  expect(loadFaults({ ...load, leadIn: { kind: 'one-request' } })).toEqual([])
})

const uneven = 'Must divide evenly among the threads: 50 do not among'

test.each([
  [{ threads: 12 }, 'load.connections', `${uneven} 12. Use 48 or 60.`],
  [{ threads: 60 }, 'load.connections', `${uneven} 60. Use 60.`],
  [
    { threads: 256, connections: 10_000 },
    'load.connections',
    'Must divide evenly among the threads: 10000 do not among 256. Use 9984.',
  ],
  [{ threads: 0 }, 'load.threads', 'Must be a whole number from 1 to 256.'],
  [{ connections: 20_000 }, 'load.connections', 'Must be a whole number from 1 to 10,000.'],
  [{ durationSec: 0 }, 'load.durationSec', 'Must be a whole number from 1 to 3,600 seconds.'],
  [{ durationSec: 2.5 }, 'load.durationSec', 'Must be a whole number from 1 to 3,600 seconds.'],
  [
    { leadIn: { kind: 'load' as const, seconds: 61 } },
    'load.leadIn.seconds',
    'Must be a whole number from 0 to 60 seconds.',
  ],
  [{ rounds: Number.NaN }, 'load.rounds', 'Must be a whole number from 1 to 100.'],
])('%j is one fault, at its field', (change, field, message) => {
  expect(loadFaults({ ...load, ...change })).toEqual([{ field, message }])
})
