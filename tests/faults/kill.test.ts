import { beforeAll, describe, expect, test } from 'vitest'
import { fatal, killEach } from './kill-each.ts'
import { recordPoints, runs } from './killed-run.ts'
import { pointsOf, type Point } from './points.ts'

let points: Point[]
beforeAll(async () => {
  points = pointsOf(await recordPoints(runs.smallest))
}, 120_000)

describe('a run that is killed', () => {
  test('passes through at least 25 kinds of moments to die at', () => {
    expect(points.length).toBeGreaterThanOrEqual(25)
  })

  test('survives each of them', { timeout: 3 * 3_600_000 }, async ({ annotate }) => {
    const outcomes = await killEach(runs.smallest, points.values())
    const survived = outcomes.filter(({ outcome }) => outcome === 'survived').length
    await annotate(`${survived} of ${points.length} survived`)
    expect(fatal(outcomes)).toEqual([])
    expect(survived).toBeGreaterThan(points.length * 0.8)
  })
})
