import { describe, expect, test } from 'vitest'
import { assess } from '../../../shared/assessment.ts'
import { requireAnswerable } from '../../../shared/gate-faults.ts'
import { ConditionError, parseCondition } from '../../../shared/gate-grammar.ts'
import { gateHeadline, measuredText, whyText } from '../../../shared/gate-text.ts'
import { judgeGate, type JudgedCondition } from '../../../shared/gate.ts'
import type { Result } from '../../../shared/result.ts'
import type { Trial } from '../../../shared/run.ts'
import { estimate } from '../../../shared/statistics/interval.ts'
import { measuredResult } from '../cli/measured-run.ts'

const whole = measuredResult({ rounds: 6, untilSure: true })

function gate(result: Result, ...texts: string[]) {
  return judgeGate({ result, also: [], before: [] }, texts.map(parseCondition), false)
}

function judgedOf(result: Result, text: string): JudgedCondition {
  const [one] = gate(result, text).judged
  if (one === undefined) throw new Error('Nothing was judged.')
  return one
}

const reasonOf = (result: Result, text: string) => {
  const { outcome, value } = judgedOf(result, text)
  return [outcome, value.reason]
}

/** The result with some of its trials changed. */
function changed(result: Result, of: (trial: Trial) => Partial<Trial>): Result {
  return { ...result, trials: result.trials.map((trial) => ({ ...trial, ...of(trial) })) }
}

const invalid = (rounds: number, load: Trial['load'], scenarioId = 'http-proxy') =>
  changed(whole, (trial) =>
    trial.scenarioId === scenarioId && trial.round <= rounds && trial.load === load
      ? { status: 'invalid' }
      : {},
  )

describe('a condition is judged by the whole interval', () => {
  const found = assess(whole.run, whole.trials, whole.experiment)
  const share = found?.scenarios.find(({ scenarioId }) => scenarioId === 'http-proxy')?.verdict?.estimate
  const [low, high, point] = [share?.low ?? 0, share?.high ?? 0, share?.point ?? 0]

  test.each([
    [`http-proxy.share < ${high * 1.001}`, 'violated'],
    [`http-proxy.share < ${high * 0.999}`, 'undecided'],
    [`http-proxy.share < ${point}`, 'undecided'],
    [`http-proxy.share < ${low * 0.999}`, 'satisfied'],
    [`http-proxy.share > ${low * 0.999}`, 'violated'],
    [`http-proxy.share > ${high * 1.001}`, 'satisfied'],
    ['http-proxy.rate < 1000', 'satisfied'],
    ['elb.rate < 9000', 'violated'],
    ['elb.light.p50 > 2ms', 'satisfied'],
    ['lambda-256.light.p50 > 20ms', 'violated'],
    ['lambda-256.added.p50 > 22ms', 'violated'],
    ['lambda-256.added.p50 > 23.1ms', 'undecided'],
  ])('%s', (text, outcome) => {
    expect(judgedOf(whole, text).outcome).toBe(outcome)
  })

  test('a share with the interval of its verdict, at rule 8’s level', () => {
    expect(judgedOf(whole, 'http-proxy.share < 1').value).toMatchObject({ low, high, point, n: 6 })
  })

  test('others at 0.05·w divided by their number, shares and ratios not counted', () => {
    const rates = whole.trials
      .filter(({ scenarioId, load }) => scenarioId === 'http-proxy' && load === 'closed')
      .toSorted((one, other) => one.round - other.round)
      .map(({ result }) => Math.log(result?.goodRatePerSec ?? 0))
    const at = (others: number) => estimate(rates, (0.05 * 3) / 6 / others)
    const of = (...texts: string[]) => gate(whole, 'http-proxy.rate < 1', ...texts).judged[0]?.value
    expect(of()?.low).toBeCloseTo(at(1).low ?? 0, 9)
    expect(of('http-proxy.share < 1', 'lambda-256.share < 1')?.low).toBeCloseTo(at(1).low ?? 0, 9)
    expect(of('elb.rate < 1', 'elb.light.p50 > 1ms')?.low).toBeCloseTo(at(3).low ?? 0, 9)
  })
})

describe('a condition is not judged', () => {
  test('below three rounds', () => {
    for (const made of [0, 1, 2]) {
      const short = measuredResult({ rounds: 6, made, untilSure: true })
      for (const text of ['http-proxy.share < 1', 'elb.rate < 1', 'elb.light.p50 > 1ms'])
        expect(reasonOf(short, text), `${made} ${text}`).toEqual(['not-judged', 'few-rounds'])
    }
    expect(judgedOf(measuredResult({ rounds: 6, made: 3 }), 'http-proxy.share < 1').outcome).toBe('violated')
  })

  test('for a scenario that is not ranked, or lost too many rounds at light load', () => {
    const texts = ['http-proxy.share < 1', 'http-proxy.rate < 1', 'http-proxy.light.p50 > 1ms']
    for (const text of texts) {
      expect(judgedOf(invalid(1, 'closed'), text).value.reason, text).toBeNull()
      expect(reasonOf(invalid(2, 'closed'), text), text).toEqual(['not-judged', 'not-ranked'])
    }
    const dark = (rounds: number, scenarioId?: string) => invalid(rounds, 'light', scenarioId)
    expect(reasonOf(dark(2), 'http-proxy.light.p50 > 1ms')).toEqual(['not-judged', 'lost-rounds'])
    expect(reasonOf(dark(2, 'elb'), 'http-proxy.added.p50 > 1ms')).toEqual(['not-judged', 'lost-rounds'])
    expect(judgedOf(dark(1), 'http-proxy.light.p50 > 1ms').outcome).toBe('violated')
    expect(reasonOf(invalid(2, 'closed', 'elb'), 'elb.rate < 1')).toEqual(['not-judged', 'not-ranked'])
  })

  test('without a single valid trial, and so the gate does not pass', () => {
    const run = { ...whole.run, status: 'failed', endedBy: 'rounds' } as const
    const without = { ...changed(whole, () => ({ status: 'invalid' })), run }
    const texts = ['http-proxy.share < 1%', 'http-proxy.rate < 1', 'elb.rate < 1', 'elb.light.p50 > 1s']
    expect(gate(without, ...texts).judged.map(({ outcome }) => outcome)).toEqual(
      texts.map(() => 'not-judged'),
    )
    expect(gate(without, ...texts).exitCode).toBe(3)
  })

  test('as a share while the baseline differs from itself; others are', () => {
    const tripped = changed(whole, (trial) =>
      trial.scenarioId === 'elb' && trial.slot === 1 && trial.result
        ? { result: { ...trial.result, goodRatePerSec: trial.result.goodRatePerSec * 0.8 } }
        : {},
    )
    expect(reasonOf(tripped, 'http-proxy.share < 1%')).toEqual(['not-judged', 'baseline-differs-from-itself'])
    expect(judgedOf(tripped, 'http-proxy.rate < 1').outcome).toBe('satisfied')
    expect(gate(tripped, 'http-proxy.share < 1%').exitCode).toBe(3)
  })

  test('where all rounds gave the same number, or were not measured', () => {
    const same = changed(whole, ({ result }) => (result ? { result: { ...result, goodRatePerSec: 5 } } : {}))
    expect(reasonOf(same, 'http-proxy.share < 1%')).toEqual(['not-judged', 'identical-rounds'])
    expect(reasonOf(same, 'http-proxy.rate < 1')).toEqual(['not-judged', 'identical-rounds'])
    const busy = measuredResult({ rounds: 6 })
    expect(reasonOf(busy, 'http-proxy.light.p50 > 1ms')).toEqual(['not-judged', 'not-measured'])
    expect(reasonOf(busy, 'http-proxy.added.p50 > 1ms')).toEqual(['not-judged', 'not-measured'])
  })

  test('by a percentile of too few requests', () => {
    const few = changed(whole, ({ result }) => {
      if (!result) return {}
      const measured = { ...result.latencyUs.measured, p90: null, count: 90 }
      return { result: { ...result, latencyUs: { measured, corrected: measured } } }
    })
    expect(reasonOf(few, 'http-proxy.light.p90 > 1ms')).toEqual(['not-judged', 'few-requests'])
    // It is shown from 100 requests on, and compared with the baseline's from 300.
    const some = changed(whole, ({ result }) => {
      if (!result) return {}
      const measured = { ...result.latencyUs.measured, count: 200 }
      return { result: { ...result, latencyUs: { measured, corrected: measured } } }
    })
    expect(judgedOf(some, 'http-proxy.light.p50 > 1ms').outcome).toBe('violated')
    expect(reasonOf(some, 'http-proxy.added.p90 > 1ms')).toEqual(['not-judged', 'few-requests'])
  })

  test('when measuring itself has failed, which ends with 1; an incomplete run by its conditions', () => {
    const ended = (run: Partial<Result['run']>) => ({ ...whole, run: { ...whole.run, ...run } })
    const code = (run: Partial<Result['run']>) => gate(ended(run), 'http-proxy.share < 1%').exitCode
    expect(code({ status: 'failed', endedBy: null })).toBe(1)
    expect(code({ status: 'interrupted', endedBy: null })).toBe(1)
    expect(code({ status: 'incomplete' })).toBe(0)
    expect(code({ status: 'cancelled', endedBy: null })).toBe(0)
  })
})

describe('a ratio of shares compares runs', () => {
  const run = (id: string, factor: number): Result => ({
    ...changed(whole, (trial) =>
      trial.scenarioId === 'http-proxy' && trial.result
        ? { result: { ...trial.result, goodRatePerSec: trial.result.goodRatePerSec * factor } }
        : {},
    ),
    run: { ...whole.run, id, startedAtMs: factor * 1000 },
  })
  const [result, ...also] = [0.5, 0.51, 0.49].map((factor) => run(`r${factor}`, factor)) as [Result]
  const before = [1, 1.01, 0.99].map((factor) => run(`b${factor}`, factor))
  const condition = parseCondition('http-proxy.share.ratio < 90%')

  test('from three on each side on', () => {
    const verdict = judgeGate({ result, also, before }, [condition], false)
    expect(verdict).toMatchObject({ exitCode: 99, judged: [{ outcome: 'violated', value: { n: 3 } }] })
    expect(verdict.judged[0]?.value.point).toBeCloseTo(0.5, 2)
  })

  test('below, the ratio is shown and not judged', () => {
    for (const fewer of [before.slice(1), before.slice(2)]) {
      const verdict = judgeGate({ result, also, before: fewer }, [condition], false)
      expect(verdict).toMatchObject({ exitCode: 3, judged: [{ value: { reason: 'few-runs' } }] })
      expect(verdict.judged[0]?.value.point).toBeCloseTo(0.5, 1)
    }
  })
})

test('what a gate says', () => {
  const verdict = gate(
    whole,
    'http-proxy.share < 50%',
    'http-proxy.rate < 1',
    'lambda-256.added.p50 > 23.1ms',
  )
  expect(gateHeadline(verdict)).toBe('Gate: failed (1 violated, 1 satisfied, 1 undecided)')
  expect(verdict.judged.map(whyText).map((text) => text.replaceAll('\u00A0', ' '))).toEqual([
    'all of the interval is below 50.0 %',
    'no part of the interval is below 1.00/s',
    'the interval lies on both sides of 23.1 ms',
  ])
  const [share, , added] = verdict.judged.map(measuredText).map((text) => text.replaceAll('\u00A0', ' '))
  expect(share).toMatch(/^22\.\d+ % \(2\d\.\d+–22\.\d+ %\)$/)
  expect(added).toMatch(/^23\.\d+ ms \(2\d\.\d+–23\.\d+ ms\)$/)
})

describe('before a run', () => {
  const plan = {
    scenarios: ['elb', 'http-proxy'],
    floors: new Array<string>(),
    baseline: 'elb',
    light: true,
    rounds: 6,
    hasRunsBefore: false,
  }
  const check = (text: string, changes: Partial<typeof plan> = {}) => {
    try {
      requireAnswerable([parseCondition(text)], { ...plan, ...changes })
      return null
    } catch (thrown) {
      if (thrown instanceof ConditionError) return [thrown.at, thrown.message]
      throw thrown
    }
  }

  test.each([
    ['http-prox.share < 1', {}, 0, /"http-prox" is not a scenario of this run. Choose from: elb, http-proxy/],
    [' lambda-256.rate < 1', {}, 1, /not a scenario of this run/],
    ['elb.share < 1', {}, 0, /what the others are compared with. Choose from: http-proxy/],
    ['elb.added.p50 > 1ms', {}, 0, /compared with/],
    ['http-proxy.share < 1', { scenarios: ['http-proxy'] }, 11, /needs the baseline.*scenario elb too/],
    ['http-proxy.light.p50 > 1ms', { light: false }, 11, /--light measures it/],
    ['http-proxy.added.p90 > 1ms', { light: false }, 11, /--light measures it/],
    ['http-proxy.share < 1', { rounds: 2 }, 11, /from 3 rounds on.*at most 2/],
    ['http-proxy.share.ratio < 1', {}, 11, /name them with --baseline/],
  ])('%s with %j is refused', (text, changes, at, message) => {
    expect(check(text, changes)).toEqual([at, expect.stringMatching(message)])
  })

  test.each(['http-proxy.share < 1', 'elb.rate < 1', 'elb.light.p90 > 1ms', 'http-proxy.added.p50 > 1ms'])(
    '%s can be answered',
    (text) => {
      expect(check(text)).toBeNull()
    },
  )

  test('a ratio can be answered with runs to compare with, whatever the rounds', () => {
    expect(check('http-proxy.share.ratio < 1', { hasRunsBefore: true, rounds: 2 })).toBeNull()
  })
})
