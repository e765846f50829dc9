import { expect, test } from 'vitest'
import { dieAndRecover, recordPoints } from '../faults/killed-run.ts'
import { nameOf, pick, pointsOf } from '../faults/points.ts'

/** `SLUICE_TEST_SEED` picks others; `npm run test:faults` takes all of them. */
const seed = Number(process.env['SLUICE_TEST_SEED'] ?? 1)

test('a run survives being killed at a handful of moments', { timeout: 300_000 }, async () => {
  const points = pointsOf(await recordPoints())
  expect(points.length).toBeGreaterThanOrEqual(25)
  for (const point of pick(points, 3, seed)) {
    await dieAndRecover(point).catch((thrown: unknown) => {
      throw new Error(`killed ${nameOf(point)} (seed ${seed})`, { cause: thrown })
    })
  }
})
