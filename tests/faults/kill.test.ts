import { beforeAll, describe, expect, test } from 'vitest'
import { errorMessage } from '../../shared/errors.ts'
import { dieAndRecover, recordPoints } from './killed-run.ts'
import { nameOf, pointsOf, type Point } from './points.ts'

/** Each has a data folder and a practice account of its own, and waits most of the time. */
const atOnce = Number(process.env['SLUICE_TEST_AT_ONCE'] ?? 3)

let points: Point[]
beforeAll(async () => {
  points = pointsOf(await recordPoints())
}, 120_000)

describe('a run that is killed', () => {
  test('passes through at least 25 kinds of moments to die at', () => {
    expect(points.length).toBeGreaterThanOrEqual(25)
  })

  test('survives each of them', { timeout: 3 * 3_600_000 }, async ({ annotate }) => {
    const outcomes: { kind: string; outcome: string }[] = []
    const left = points.map((point, index) => ({ point, place: `${index + 1}/${points.length}` }))
    const dieInTurn = async (): Promise<void> => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        const startedMs = performance.now()
        const outcome = await dieAndRecover(next.point).catch((thrown: unknown) => errorMessage(thrown))
        const seconds = Math.round((performance.now() - startedMs) / 1000)
        console.log(`[${next.place}] ${nameOf(next.point)}: ${outcome} (${seconds} s)`)
        outcomes.push({ kind: nameOf(next.point), outcome })
      }
    }
    await Promise.all(Array.from({ length: atOnce }, dieInTurn))
    const survived = outcomes.filter(({ outcome }) => outcome === 'survived').length
    await annotate(`${survived} of ${points.length} survived`)
    expect(outcomes.filter(({ outcome }) => outcome !== 'survived' && outcome !== 'not reached')).toEqual([])
    expect(survived).toBeGreaterThan(points.length * 0.8)
  })
})
