import { describe, expect, test } from 'vitest'
import { planTrials } from '../../../shared/schedule.ts'

const plan = { scenarios: ['a', 'b', 'c', 'd', 'e'], paths: ['/', '/1', '/2', '/3'], rounds: 5, seed: 42 }

describe('planTrials', () => {
  test('plans every scenario once in each block of round and path', () => {
    const trials = planTrials(plan)
    expect(trials).toHaveLength(100)
    expect(trials.map((trial) => trial.order)).toEqual([...trials.keys()])
    const cells = new Set(trials.map((trial) => `${trial.round} ${trial.path} ${trial.scenarioId}`))
    expect(cells.size).toBe(100)
  })

  test('keeps the trials of a block together, so that ratios are taken between neighbours', () => {
    const trials = planTrials(plan)
    for (let block = 0; block < 20; block += 1) {
      const own = trials.slice(block * 5, block * 5 + 5)
      expect(new Set(own.map((trial) => `${trial.round} ${trial.path}`)).size).toBe(1)
    }
  })

  test('stands each scenario at every place, and behind every other, equally often', () => {
    // Five scenarios: ten rows make a set, and 20 blocks are two sets.
    const trials = planTrials(plan)
    for (const scenario of plan.scenarios) {
      const places = trials.filter((trial) => trial.scenarioId === scenario).map((trial) => trial.order % 5)
      expect([0, 1, 2, 3, 4].map((place) => places.filter((one) => one === place).length)).toEqual([
        4, 4, 4, 4, 4,
      ])
    }
    const neighbours = new Map<string, number>()
    for (const [place, { scenarioId }] of trials.entries()) {
      const before = place % 5 === 0 ? undefined : trials[place - 1]?.scenarioId
      if (before === undefined) continue
      const pair = `${before} ${scenarioId}`
      neighbours.set(pair, (neighbours.get(pair) ?? 0) + 1)
    }
    expect(neighbours.size).toBe(20)
    expect(new Set(neighbours.values())).toEqual(new Set([4]))
  })

  test('runs the baseline in two slots of each block, of which each may come first', () => {
    const trials = planTrials({ ...plan, rounds: 12, paths: ['/'], twice: 'a' })
    expect(trials).toHaveLength(72)
    const firsts = Array.from({ length: 12 }, (_, block) => {
      const own = trials.slice(block * 6, block * 6 + 6).filter(({ scenarioId }) => scenarioId === 'a')
      expect(own.map(({ slot }) => slot).toSorted((one, other) => one - other)).toEqual([0, 1])
      return own[0]?.slot
    })
    expect(firsts.filter((slot) => slot === 0)).toHaveLength(6)
  })

  test('opens each round with light trials of every scenario on the first path', () => {
    const trials = planTrials({ ...plan, rounds: 2, light: true, twice: 'a' })
    for (const round of [1, 2]) {
      const own = trials.filter((trial) => trial.round === round)
      expect(own.slice(0, 5).map(({ load, path, slot }) => `${load} ${path} ${slot}`)).toEqual(
        Array.from({ length: 5 }, () => 'light / 0'),
      )
      expect(new Set(own.slice(0, 5).map(({ scenarioId }) => scenarioId)).size).toBe(5)
      expect(own.slice(5).every(({ load }) => load === 'closed')).toBe(true)
    }
  })

  test('gives the same order for the same seed, and another for another', () => {
    expect(planTrials(plan)).toEqual(planTrials(plan))
    expect(planTrials({ ...plan, seed: 43 })).not.toEqual(planTrials(plan))
  })
})
