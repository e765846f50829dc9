import { describe, expect, test } from 'vitest'
import { assess } from '../../../shared/assessment.ts'
import { decide, type Decision } from '../../../shared/decision.ts'
import { basisSentences } from '../../../shared/decision-text.ts'
import { functionTimeOf, type FunctionTimes, type InvocationReport } from '../../../shared/function-times.ts'
import { builtInPrices } from '../../../shared/prices.ts'
import { defaultRequirements } from '../../../shared/requirement-rules.ts'
import type { Requirements } from '../../../shared/requirements.ts'
import { knownScenarios } from './known-scenarios.ts'
import { measuredResult } from './measured-result.ts'

const reports = (count: number, change: Partial<InvocationReport> = {}): InvocationReport[] =>
  Array.from({ length: count }, (_, at) => ({
    billedMs: 10 + (at % 3),
    memoryMb: 512,
    cold: false,
    ...change,
  }))

describe('the time of a function', () => {
  test('is the mean of what is billed, without cold starts', () => {
    const all = [...reports(5, { billedMs: 900, cold: true }), ...reports(30)]
    const expected = { source: 'report-lines', load: 'light', invocations: 30, billedMs: 11, memoryMb: 512 }
    expect(functionTimeOf(all, 'light')).toEqual(expected)
  })

  test('is not known from too few', () => {
    expect(functionTimeOf(reports(29), 'light')).toBeNull()
    expect(functionTimeOf([], 'closed')).toBeNull()
    expect(functionTimeOf(reports(100, { cold: true }), 'light')).toBeNull()
  })
})

const reported = {
  source: 'report-lines',
  load: 'light',
  invocations: 2700,
  billedMs: 12,
  memoryMb: 512,
} as const

function decided(
  functionTimes: FunctionTimes | null,
  changes: Partial<Requirements> = {},
  light = true,
): Decision {
  const result = measuredResult({ run: { functionTimes }, light })
  const found = assess(result.run, result.trials, result.experiment)
  const requirements = { ...defaultRequirements, ...changes }
  return decide({ result, found, requirements, scenarios: knownScenarios, table: builtInPrices })
}

const of = (decision: Decision, id: string) => decision.scenarios.find(({ scenarioId }) => scenarioId === id)
const duration = (decision: Decision, id: string) =>
  of(decision, id)?.cost?.items.find(({ cause }) => cause === 'Lambda duration')?.usd

describe('what a month costs', () => {
  // By hand: 20 M × 0.012 s × 0.5 GB × $0.0000166667 = $2.0000, as in docs/monthly-costs.md.
  test('follows what Lambda bills where it is known, and a client’s latency elsewhere', () => {
    const decision = decided({ 'lambda-512': reported }, { requestsPerMonth: 20_000_000 })
    expect(duration(decision, 'lambda-512')).toBeCloseTo(2.0, 4)
    expect(of(decision, 'lambda-512')?.cost?.functionMsSource).toBe('report-lines')
    expect(of(decision, 'lambda-1024')?.cost?.functionMsSource).toBe('client-latency')
    expect(of(decision, 'http-proxy')?.cost?.functionMsSource).toBeNull()
    // A client has waited 1.2 ms on average, which Lambda would bill as 2 ms: 20 M × 0.002 s × 0.5 GB.
    const byClient = decided(null, { requestsPerMonth: 20_000_000 })
    expect(duration(byClient, 'lambda-512')).toBeCloseTo(0.3333, 4)
  })

  test('is not rounded up again: what is billed is whole milliseconds already', () => {
    const decision = decided(
      { 'lambda-512': { ...reported, billedMs: 12.25 } },
      { requestsPerMonth: 20_000_000 },
    )
    expect(duration(decision, 'lambda-512')).toBeCloseTo((2.0 * 12.25) / 12, 4)
  })

  test('moves with the service', () => {
    const decision = decided({ 'lambda-512': reported }, { requestsPerMonth: 20_000_000, serviceMs: 100 })
    expect(of(decision, 'lambda-512')?.usage?.functionMs).toBe(112)
  })
})

const sentences = (decision: Decision): string[] =>
  basisSentences(decision)
    .map((one) => one.replaceAll('\u00A0', ' '))
    .filter((one) => one.startsWith('Lambda’s'))

describe('what a decision rests on says where the time is from', () => {
  test('its reports, with figures', () => {
    const all = {
      'lambda-256': reported,
      'lambda-512': reported,
      'lambda-1024': { ...reported, billedMs: 8.4 },
    }
    expect(sentences(decided(all))).toEqual([
      'Lambda’s time is what it bills by its own reports at light load: Lambda-256 (128 MB) 12.0 ms (2,700 ' +
        'invocations); Lambda-512 (512 MB) 12.0 ms (2,700 invocations); Lambda-1024 (1,024 MB) 8.4 ms ' +
        '(2,700 invocations).',
    ])
  })

  test('a client, in the words of earlier reports', () => {
    expect(sentences(decided(null))).toEqual([
      'Lambda’s time is taken from the client’s latency at light load, so that its cost is a little ' +
        'too high.',
    ])
    expect(sentences(decided(null, {}, false))).toEqual([
      'Lambda’s time is taken from the latency with busy connections, since light load was not measured: ' +
        'its cost is too high.',
    ])
  })

  test('both, with the reason', () => {
    const without = (why: 'denied' | 'not-delivered' | 'failed') =>
      ({ source: 'client-latency', why }) as const
    const mixed = decided({
      'lambda-256': without('denied'),
      'lambda-512': reported,
      'lambda-1024': without('not-delivered'),
    })
    expect(sentences(mixed)).toEqual([
      'Lambda’s time is what it bills by its own reports at light load: Lambda-512 (512 MB) 12.0 ms (2,700 ' +
        'invocations).',
      'Lambda’s time of Lambda-256 (128 MB) is taken from the client’s latency at light load (the ' +
        'permission logs:FilterLogEvents is missing), so that its cost is a little too high.',
      'Lambda’s time of Lambda-1024 (1,024 MB) is taken from the client’s latency at light load (Lambda’s ' +
        'reports had not arrived in time), so that its cost is a little too high.',
    ])
    const failed = decided({ 'lambda-256': without('failed') }, {}, false)
    expect(sentences(failed)[0]).toContain('and Lambda’s reports could not be read: its cost is too high.')
  })
})
