import { beforeAll, describe, expect, test } from 'vitest'
import { mulberry32 } from '../../shared/random.ts'
import { fatal, killEach } from './kill-each.ts'
import { recordPoints, runs } from './killed-run.ts'
import { drawnPoints, type Point } from './points.ts'

/** A whole deployment of front-doors, from its first row to its receipt. Another seed dies elsewhere. */
const seed = Number(process.env['SLUICE_TEST_SEED'] ?? 1)
const kills = 20

let passed: string[]
beforeAll(async () => {
  passed = await recordPoints(runs.doors)
}, 300_000)

/** The key of a certificate is made for one request, and kept nowhere: with the process it is lost. */
const aroundKey: Point[] = ['before', 'after'].map((when) => ({
  when: when as Point['when'],
  number: 1,
  kind: 'CreateStack certificate',
}))

describe('a deployment of front-doors that is killed', () => {
  test('comes back without the key of the certificate that was asked for', { timeout: 900_000 }, async () => {
    expect(passed).toContain(aroundKey[0]?.kind)
    const outcomes = await killEach(runs.doors, aroundKey.values())
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['survived', 'survived'])
  })

  test(`survives ${kills} moments (SLUICE_TEST_SEED=${seed})`, { timeout: 2 * 3_600_000 }, async () => {
    const outcomes = await killEach(runs.doors, drawnPoints(passed, mulberry32(seed)), kills)
    expect(fatal(outcomes)).toEqual([])
    expect(outcomes.filter(({ outcome }) => outcome === 'survived')).toHaveLength(kills)
  })
})
