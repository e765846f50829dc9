import { describe, expect, test } from 'vitest'
import { assess } from '../../../shared/assessment.ts'
import { decide, type Decision } from '../../../shared/decision.ts'
import { basisSentences, decisionSentence } from '../../../shared/decision-text.ts'
import { monthlyCost } from '../../../shared/monthly-cost.ts'
import { builtInPrices } from '../../../shared/prices.ts'
import { defaultRequirements } from '../../../shared/requirement-rules.ts'
import type { Requirements } from '../../../shared/requirements.ts'
import type { Conditions, Trial } from '../../../shared/run.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { knownScenarios } from './known-scenarios.ts'
import { differsFromItself, measuredResult } from './measured-result.ts'

type Asked = Parameters<typeof measuredResult>[0]

function decided(asked: Asked = {}, changes: Partial<Requirements> = {}): Decision {
  const result = measuredResult(asked)
  const found = assess(result.run, result.trials, result.experiment)
  const requirements = { ...defaultRequirements, ...changes }
  return decide({ result, found, requirements, scenarios: knownScenarios, table: builtInPrices })
}

function conditions(changes: Partial<Conditions>): Conditions {
  return {
    appVersion: '1',
    templatesHash: 'x',
    accountKind: 'profile',
    region: 'us-west-2',
    zones: [],
    options: {},
    generator: null,
    origin: null,
    limits: null,
    ...changes,
  }
}

const judgements = ({ scenarios }: Decision) =>
  Object.fromEntries(scenarios.map(({ scenarioId, judgement }) => [scenarioId, judgement]))
const of = (decision: Decision, id: string) => decision.scenarios.find(({ scenarioId }) => scenarioId === id)
const judged = (decision: Decision, id: string, kind: string) =>
  of(decision, id)?.judged.find((one) => one.kind === kind)
const added = (ms: number): Partial<Requirements> => ({ latency: { percentile: 'p50', of: 'added', ms } })
const total = (ms: number): Partial<Requirements> => ({ latency: { percentile: 'p50', of: 'total', ms } })

describe('a latency requirement', () => {
  // The HTTP proxy adds 20.9 ms to the 1.1 ms of the load balancer, with an interval of about a millisecond.
  test.each([
    [30, 'meets'],
    [21, 'unknown'],
    [15, 'fails'],
  ])('at most %d ms added: the HTTP proxy %s', (ms, expected) => {
    expect(judged(decided({}, added(ms)), 'http-proxy', 'latency')?.judgement).toBe(expected)
  })

  test('holds by the whole interval and by nothing else', () => {
    const one = judged(decided({}, added(21)), 'http-proxy', 'latency')
    if (one?.kind !== 'latency' || one.ms?.low == null || one.ms.high === null) throw new Error('no interval')
    expect(judged(decided({}, added(one.ms.high)), 'http-proxy', 'latency')?.judgement).toBe('meets')
    expect(judged(decided({}, added(one.ms.high - 1e-6)), 'http-proxy', 'latency')?.judgement).toBe('unknown')
    expect(judged(decided({}, added(one.ms.low)), 'http-proxy', 'latency')?.judgement).toBe('unknown')
    expect(judged(decided({}, added(one.ms.low - 1e-6)), 'http-proxy', 'latency')?.judgement).toBe('fails')
  })

  test('the baseline adds nothing to itself', () => {
    expect(judged(decided({}, added(0.1)), 'elb', 'latency')).toMatchObject({
      judgement: 'meets',
      ms: { point: 0 },
    })
  })

  test('in total it moves with the service, and added milliseconds stay', () => {
    const same = judged(decided({}, total(30)), 'http-proxy', 'latency')
    const slower = judged(decided({}, { ...total(30), serviceMs: 80 }), 'http-proxy', 'latency')
    if (same?.kind !== 'latency' || slower?.kind !== 'latency') throw new Error('no latency')
    expect((slower.ms?.point ?? 0) - (same.ms?.point ?? 0)).toBeCloseTo(80, 9)
    expect([same.judgement, slower.judgement]).toEqual(['meets', 'fails'])
    const addedThen = { ...added(30), serviceMs: 80 }
    expect(judged(decided({}, addedThen), 'http-proxy', 'latency')?.judgement).toBe('meets')
  })

  test('is not known without light load', () => {
    const decision = decided({ light: false }, added(30))
    expect(judged(decision, 'http-proxy', 'latency')).toMatchObject({ judgement: 'unknown', ms: null })
    expect(judgements(decision)['http-proxy']).toBe('unknown')
  })
})

describe('a peak', () => {
  test('is met by a rate that was reached, failed by a limit, and else not known', () => {
    const decision = decided({}, { peakPerSec: 1500 })
    expect(judged(decision, 'http-proxy', 'peak')?.judgement).toBe('meets')
    expect(judged(decision, 'lambda-1024', 'peak')?.judgement).toBe('unknown')
    const high = decided({}, { peakPerSec: 10_001 })
    expect(judged(high, 'http-proxy', 'peak')).toMatchObject({ judgement: 'fails', limitPerSec: 10_000 })
    expect(judged(high, 'elb', 'peak')).toMatchObject({ judgement: 'unknown', limitPerSec: null })
  })

  test('fails by the concurrency of a new account where a function stands on the way', () => {
    const limits = { gatewayRatePerSec: 10_000, gatewayBurst: 5_000, lambdaConcurrency: 10 }
    const decision = decided({ run: { conditions: conditions({ limits }) } }, { peakPerSec: 101 })
    expect(judged(decision, 'lambda-1024', 'peak')).toMatchObject({ judgement: 'fails', limitPerSec: 100 })
    expect(judged(decision, 'http-proxy', 'peak')).toMatchObject({ limitPerSec: 10_000 })
  })
})

test('a function costs by the memory that was chosen', () => {
  const scenario = { ...knownScenarios.find(({ id }) => id === 'http-lambda'), id: 'lambda-512' } as Scenario
  const usdWith = (memory: string) => {
    const options = { 'lambda-512': { MemorySize: memory } }
    const result = measuredResult({ run: { conditions: conditions({ options }) } })
    const found = assess(result.run, result.trials, result.experiment)
    const input = { result, found, requirements: defaultRequirements, table: builtInPrices }
    const one = of(decide({ ...input, scenarios: [scenario] }), 'lambda-512')
    expect(one?.way?.needs).toContainEqual({ kind: 'function', memoryMb: Number(memory), quiet: true })
    return one?.cost?.usd ?? Number.NaN
  }
  expect(usdWith('2048')).toBeGreaterThan(usdWith('128'))
})

describe('the outcome', () => {
  const asked = { ...added(25), mustHaves: ['tls-to-client' as const] }

  test('is the cheapest that meets everything', () => {
    const decision = decided({}, asked)
    expect(judgements(decision)).toEqual({
      elb: 'fails',
      'lambda-256': 'fails',
      'lambda-512': 'fails',
      'lambda-1024': 'meets',
      'http-proxy': 'meets',
    })
    expect(decision.outcome).toEqual({ kind: 'chosen', scenarioId: 'lambda-1024', cheaperUnknown: [] })
    expect(decisionSentence(decision).replaceAll('\u00A0', ' ')).toBe(
      'For 20 M requests a month, at most 25 ms added and TLS to the client: Lambda-1024 (1,024 MB), ' +
        '$75 a month. Load balancer costs $22 and has no TLS to the client. Lambda-256 (128 MB) and ' +
        'Lambda-512 (512 MB) cost $74 and miss the latency. HTTP proxy costs $92.',
    )
  })

  test('costs what the scenario costs by the price table', () => {
    const scenario = knownScenarios.find(({ id }) => id === 'http-proxy')
    const decision = decided({}, asked)
    const { usage, cost } = of(decision, 'http-proxy') ?? {}
    if (scenario === undefined || !usage) throw new Error('no usage')
    expect(usage).toMatchObject({ requestsPerMonth: 20_000_000, functionMs: 0 })
    expect(cost?.usd).toBe(monthlyCost(scenario, usage, builtInPrices).usd)
  })

  test('names what would be cheaper, if it is not known to meet everything', () => {
    const decision = decided({}, { ...asked, peakPerSec: 1500 })
    expect(decision.outcome).toEqual({
      kind: 'chosen',
      scenarioId: 'http-proxy',
      cheaperUnknown: ['lambda-1024'],
    })
    expect(decisionSentence(decision)).toContain('costs $75, but did not reach the peak for certain.')
  })

  test('is none where every scenario fails', () => {
    const decision = decided({}, { ...asked, peakPerSec: 20_000 })
    expect(decision.outcome).toEqual({ kind: 'none' })
    expect(decisionSentence(decision)).toContain('No scenario meets what you require')
  })

  test.each<[string, Asked, unknown, RegExp]>([
    ['two rounds', { made: 2 }, 'few-rounds', /2 rounds are complete, and it takes three/],
    ['one round', { made: 1 }, 'few-rounds', /1 round is complete/],
    ['no round', { made: 0 }, 'few-rounds', /no round is complete/],
    ['a baseline unlike itself', { change: differsFromItself }, 'baseline-differs', /differs from itself/],
    ['a run without the baseline', { scenarios: ['lambda-256', 'http-proxy'] }, 'no-baseline', /not part/],
    ['noise', { noise: 0.3 }, null, /HTTP proxy may miss the latency/],
  ])('is open after %s', (_name, run, doubt, sentence) => {
    const decision = decided(run, asked)
    expect(decision.outcome).toEqual({ kind: 'undecided', doubt })
    expect(decisionSentence(decision)).toMatch(/^Cannot decide yet/)
    expect(decisionSentence(decision)).toMatch(sentence)
  })

  test('is never a scenario that is not ranked', () => {
    const invalid = (trial: Trial): Trial =>
      trial.scenarioId === 'lambda-1024' && trial.load === 'closed' ? { ...trial, status: 'invalid' } : trial
    const decision = decided({ change: invalid }, asked)
    expect(of(decision, 'lambda-1024')).toMatchObject({ doubt: 'not-ranked', judgement: 'unknown' })
    expect(decision.outcome).toMatchObject({ scenarioId: 'http-proxy', cheaperUnknown: ['lambda-1024'] })
    expect(decisionSentence(decision)).toContain(', but has too few valid rounds.')
  })

  test('a scenario that this version does not know has no cost, and is not chosen', () => {
    const result = measuredResult()
    const found = assess(result.run, result.trials, result.experiment)
    const requirements = defaultRequirements
    const decision = decide({ result, found, requirements, scenarios: [], table: builtInPrices })
    expect(decision.scenarios.every(({ cost, judgement }) => cost === null && judgement === 'unknown')).toBe(
      true,
    )
    expect(decision.outcome).toEqual({ kind: 'undecided', doubt: null })
  })
})

describe('what was measured on the practice account', () => {
  const practice: Asked = { run: { account: { kind: 'practice' } } }

  test('is called that wherever it decides, and its latency never AWS’s', () => {
    const decision = decided(practice, added(25))
    expect(decisionSentence(decision)).toMatch(/^Measured on the practice account, not on AWS, for 20/)
    expect(basisSentences(decision)[0]).toContain('not AWS’s')
    const real = decided({}, added(25))
    expect(decisionSentence(real)).not.toContain('practice')
    expect(basisSentences(real)[0]).toBe('It rests on 6 complete rounds in us-west-2, on this deployment.')
  })

  test.each<[string, Asked, Partial<Requirements>]>([
    ['none meets', {}, { peakPerSec: 20_000, mustHaves: ['tls-to-client'] }],
    ['noise', { noise: 0.3 }, { ...added(25), mustHaves: ['tls-to-client'] }],
    ['few rounds', { made: 2 }, added(25)],
  ])('also where it decides nothing: %s', (_name, asked, changes) => {
    expect(decisionSentence(decided({ ...practice, ...asked }, changes))).toMatch(/practice account/)
  })
})

test('a service of another speed is named among what it rests on', () => {
  const sentences = basisSentences(decided({}, { serviceMs: 80 })).join(' ')
  expect(sentences.replaceAll('\u00A0', ' ')).toContain('took 0 ms, your service takes 80 ms')
  expect(sentences).toContain('the list prices of')
})
