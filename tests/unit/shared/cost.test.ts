import { describe, expect, test } from 'vitest'
import {
  dollarRange,
  dollars,
  existing,
  idleRate,
  mostRequests,
  recordingUsd,
  requestItems,
  total,
  trialCeiling,
} from '../../../shared/cost.ts'
import { estimateOf } from '../../../shared/estimate.ts'
import { presetPlan } from '../../../shared/presets.ts'
import { requestsSpent, runCostOf, spentOf } from '../../../shared/spent.ts'
import type { Price, PriceTable } from '../../../shared/price-table.ts'
import { builtInPrices } from '../../../shared/prices.ts'
import { trialPrice } from '../../../shared/trial-price.ts'
import type { Template } from '../../../electron/engine/catalog.ts'
import { billablesOf } from '../../../electron/engine/deployments/billables.ts'
import { aRun } from '../../examples.ts'
import { exampleTrial } from './example-result.ts'
import { catalog, planned } from './planned-deployment.ts'

const experiment = catalog.experiment('proxy-2017')
const hour = 3_600_000

describe('what a template bills', () => {
  test('guard and base are free; backend and load generator are what idles', () => {
    const bills = Object.fromEntries(
      planned().stacks.map(({ name, billables }) => [name.replace('sluice-d1-', ''), billables]),
    )
    expect(bills['guard']).toEqual([])
    expect(bills['base']).toEqual([])
    expect(bills['backend']).toEqual([
      { kind: 'instance', type: 'c6i.large' },
      { kind: 'volume', gigabytes: 8 },
      { kind: 'classic-load-balancer' },
      { kind: 'public-address' },
    ])
    expect(bills['lambda-512']).toEqual(
      expect.arrayContaining([{ kind: 'rest-api' }, { kind: 'function', memoryMb: 512 }]),
    )
    expect(bills['http-proxy']).toEqual([{ kind: 'rest-api' }])
  })

  test('an option of the person changes it', () => {
    const template = catalog.template('load-generator.yaml')
    expect(billablesOf(template, { LoadGeneratorInstanceType: 't3.small' })[0]).toEqual({
      kind: 'instance',
      type: 't3.small',
    })
  })
})

describe('what of a template costs money', () => {
  const madeOf = (...resources: Template['resources']) =>
    billablesOf({ file: 'x.yaml', body: '', parameters: {}, resources }, {})
  const balancer = (properties: Record<string, unknown>) => ({
    logicalId: 'Balancer',
    type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    properties,
  })

  test('an application load balancer, with an address in each zone unless it is internal', () => {
    const Subnets = ['PublicSubnetA', 'PublicSubnetB']
    const alb = { kind: 'application-load-balancer', targets: 'instances' }
    const address = { kind: 'public-address' }
    expect(madeOf(balancer({ Subnets }))).toEqual([alb, address, address])
    expect(madeOf(balancer({ Subnets, Scheme: 'internal' }))).toEqual([alb])
    const group = { logicalId: 'Group', type: 'AWS::ElasticLoadBalancingV2::TargetGroup' }
    const functions = madeOf(balancer({ Subnets }), { ...group, properties: { TargetType: 'lambda' } })
    expect(functions[0]).toEqual({ ...alb, targets: 'functions' })
  })

  test("what several scenarios share is counted once, and as nobody's own", () => {
    const [stack] = planned().stacks
    if (stack === undefined) throw new Error('nothing is planned')
    const link = {
      ...stack,
      billables: [{ kind: 'application-load-balancer', targets: 'instances' } as const],
    }
    const api = (scenarioId: string) => ({ ...stack, scenarioId, billables: [{ kind: 'http-api' } as const] })
    expect(existing([link, api('http-vpc-link'), api('other')], hour)).toEqual([
      { cause: 'Load balancer', scenarioId: null, usd: 0.0225 },
    ])
  })

  test('an HTTP API', () => {
    expect(madeOf({ logicalId: 'Api', type: 'AWS::ApiGatewayV2::Api', properties: {} })).toEqual([
      { kind: 'http-api' },
    ])
  })
})

describe('what comes on top of requests', () => {
  const logsOf = (quiet: boolean): number => {
    const billable = { kind: 'function', memoryMb: 128, ...(quiet ? { quiet: true as const } : {}) } as const
    const items = requestItems('lambda-256', [billable], 1e6, 0)
    return total(items.filter(({ cause }) => cause === 'Logs of Lambda'))
  }

  test('the logs of a function cost as much as its requests, unless it logs errors only', () => {
    expect(logsOf(false)).toBeCloseTo(builtInPrices.prices.functionRequest.usd, 1)
    expect(logsOf(true)).toBe(0)
  })

  test('a template decides by its logging whether a function is quiet', () => {
    const template = catalog.template('scenarios/lambda-proxy.yaml')
    const logging = (LoggingConfig: object) =>
      billablesOf(
        {
          ...template,
          resources: template.resources.map((one) => ({
            ...one,
            properties: { ...one.properties, LoggingConfig },
          })),
        },
        {},
      )
    const isQuiet = expect.objectContaining({ quiet: true }) as unknown
    expect(billablesOf(template, {})).not.toContainEqual(isQuiet)
    expect(logging({ LogFormat: 'JSON' })).not.toContainEqual(isQuiet)
    expect(logging({ LogFormat: 'JSON', SystemLogLevel: 'WARN' })).toContainEqual(isQuiet)
  })

  test('AWS Config records that each resource is made and deleted', () => {
    expect(recordingUsd(75)).toBeCloseTo(0.45)
  })
})

describe('the estimate', () => {
  const onePath = planned({ plan: { ...planned().plan, paths: ['/'] } })

  // Worked by hand from the published request counts of 2017: $0.65 for one path, $1.85 for four; the time
  // that stacks stand differs.
  test.each([
    [onePath, 0.65],
    [planned(), 1.85],
  ])('comes near the worked figures of 2017', (deployment, worked) => {
    const { expectedUsd } = estimateOf(deployment, experiment)
    expect(expectedUsd).toBeGreaterThan(worked * 0.75)
    expect(expectedUsd).toBeLessThan(worked * 1.25)
  })

  test('its items add up, and its upper bound is above it', () => {
    const { items, expectedUsd, mostUsd } = estimateOf(planned(), experiment)
    expect(total(items)).toBeCloseTo(expectedUsd, 10)
    expect(mostUsd).toBeGreaterThan(expectedUsd)
  })

  test('of a run until sure is a range: from five rounds to all of them', () => {
    const standard = { ...presetPlan('standard', experiment, experiment.scenarios), predictions: {} }
    const sure = planned({ plan: standard })
    const { leastUsd, expectedUsd, mostUsd, items } = estimateOf(sure, experiment)
    // What is asked of the gateways, apart from the hours, grows with the rounds.
    const hours = total(items.filter(({ scenarioId }) => scenarioId === null))
    expect((leastUsd - hours) / (expectedUsd - hours)).toBeCloseTo(5 / 6, 1)
    expect(mostUsd).toBeGreaterThan(expectedUsd)
    const all = estimateOf(planned(), experiment)
    expect(all.leastUsd).toBe(all.expectedUsd)
  })

  test('lasts at most as long as all trials, each with a diagnosis', () => {
    const { load, paths } = presetPlan('standard', experiment, experiment.scenarios)
    const plan = { load: { ...load, light: false }, paths, predictions: {} }
    // Six slots of 8 + 3 s, 3 s between trials, 2 s of diagnosis.
    const roundMs = 6 * (8 + 3 + 3 + 2) * 1000
    const least = estimateOf(planned({ plan: { ...plan, load: { ...plan.load, rounds: 5 } } }), experiment)
    expect(estimateOf(planned({ plan }), experiment).durationMs - least.durationMs).toBe(roundMs)
  })

  test('counts the second trial of the baseline, and light trials with one connection', () => {
    const standard = { ...presetPlan('standard', experiment, experiment.scenarios), predictions: {} }
    const usd = (baseline: string, light: boolean): number => {
      const plan = { ...standard, load: { ...standard.load, light } }
      return estimateOf(planned({ plan }), { ...experiment, baseline }).expectedUsd
    }
    expect(usd('http-proxy', true)).toBeGreaterThan(usd('elb', true))
    const lightUsd = usd('elb', true) - usd('elb', false)
    expect(lightUsd).toBeGreaterThan(0)
    expect(lightUsd).toBeLessThan(usd('elb', false) * 0.2)
  })

  test('a slower service is asked less often', () => {
    const { load } = planned().plan
    const slow = { ...load, service: { ...load.service, timeMs: 500 } }
    const usd = (one: typeof load): number => {
      const plan = { ...planned().plan, load: one }
      return estimateOf(planned({ plan }), experiment).items.reduce(
        (sum, item) => sum + (item.cause === 'API Gateway requests' ? item.usd : 0),
        0,
      )
    }
    expect(usd(slow)).toBeLessThan(usd(load) / 5)
  })

  test('two rounds need what they are expected to cost, and room for one trial at its ceiling', () => {
    const ceiling = trialCeiling(planned(), 'lambda-1024', planned().plan.load)
    const { twoRoundsUsd, expectedUsd, mostUsd } = estimateOf(planned(), experiment)
    // One round is all there is.
    expect(twoRoundsUsd).toBeGreaterThanOrEqual(expectedUsd + ceiling * 0.99)
    expect(twoRoundsUsd).toBeLessThan(mostUsd)
  })

  test('a load balancer is billed by started hours, an hour of nothing by what stands there', () => {
    const usd = 2 * 0.085 + 0.025 + 2 * 0.005 + (16 * 0.08) / 730
    expect(idleRate(planned().stacks)).toBeCloseTo(usd, 10)
  })
})

describe('a trial', () => {
  const { load } = planned().plan

  test('costs at most what throttle and burst let through: 30 s, one request before, a diagnosis', () => {
    expect(mostRequests(load, 10_000)).toBe(10_000 * 31 + 5_000)
    expect(mostRequests(load, 1_000)).toBe(1_000 * 31 + 5_000)
    expect(trialCeiling(planned(), 'http-proxy', load)).toBeCloseTo((335_000 / 1e6) * 3.5, 6)
    expect(trialCeiling(planned(), 'elb', load)).toBe(0)
  })

  test('of a few connections costs at most what they can ask for', () => {
    expect(mostRequests({ ...load, connections: 1 }, 10_000)).toBe(31 / 0.002)
  })

  test('costs what was measured: requests, the time of the function, and the data of the balancer', () => {
    const { stacks } = planned()
    const trial = (scenarioId: string) =>
      exampleTrial({ scenarioId }, { requests: 1_000_000, bytes: 1e9, durationMs: 30_000 })
    expect(total(requestsSpent(stacks, [trial('http-proxy')], load))).toBeCloseTo(3.5 + 0.008, 6)
    expect(total(requestsSpent(stacks, [trial('elb')], load))).toBeCloseTo(0.008, 6)
    // 1,200 µs of mean latency, 512 MB, and 400 bytes of logs for each request.
    expect(total(requestsSpent(stacks, [trial('lambda-512')], load))).toBeCloseTo(
      3.5 + 0.2 + 1e6 * 0.0012 * 0.5 * 0.0000166667 + 0.4 * 0.5,
      6,
    )
  })
})

describe('the meter', () => {
  const started = (createdAtMs: number, deletedAtMs: number | null) => {
    const deployment = planned()
    return {
      ...deployment,
      stacks: deployment.stacks.map((stack) => ({ ...stack, createdAtMs, deletedAtMs })),
    }
  }

  test('counts from the creation of each stack to its end', () => {
    expect(total(spentOf(planned(), [], hour))).toBe(0)
    expect(total(spentOf(started(0, null), [], hour))).toBeCloseTo(idleRate(planned().stacks), 10)
    expect(total(spentOf(started(0, hour), [], 99 * hour))).toBeCloseTo(idleRate(planned().stacks), 10)
  })

  test('an instance costs a minute at least, a load balancer an hour', () => {
    const items = spentOf(started(0, null), [], 1_000)
    expect(items.find(({ cause }) => cause === 'EC2 instances')?.usd).toBeCloseTo(2 * (0.085 / 60), 10)
    expect(items.filter(({ cause }) => cause === 'Load balancer')).toEqual([
      { cause: 'Load balancer', scenarioId: null, usd: 0.025 },
    ])
  })

  test('the practice account costs nothing', () => {
    const practice = { ...started(0, null), account: { kind: 'practice' } as const }
    expect(spentOf(practice, [], hour)).toEqual([])
    expect(runCostOf(practice, aRun(), [], hour)).toBeNull()
  })
})

test('a run keeps what it cost, and what a million requests add', () => {
  const run = aRun({ account: { kind: 'profile', profile: 'p' }, load: planned().plan.load, startedAtMs: 0 })
  const trials = [
    exampleTrial({ scenarioId: 'http-proxy' }, { requests: 500_000, bytes: 0, durationMs: 30_000 }),
  ]
  const cost = runCostOf(planned(), run, trials, hour)
  expect(cost?.usdPerMillion['http-proxy']).toBeCloseTo(3.5, 6)
  expect(cost?.usd).toBeCloseTo(idleRate(planned().stacks) + 1.75, 6)
})

test('an expected cost is a range where it is one', () => {
  expect(dollarRange(0.5, 0.654)).toBe('$0.50–0.65')
  expect(dollarRange(0.651, 0.654)).toBe('$0.65')
})

test('every price says where it is from and when; dollars are written as money', () => {
  const { instances, ...others } = builtInPrices.prices
  for (const price of [...Object.values(instances), ...Object.values(others)]) {
    expect(price.source).not.toBe('')
    expect(price.of).toMatch(/^\d{4}-\d\d-\d\d$/)
  }
  expect([0, 0.0042, 0.654, 12].map(dollars)).toEqual(['$0', '$0.0042', '$0.65', '$12.00'])
})

describe('the prices of a Region', () => {
  /** Everything costs the double. */
  const double: PriceTable = {
    ...builtInPrices,
    region: 'eu-west-1',
    source: 'price-list',
    ofDate: '2026-11-27',
    prices: doubled(builtInPrices.prices),
  }

  function doubled({ instances, ...others }: PriceTable['prices']): PriceTable['prices'] {
    const twice = <N extends string>(prices: Readonly<Record<N, Price>>): Record<N, Price> =>
      Object.fromEntries(
        Object.entries<Price>(prices).map(([name, price]) => [name, { ...price, usd: price.usd * 2 }]),
      ) as Record<N, Price>
    return { ...twice(others), instances: twice(instances) }
  }

  test('count in every estimate, ceiling and cost', () => {
    const [own, twice] = [builtInPrices, double].map((table) => estimateOf(planned(), experiment, table))
    for (const figure of ['leastUsd', 'expectedUsd', 'mostUsd', 'twoRoundsUsd', 'idleUsdPerHour'] as const)
      expect(twice?.[figure]).toBeCloseTo((own?.[figure] ?? 0) * 2, 9)
    const { load } = planned().plan
    for (const id of ['elb', 'http-proxy', 'lambda-512']) {
      const [one, other] = [builtInPrices, double].map((table) => trialPrice(planned(), id, load, table))
      expect(other?.mostUsd).toBeCloseTo((one?.mostUsd ?? 0) * 2, 9)
      expect(other?.usdPerMillion).toBeCloseTo((one?.usdPerMillion ?? 0) * 2, 9)
    }
    expect(recordingUsd(75, double)).toBeCloseTo(recordingUsd(75) * 2, 9)
  })

  test('are kept with what a run has cost', () => {
    const account = { kind: 'profile', profile: 'p' } as const
    const cost = runCostOf(planned(), aRun({ account, startedAtMs: 0 }), [], hour, double)
    expect(cost).toMatchObject({ pricesOf: '2026-11-27', pricesRegion: 'eu-west-1' })
    expect(cost?.usd).toBeCloseTo(idleRate(planned().stacks) * 2, 9)
  })
})
