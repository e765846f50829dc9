import { plainLoad } from '../../../shared/plain-load.ts'
import { describe, expect, test } from 'vitest'
import type { Run } from '../../../shared/run.ts'
import { plannedMs, waitOf, waitOn, waitText } from '../../../shared/waiting.ts'
import { aRun } from '../../examples.ts'

const load = {
  ...plainLoad,
  threads: 1,
  connections: 1,
  durationSec: 9,
  rounds: 4,
  leadIn: { kind: 'one-request' },
} as const
const queued = (id: string, changes: Partial<Run> = {}): Run =>
  aRun({ id, deploymentId: `d-${id}`, status: 'running', measuringSinceMs: null, load, ...changes })

const known = (ms: number) => ({ leastMs: ms, mostMs: ms })
const holder = queued('holder', { measuringSinceMs: 10_000 })
const first = queued('first', { startedAtMs: 20 })
const second = queued('second', { startedAtMs: 30 })
const all = [second, holder, first]

describe('a run on the practice account', () => {
  test('waits for the one that measures, and for those before it', () => {
    expect(plannedMs(holder)).toBe(38_000)
    expect(waitOf(first, all, 18_000)).toEqual({ deploymentId: 'd-holder', before: 0, left: known(30_000) })
    expect(waitOf(second, all, 18_000)).toEqual({ deploymentId: 'd-holder', before: 1, left: known(68_000) })
    expect(waitOn('d-first', all, 18_000)?.before).toBe(0)
  })

  test('does not know how long a run until sure goes on: from its first look to its last round', () => {
    const untilSure = { ...load, rounds: 8, untilSure: { same: 0.05, precise: 0.1 } }
    const sure = { ...holder, load: untilSure }
    expect(plannedMs(sure)).toBe(8 * 9500)
    expect(waitOf(first, [first, sure], 20_000)?.left).toEqual({ leastMs: 37_500, mostMs: 66_000 })
    expect(waitOf(first, [first, sure], 70_000)?.left).toEqual({ leastMs: 0, mostMs: 16_000 })
  })

  test('waits for nothing while it measures, when it has ended, and on another account', () => {
    expect(waitOf(holder, all, 0)).toBeNull()
    expect(waitOf(first, [first, { ...holder, status: 'succeeded' }], 0)).toBeNull()
    expect(waitOf({ ...first, status: 'cancelled' }, all, 0)).toBeNull()
    expect(waitOf({ ...first, account: { kind: 'environment' } }, all, 0)).toBeNull()
    expect(waitOf(first, [first, { ...holder, account: { kind: 'environment' } }], 0)).toBeNull()
    expect(waitOn('d-nothing', all, 0)).toBeNull()
  })
})

test.each([
  [{ before: 0, left: known(95_000) }, 'Waits for the run on d-1 to end, about 100 s'],
  [{ before: 0, left: known(130_000) }, 'Waits for the run on d-1 to end, about 3 min'],
  [{ before: 1, left: known(300_000) }, 'Waits for the run on d-1 to end, then for 1 more run, about 5 min'],
  [{ before: 0, left: { leastMs: 130_000, mostMs: 500_000 } }, 'Waits for the run on d-1 to end, 2–9 min'],
  [{ before: 2, left: known(0) }, 'Waits for the run on d-1 to end, then for 2 more runs'],
])('%j is said so', (wait, text) => {
  expect(waitText({ deploymentId: 'd-1', ...wait })).toBe(text)
})
