import { describe, expect, test } from 'vitest'
import { assess } from '../../../shared/assessment.ts'
import { tableOf } from '../../../shared/chart.ts'
import { readOut, walk } from '../../../shared/chart-walk.ts'
import { decide } from '../../../shared/decision.ts'
import { flipChart } from '../../../shared/flip-chart.ts'
import { monthlyCost } from '../../../shared/monthly-cost.ts'
import { builtInPrices } from '../../../shared/prices.ts'
import { defaultRequirements } from '../../../shared/requirement-rules.ts'
import type { Requirements } from '../../../shared/requirements.ts'
import { knownScenarios } from './known-scenarios.ts'
import { measuredResult } from './measured-result.ts'

function map(changes: Partial<Requirements> = {}, asked: Parameters<typeof measuredResult>[0] = {}) {
  const result = measuredResult(asked)
  const found = assess(result.run, result.trials, result.experiment)
  const requirements = { ...defaultRequirements, ...changes }
  const decision = decide({ result, found, requirements, scenarios: knownScenarios, table: builtInPrices })
  const chart = flipChart(decision, builtInPrices)
  if (chart === null) throw new Error('There is no chart.')
  return { decision, chart }
}

const plain = (text: string): string => text.replaceAll('\u00A0', ' ')

describe('the flip map', () => {
  test('has a line for each scenario, bands without gaps, and the person’s own volume', () => {
    const { chart } = map()
    expect(chart.series.map(({ scenarioId, role }) => [scenarioId, role])).toEqual([
      ['elb', 'main'],
      ['lambda-256', 'main'],
      ['lambda-512', 'main'],
      ['lambda-1024', 'main'],
      ['http-proxy', 'main'],
    ])
    const bands = chart.bands ?? []
    expect(bands.map(({ label, isUndecided }) => [label, isUndecided])).toEqual([
      ['Lambda-256 (128 MB)', false],
      ['Load balancer', false],
    ])
    expect([bands[0]?.from, bands[0]?.to, bands[1]?.to]).toEqual([1e5, bands[1]?.from, 1e10])
    expect((chart.marks ?? []).map(({ kind, label }) => [kind, plain(label)])).toEqual([
      ['flip', 'Above 5.91 M requests a month the load balancer is cheaper'],
      ['own', 'Yours: 20 M'],
    ])
    expect(plain(chart.sentence)).toBe(
      'At 20 M requests a month the cheapest that meets the requirements: Load balancer. ' +
        'Above 5.91 M requests a month the load balancer is cheaper.',
    )
  })

  test('costs at the person’s volume what the decision says', () => {
    const { chart, decision } = map()
    for (const { scenarioId, cost, usage } of decision.scenarios) {
      const scenario = knownScenarios.find(({ id }) => id === scenarioId)
      const points = chart.series.find((one) => one.scenarioId === scenarioId)?.points ?? []
      if (scenario === undefined || usage === null) throw new Error('no cost')
      for (const [requestsPerMonth, usd] of points)
        expect(usd).toBe(monthlyCost(scenario, { ...usage, requestsPerMonth }, builtInPrices).usd)
      const above = points.find(([x]) => x >= usage.requestsPerMonth)
      expect(above?.[1]).toBeGreaterThanOrEqual(cost?.usd ?? Number.NaN)
    }
  })

  test('draws what fails and what is not known too, and says so', () => {
    const { chart } = map({
      latency: { percentile: 'p50', of: 'added', ms: 25 },
      mustHaves: ['tls-to-client'],
      peakPerSec: 1500,
    })
    expect(chart.series.map(({ role }) => role)).toEqual(['second', 'second', 'second', 'undecided', 'main'])
    expect(chart.series.map(({ endLabel }) => endLabel)).toEqual([
      'Load balancer (fails)',
      'Lambda-256 (128 MB) (fails)',
      'Lambda-512 (512 MB) (fails)',
      'Lambda-1024 (1,024 MB) (not known yet)',
      'HTTP proxy',
    ])
    expect((chart.bands ?? []).map(({ label, isUndecided }) => [label, isUndecided])).toEqual([
      ['HTTP proxy, or Lambda-1024 (1,024 MB)?', true],
      ['HTTP proxy', false],
    ])
  })

  test('nothing is drawn at zero dollars, which a logarithm does not have', () => {
    const { chart } = map({ requestsPerMonth: 1000, peakPerSec: 1, freeTier: true })
    const all = chart.series.flatMap(({ points }) => points.map(([, usd]) => usd))
    expect(Math.min(...all)).toBe(0.01)
  })

  test('is walked by keyboard along each scenario, and names the cheapest', () => {
    const { chart } = map()
    const { columns, rows } = tableOf(chart)
    expect(columns.at(-1)?.title).toBe('Cheapest that meets the requirements')
    const own = rows.findIndex(([volume]) => plain(volume ?? '') === '20 M')
    expect(plain(readOut(chart, { row: own, column: 1 }))).toBe('Load balancer, 20 M: $22')
    expect(plain(readOut(chart, { row: own, column: 6 }))).toMatch(/20 M: Load balancer$/)
    expect(walk(chart, { row: own, column: 1 }, 'down')).toEqual({ row: own, column: 2 })
  })

  test('is none where no cost is known', () => {
    const { decision } = map()
    const scenarios = decision.scenarios.map((one) => ({ ...one, way: null }))
    expect(flipChart({ ...decision, scenarios }, builtInPrices)).toBeNull()
  })
})
