import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openCatalog } from '../../../electron/engine/catalog.ts'
import { compared } from '../../../shared/floors.ts'
import type { Billable } from '../../../shared/billable.ts'
import { monthlyCost, type Usage } from '../../../shared/monthly-cost.ts'
import { tieredUsd } from '../../../shared/price-table.ts'
import { builtInPrices } from '../../../shared/prices.ts'
import { mulberry32 } from '../../../shared/random.ts'
import { root } from '../structure/source-tree.ts'

const { scenarios } = openCatalog()

function usage(changes: Partial<Usage> = {}): Usage {
  return {
    requestsPerMonth: 1e6,
    peakPerSec: 100,
    answerBytes: 1200,
    requestBytes: 200,
    requestsPerConnection: 100,
    functionMs: 0,
    functionMsSource: 'given',
    freeTier: false,
    ...changes,
  }
}

function usdOf(needs: readonly Billable[], changes: Partial<Usage> = {}): number {
  return monthlyCost({ needs }, usage(changes), builtInPrices).usd
}

describe('computed by hand', () => {
  const text = readFileSync(join(root, 'docs/monthly-costs.md'), 'utf8')
  const [without = '', withFree = ''] = text.split('## With the free tier')
  const rowsIn = (part: string, freeTier: boolean) =>
    [...part.matchAll(/^\| `([\w-]+)` \| ([\d,]+) \| ([\d. +]+) \| ([\d.]+) \|$/gm)].map(
      ([, id = '', requests = '', terms = '', usd = '']) => ({
        id,
        requests: Number(requests.replaceAll(',', '')),
        terms: terms.split(' + ').map(Number),
        usd: Number(usd),
        freeTier,
      }),
    )
  const rows = [...rowsIn(without, false), ...rowsIn(withFree, true)]
  const functionMs: Readonly<Record<string, number>> = {
    'lambda-256': 30,
    'lambda-512': 12,
    'lambda-1024': 8,
    'http-lambda': 8,
    'function-url': 8,
  }

  test.each(rows)('$id, $requests requests, free tier: $freeTier', (row) => {
    const way = openCatalog().scenario(row.id)
    const ms = functionMs[row.id] ?? 0
    const { requests: requestsPerMonth, freeTier } = row
    const { usd } = monthlyCost(way, usage({ requestsPerMonth, functionMs: ms, freeTier }), builtInPrices)
    expect(Math.abs(usd / row.usd - 1)).toBeLessThan(0.001)
    expect(row.terms.reduce((sum, one) => sum + one, 0)).toBeCloseTo(row.usd, 3)
  })

  test('every way to a service is there, at three volumes', () => {
    for (const { id } of compared(scenarios)) {
      const volumes = rows.filter((row) => row.id === id && !row.freeTier).map(({ requests }) => requests)
      expect(volumes, id).toEqual([1e6, 20e6, 2e9])
      expect(rows.some((row) => row.id === id && row.freeTier)).toBe(true)
    }
  })

  test('the cheapest way flips where the page says', () => {
    const at = (id: string, requestsPerMonth: number): number =>
      usdOf(openCatalog().scenario(id).needs, { requestsPerMonth, functionMs: functionMs[id] ?? 0 })
    expect(at('lambda-256', 5.83e6)).toBeLessThan(at('elb', 5.83e6))
    expect(at('lambda-256', 5.85e6)).toBeGreaterThan(at('elb', 5.85e6))
    expect(at('lambda-256', 86e6)).toBeLessThan(at('http-proxy', 86e6))
    expect(at('lambda-256', 88e6)).toBeGreaterThan(at('http-proxy', 88e6))
  })
})

describe('needs that no bundled scenario has', () => {
  test('an application load balancer: the larger of new connections and bytes', () => {
    const alb = [{ kind: 'application-load-balancer', targets: 'instances' }] as const
    const hours = 730 * 0.0225
    // 730 h × 1,000 connections a second / 25 = 29,200 LCU-hours; without bytes.
    const busy = {
      requestsPerMonth: 2_628_000 * 1000,
      requestsPerConnection: 1,
      answerBytes: 0,
      requestBytes: 0,
    }
    expect(usdOf(alb, busy)).toBeCloseTo(hours + 29_200 * 0.008, 6)
    // 2^30 bytes a request: each is an LCU-hour, and a GB to the internet.
    const large = { requestsPerMonth: 100, answerBytes: 2 ** 30, requestBytes: 0 }
    expect(usdOf(alb, large)).toBeCloseTo(hours + 100 * 0.008 + 100 * 0.09, 6)
    const functions = [{ kind: 'application-load-balancer', targets: 'functions' }] as const
    expect(usdOf(functions, large)).toBeCloseTo(hours + 250 * 0.008 + 100 * 0.09, 6)
  })

  test('an HTTP API counts each started 512 KB of the larger body', () => {
    const out = (bytes: number): number => (1e6 * bytes * 0.09) / 2 ** 30
    const of = (answerBytes: number): number =>
      usdOf([{ kind: 'http-api' }], { answerBytes }) - out(answerBytes)
    expect(of(524_288)).toBeCloseTo(1, 6)
    expect(of(524_289)).toBeCloseTo(2, 4)
  })

  test('an instance with its volume, for a month', () => {
    const needs = [
      { kind: 'instance', type: 'c6i.large' },
      { kind: 'volume', gigabytes: 8 },
      { kind: 'public-address' },
    ] as const
    expect(usdOf(needs, { answerBytes: 0 })).toBeCloseTo(730 * 0.085 + 8 * 0.08 + 730 * 0.005, 6)
  })

  test('a function that logs each request', () => {
    const loud = [{ kind: 'function', memoryMb: 128 }] as const
    const quiet = [{ kind: 'function', memoryMb: 128, quiet: true }] as const
    expect(usdOf(loud) - usdOf(quiet)).toBeCloseTo((1e6 * 400 * 0.5) / 2 ** 30, 6)
  })
})

describe('the time of a function', () => {
  const needs = [{ kind: 'function', memoryMb: 1024, quiet: true }] as const
  const duration = (functionMs: number, functionMsSource: Usage['functionMsSource']) =>
    monthlyCost({ needs }, usage({ functionMs, functionMsSource }), builtInPrices)

  test('counts as it is billed: a mean of billed times as it is, others by started milliseconds', () => {
    expect(duration(7.2, 'report-lines').items).toContainEqual({
      cause: 'Lambda duration',
      usd: expect.closeTo(7200 * 0.0000166667, 8),
    })
    for (const source of ['client-latency', 'given'] as const)
      expect(duration(7.2, source).items).toEqual(duration(8, source).items)
  })

  test('is named with its source, and only where there is a function', () => {
    expect(duration(7, 'client-latency').functionMsSource).toBe('client-latency')
    expect(monthlyCost({ needs: [{ kind: 'rest-api' }] }, usage(), builtInPrices).functionMsSource).toBeNull()
  })
})

describe('for any usage', () => {
  const random = mulberry32(13)
  const upTo = (most: number): number => Math.floor(10 ** (random() * Math.log10(most)))
  const kinds: Billable[] = [
    { kind: 'classic-load-balancer' },
    { kind: 'application-load-balancer', targets: 'instances' },
    { kind: 'application-load-balancer', targets: 'functions' },
    { kind: 'public-address' },
    { kind: 'rest-api' },
    { kind: 'http-api' },
    { kind: 'instance', type: 'c6i.large' },
    { kind: 'volume', gigabytes: 8 },
    { kind: 'function', memoryMb: 512 },
    { kind: 'function', memoryMb: 1024, quiet: true },
  ]
  const any = (): Usage =>
    usage({
      requestsPerMonth: upTo(1e11),
      answerBytes: upTo(1e7),
      requestBytes: upTo(1e6),
      requestsPerConnection: upTo(1e4),
      functionMs: random() * upTo(29_000),
      functionMsSource: random() < 0.5 ? 'report-lines' : 'client-latency',
      freeTier: random() < 0.5,
    })
  const cases = Array.from({ length: 400 }, () => ({
    needs: [...scenarios.map(({ needs }) => needs), kinds.filter(() => random() < 0.5)][
      Math.floor(random() * (scenarios.length + 1))
    ] as Billable[],
    usage: any(),
    factor: 1 + random() * 10,
  }))

  test.each(['requestsPerMonth', 'answerBytes', 'requestBytes', 'functionMs'] as const)(
    'the cost never falls when %s grows',
    (field) => {
      for (const { needs, usage: some, factor } of cases) {
        const more = { ...some, [field]: some[field] * factor }
        const [less, grown] = [some, more].map((one) => monthlyCost({ needs }, one, builtInPrices).usd)
        expect(grown ?? -1).toBeGreaterThanOrEqual((less ?? 0) * (1 - 1e-12))
      }
    },
  )

  test('items add up to the sum, none is negative, and a free tier never costs', () => {
    for (const { needs, usage: some } of cases) {
      const { usd, items } = monthlyCost({ needs }, some, builtInPrices)
      expect(items.reduce((sum, item) => sum + item.usd, 0)).toBeCloseTo(usd, 6)
      expect(items.every((item) => item.usd > 0)).toBe(true)
      expect(new Set(items.map(({ cause }) => cause)).size).toBe(items.length)
      const paid = monthlyCost({ needs }, { ...some, freeTier: false }, builtInPrices).usd
      expect(monthlyCost({ needs }, { ...some, freeTier: true }, builtInPrices).usd).toBeLessThanOrEqual(paid)
    }
  })

  test('the peak changes nothing, since no price depends on it', () => {
    for (const { needs, usage: some } of cases.slice(0, 20))
      expect(monthlyCost({ needs }, { ...some, peakPerSec: 1 }, builtInPrices)).toEqual(
        monthlyCost({ needs }, { ...some, peakPerSec: 9999 }, builtInPrices),
      )
  })
})

test.each([
  [0, 0],
  [333e6, 333 * 3.5],
  [334e6, 333 * 3.5 + 2.8],
  [1_001e6, 333 * 3.5 + 667 * 2.8 + 2.38],
  [20_001e6, 333 * 3.5 + 667 * 2.8 + 19_000 * 2.38 + 1.51],
])('%d requests to REST APIs cost by tiers', (requests, usd) => {
  expect(tieredUsd(builtInPrices.prices.restApi, requests)).toBeCloseTo(usd, 6)
})

test('tiers of the built-in table ascend in volume and fall in price', () => {
  const { instances: _, ...others } = builtInPrices.prices
  for (const { usd, beyond = [] } of Object.values(others)) {
    const tiers = [{ from: 0, usd }, ...beyond]
    expect(tiers).toEqual(tiers.toSorted((a, b) => a.from - b.from))
    expect(tiers).toEqual(tiers.toSorted((a, b) => b.usd - a.usd))
  }
})
