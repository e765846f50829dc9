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

  test('stands each scenario at every place equally often over as many blocks as there are scenarios', () => {
    const trials = planTrials(plan)
    for (const scenario of plan.scenarios) {
      const places = trials.filter((trial) => trial.scenarioId === scenario).map((trial) => trial.order % 5)
      expect([0, 1, 2, 3, 4].map((place) => places.filter((one) => one === place).length)).toEqual([
        4, 4, 4, 4, 4,
      ])
    }
  })

  test('gives the same order for the same seed, and another for another', () => {
    expect(planTrials(plan)).toEqual(planTrials(plan))
    expect(planTrials({ ...plan, seed: 43 })).not.toEqual(planTrials(plan))
  })
})
