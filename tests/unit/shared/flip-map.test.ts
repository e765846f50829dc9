import { describe, expect, test } from 'vitest'
import { flipMap, type PricedScenario } from '../../../shared/flip-map.ts'
import type { Judgement } from '../../../shared/judged-requirements.ts'
import { mulberry32 } from '../../../shared/random.ts'

const range = { from: 1e5, to: 1e10 }

/** A fixed amount a month and one for each million, which falls beyond a volume. */
function scenario(
  scenarioId: string,
  costs: { fixed: number; perMillion: number; beyond?: { from: number; perMillion: number } },
  judgement: Judgement = 'meets',
): PricedScenario {
  const { fixed, perMillion, beyond } = costs
  const usd = (volume: number): number => {
    const first = Math.min(volume, beyond?.from ?? Number.POSITIVE_INFINITY)
    const rest = (volume - first) * (beyond?.perMillion ?? 0)
    return fixed + (first * perMillion + rest) / 1e6
  }
  return { scenarioId, judgement, usd }
}

const balancer = scenario('elb', { fixed: 21.9, perMillion: 0.1 })
const lambda = scenario('lambda', { fixed: 0, perMillion: 3.7 })

describe('a flip', () => {
  test('is where two lines cross', () => {
    const { bands, flips } = flipMap([balancer, lambda], range)
    expect(flips).toHaveLength(1)
    expect(flips[0]).toMatchObject({ from: 'lambda', to: 'elb' })
    expect(flips[0]?.at).toBeCloseTo(21.9e6 / 3.6, -2)
    expect(bands.map(({ cheapest }) => cheapest)).toEqual(['lambda', 'elb'])
    expect([bands[0]?.from, bands.at(-1)?.to]).toEqual([range.from, range.to])
  })

  test('is none between scenarios that cost the same but for rounding: the first stays', () => {
    const one: PricedScenario = { ...lambda, scenarioId: 'one', usd: (volume) => lambda.usd(volume) + 1e-13 }
    expect(flipMap([one, lambda], range).flips).toEqual([])
    expect(flipMap([one, lambda], range).bands[0]?.cheapest).toBe('one')
  })

  test('is never to a scenario that fails, or that is not known to meet the requirements', () => {
    const cheap = { fixed: 0, perMillion: 0.01 }
    const { bands, flips } = flipMap(
      [balancer, lambda, scenario('failed', cheap, 'fails'), scenario('open', cheap, 'unknown')],
      range,
    )
    expect(flips.map(({ from, to }) => [from, to])).toEqual([['lambda', 'elb']])
    expect(bands.every(({ undecided }) => undecided === 'open')).toBe(true)
  })

  test('an undecided scenario is named only where it would be cheaper', () => {
    const open = scenario('open', { fixed: 10, perMillion: 0.2 }, 'unknown')
    const { bands } = flipMap([balancer, lambda, open], range)
    expect(bands.map(({ cheapest, undecided }) => [cheapest, undecided])).toEqual([
      ['lambda', null],
      ['lambda', 'open'],
      ['elb', 'open'],
      ['elb', null],
    ])
  })

  test('where nothing meets the requirements there is none, and the stretch has no name', () => {
    const failing = [scenario('a', { fixed: 1, perMillion: 1 }, 'fails')]
    expect(flipMap(failing, range)).toEqual({
      bands: [{ ...range, cheapest: null, undecided: null }],
      flips: [],
    })
  })
})

test('flips are those that a look at every volume finds, for any prices', () => {
  const random = mulberry32(13)
  const pick = (most: number): number => random() * most
  let found = 0
  for (let turn = 0; turn < 150; turn += 1) {
    const judgements: Judgement[] = ['meets', 'meets', 'meets', 'unknown', 'fails']
    const scenarios = Array.from({ length: 2 + Math.floor(pick(5)) }, (_, place) =>
      scenario(
        `s${place}`,
        {
          fixed: random() < 0.3 ? 0 : pick(200),
          perMillion: 0.01 + pick(6),
          ...(random() < 0.5 ? { beyond: { from: 10 ** (5 + pick(4)), perMillion: pick(3) } } : {}),
        },
        judgements[Math.floor(pick(judgements.length))],
      ),
    )
    const { bands, flips } = flipMap(scenarios, range)
    const eligible = scenarios.filter(({ judgement }) => judgement === 'meets')
    const looked = bruteForce(eligible)
    expect(flips.map(({ from, to }) => [from, to])).toEqual(looked.map(({ from, to }) => [from, to]))
    for (const [place, { at }] of flips.entries()) {
      const { before, after } = looked[place] ?? { before: 0, after: 0 }
      expect(at).toBeGreaterThanOrEqual(before)
      expect(at).toBeLessThanOrEqual(after)
    }
    for (const [place, band] of bands.entries()) expect(band.from).toBe(bands[place - 1]?.to ?? range.from)
    found += flips.length
  }
  expect(found).toBeGreaterThan(80)
})

/** The cheapest at each of 5,000 volumes, and between which of them it changes. */
function bruteForce(scenarios: readonly PricedScenario[]) {
  const looks = 5_000
  const changes: { from: string; to: string; before: number; after: number }[] = []
  let last: { id: string; volume: number } | null = null
  for (let look = 0; look <= looks; look += 1) {
    const volume = range.from * (range.to / range.from) ** (look / looks)
    const costs = scenarios.map((one) => ({ id: one.scenarioId, usd: one.usd(volume) }))
    const least = costs.toSorted((one, other) => one.usd - other.usd)[0]
    if (least === undefined) return []
    if (last !== null && least.id !== last.id)
      changes.push({ from: last.id, to: least.id, before: last.volume, after: volume })
    last = { id: least.id, volume }
  }
  return changes
}
