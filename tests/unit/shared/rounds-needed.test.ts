import { expect, test } from 'vitest'
import { differenceSeen, roundsNeeded } from '../../../shared/rounds-needed.ts'
import { levelOf } from '../../../shared/statistics/level.ts'
import { roundsToSettle } from '../../../shared/statistics/verdict.ts'

const load = { rounds: 12, untilSure: { same: 0.05, precise: 0.1 } }
const none = { n: 0, point: null, half: null, low: null, high: null, range: null }

test('as many rounds as would settle a scenario that equals the baseline, or is far from it', () => {
  const alpha = levelOf({ kind: 'until-sure', most: 12, ...load.untilSure }, 2)
  for (const sd of [0.01, 0.02, 0.03, 0.04]) {
    const same = roundsToSettle({ ...none, mean: 0, sd }, alpha, load.untilSure)
    expect(roundsNeeded(load, 2, 0.05, sd), `${sd}`).toBe(same)
    const clear = roundsToSettle({ ...none, mean: Math.log(0.2), sd }, alpha, load.untilSure)
    expect(roundsNeeded(load, 2, 0.1, sd), `${sd}`).toBe(clear)
  }
})

test('tighter margins, more scenarios and a larger spread need more of them; some are out of reach', () => {
  const usual = roundsNeeded(load, 4, 0.1) ?? 0
  expect(usual).toBeGreaterThan(5)
  expect(roundsNeeded(load, 4, 0.05)).toBeGreaterThan(usual)
  expect(roundsNeeded(load, 1, 0.1)).toBeLessThan(usual)
  expect(roundsNeeded(load, 4, 0.1, 0.1)).toBeGreaterThan(usual)
  expect(roundsNeeded(load, 4, 0.01)).toBeNull()
  expect(roundsNeeded({ ...load, untilSure: null }, 4, 0.1)).toBeNull()
})

test('more rounds see smaller differences, and below three nothing is known', () => {
  const seen = (rounds: number) => differenceSeen({ rounds, untilSure: null }, 4)
  expect([seen(1), seen(2), seen(Number.NaN), differenceSeen(load, 0)]).toEqual([null, null, null, null])
  expect(seen(4)?.up).toBeCloseTo(0.273, 3)
  expect(seen(10)?.up).toBeLessThan(seen(4)?.up ?? 0)
  expect(seen(10)?.down).toBeLessThan(seen(10)?.up ?? 0)
})
