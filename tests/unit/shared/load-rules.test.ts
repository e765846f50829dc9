import { expect, test } from 'vitest'
import { loadFaults } from '../../../shared/load-rules.ts'
import type { Load } from '../../../shared/experiment.ts'
import { plainLoad, staticPages } from '../../../shared/plain-load.ts'

const load: Load = {
  ...plainLoad,
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

const margins = { same: 0.05, precise: 0.1 }
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
  [{ rounds: 5, untilSure: margins }, 'load.rounds', 'Must be a whole number from 6 to 30.'],
  [{ rounds: 6, untilSure: { ...margins, same: 0 } }, 'load.untilSure.same', 'Must be from 1 to 50 %.'],
  [
    { rounds: 6, untilSure: { ...margins, precise: Number.NaN } },
    'load.untilSure.precise',
    'Must be from 1 to 50 %.',
  ],
  [
    { service: { ...staticPages, timeMs: 2_001 } },
    'load.service.timeMs',
    'Must be a whole number from 0 to 2,000 milliseconds.',
  ],
  [
    { service: { ...staticPages, answer: { kind: 'generated' as const, bytes: 0 } } },
    'load.service.answer.bytes',
    'Must be a whole number from 1 to 1,000,000 bytes.',
  ],
  [
    { service: { ...staticPages, request: { kind: 'post' as const, bytes: 0.5 } } },
    'load.service.request.bytes',
    'Must be a whole number from 1 to 1,000,000 bytes.',
  ],
])('%j is one fault, at its field', (change, field, message) => {
  expect(loadFaults({ ...load, ...change })).toEqual([{ field, message }])
})
