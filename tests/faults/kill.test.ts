import { beforeAll, describe, expect, test } from 'vitest'
import { dieAndRecover, recordPoints } from './killed-run.ts'
import { nameOf, pointsOf, type Point } from './points.ts'

let points: Point[]
beforeAll(async () => {
  points = pointsOf(await recordPoints())
}, 120_000)

describe('a run that is killed', () => {
  test('passes through at least 25 kinds of moments to die at', () => {
    expect(points.length).toBeGreaterThanOrEqual(25)
  })

  test('survives each of them', { timeout: 3 * 3_600_000 }, async ({ annotate }) => {
    const failures: string[] = []
    for (const [index, point] of points.entries()) {
      const startedMs = performance.now()
      const failure = await dieAndRecover(point).then(
        () => null,
        (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown)),
      )
      const line = `[${index + 1}/${points.length}] ${nameOf(point)}: ${failure ?? 'survived'} (${Math.round((performance.now() - startedMs) / 1000)} s)`
      console.log(line)
      if (failure !== null) failures.push(line)
    }
    await annotate(`${points.length - failures.length} of ${points.length} survived`)
    expect(failures).toEqual([])
  })
})
