import { describe, expect, test } from 'vitest'
import { liveRows, type LiveRow } from '../../../shared/live-rows.ts'
import { settledText, stateWords } from '../../../shared/live-text.ts'
import type { Trial } from '../../../shared/run.ts'
import { aStack } from '../../examples.ts'
import { exampleLiveRun, type LiveExample } from './example-live-run.ts'

const experiment = { baseline: 'elb' }
const stacks = [
  aStack({ billables: [{ kind: 'classic-load-balancer' }] }),
  aStack({ kind: 'scenario', scenarioId: 'http-proxy', billables: [{ kind: 'rest-api' }] }),
]

function rowsOf(example: LiveExample) {
  const { run, trials } = exampleLiveRun(example)
  const found = liveRows(run, trials, experiment, stacks)
  const words = ({ state }: LiveRow): string => {
    const { head, rest } = stateWords(state, { rule: run.rule, baseline: found.baseline })
    return (head === null ? rest : `${head}: ${rest}`).replaceAll('\u00A0', ' ')
  }
  return {
    ...found,
    run,
    row: (id: string, role: LiveRow['role'] = 'scenario') =>
      found.rows.find((one) => one.scenarioId === id && one.role === role),
    words: found.rows.map(words),
  }
}

/** Changes the results of some trials. */
const where =
  (matches: (trial: Trial) => boolean, change: Partial<Trial> | { slower: number }) =>
  (trial: Trial): Trial => {
    if (!matches(trial) || trial.result === null) return trial
    if (!('slower' in change)) return { ...trial, ...change }
    const goodRatePerSec = trial.result.goodRatePerSec * change.slower
    return { ...trial, result: { ...trial.result, goodRatePerSec } }
  }
const practice = { account: { kind: 'practice' } } as const
const own = { account: { kind: 'profile', profile: 'work' } } as const

describe('the rows of a run until sure', () => {
  test('say nothing before the first round is complete, and stand in the order of the run', () => {
    const { rows, words } = rowsOf({ complete: 0, more: 3 })
    expect(rows.map(({ scenarioId, role }) => `${scenarioId} ${role}`)).toEqual([
      'elb baseline',
      'elb itself',
      'lambda-256 scenario',
      'lambda-512 scenario',
      'lambda-1024 scenario',
      'http-proxy scenario',
    ])
    expect(rows.every(({ share, lightP50Ms }) => share === null && lightP50Ms === null)).toBe(true)
    expect(words.slice(2)).toEqual(
      Array.from({ length: 4 }, () => 'no figure before the first round is complete'),
    )
  })

  test('need five rounds', () => {
    const { words, rows } = rowsOf({ complete: 3 })
    expect(words).toEqual([
      'Baseline: what the others are compared with',
      'Noise floor: the same scenario twice, so 100 % is expected',
      ...Array.from({ length: 4 }, () => 'Not enough rounds yet: from the fifth round on'),
    ])
    expect(rows[2]?.share).toMatchObject({ n: 3, low: expect.any(Number) })
    expect(rows[2]?.before).toMatchObject({ n: 2, low: null })
  })

  test('are settled one by one, and say what the others take', () => {
    const noisy = (trial: Trial): Trial =>
      where(({ scenarioId, load }) => scenarioId === 'http-proxy' && load === 'closed', {
        slower: trial.round % 2 === 0 ? 1.04 : 0.96,
      })(trial)
    const { words, rows, run } = rowsOf({ complete: 6, run: own, noise: 0.005, change: noisy })
    expect(words[2]).toMatch(/^Settled: keeps 9.\d % \(9.\d–9.\d %\)$/)
    expect(words.at(-1)).toMatch(/^Not yet: about 1 more round, 3 min, \$0\.\d\d$/)
    expect(settledText(rows, run.rule, 6)).toBe('3 of 4 scenarios settled after 6 rounds')
  })

  test('cost nothing on the practice account', () => {
    const change = (trial: Trial): Trial =>
      where(({ scenarioId, load }) => scenarioId === 'http-proxy' && load === 'closed', {
        slower: trial.round % 2 === 0 ? 1.06 : 0.94,
      })(trial)
    const one = rowsOf({ complete: 6, scenarios: ['elb', 'http-proxy'], run: practice, change })
    expect(one.words[1]).toMatch(/^Not yet: about 1 more round, \d+ s$/)
  })

  test('say where the rounds that are left would not do', () => {
    const one = rowsOf({ complete: 6, scenarios: ['elb', 'http-proxy'], noise: 0.1 })
    expect(one.words[1]).toMatch(/^Not yet: about \d+ more rounds would settle it, and 2 are left$/)
    const wild = rowsOf({ complete: 6, scenarios: ['elb', 'http-proxy'], noise: 0.6 })
    expect(wild.words[1]).toBe('Not yet: even 30 rounds would not settle it')
  })

  test('show no difference that matters as settled', () => {
    const change = where(({ scenarioId, load }) => scenarioId === 'http-proxy' && load === 'closed', {
      slower: 8000 / 1770,
    })
    const one = rowsOf({ complete: 6, scenarios: ['elb', 'http-proxy'], noise: 0.004, change })
    expect(one.words[1]).toBe('Settled: no difference that matters (within ±5 %)')
  })

  test('name a scenario that lost too many rounds, and count its errors', () => {
    const fails = (trial: Trial): boolean =>
      trial.scenarioId === 'lambda-512' && trial.load === 'closed' && trial.round % 2 === 1
    const errors = { connect: 0, read: 0, write: 0, timeout: 0, status: 500 }
    const { words, row } = rowsOf({
      complete: 5,
      change: (trial) =>
        fails(trial) && trial.result
          ? { ...trial, status: 'invalid', result: { ...trial.result, errors } }
          : trial,
    })
    expect(words[3]).toBe('Not ranked: lost 3 of 5 rounds')
    expect(row('lambda-512')).toMatchObject({ failedRequests: 1500, share: null })
    expect(row('http-proxy')?.failedRequests).toBe(0)
  })

  test('count a round that the baseline lost', () => {
    const change = where(
      ({ scenarioId, load, round }) => scenarioId === 'elb' && load === 'closed' && round <= 3,
      { status: 'invalid' },
    )
    expect(rowsOf({ complete: 5, scenarios: ['elb', 'http-proxy'], change }).words[1]).toBe(
      'Not ranked: lost 3 of 5 rounds',
    )
  })

  test('say nothing while the baseline differs from itself', () => {
    const change = where(({ slot }) => slot === 1, { slower: 0.8 })
    const { words, left } = rowsOf({ complete: 6, change })
    expect(words[1]).toBe('Differs from itself: no verdict holds while it does')
    expect(words[2]).toBe('Cannot know: the load balancer differs from itself')
    expect(left).toEqual({ least: 2, most: 2, sure: false })
  })

  test('have p50 at light load and what is added, of complete rounds only', () => {
    const { row } = rowsOf({ complete: 4, more: 4 })
    expect(row('elb', 'baseline')?.lightP50Ms).toBeCloseTo(1, 1)
    expect(row('http-proxy')?.lightP50Ms).toBeCloseTo(22, 0)
    expect(row('http-proxy')?.added).toMatchObject({ n: 4, addedMs: expect.closeTo(21, 0) })
    expect(rowsOf({ complete: 4, load: { light: false } }).row('http-proxy')).toMatchObject({
      lightP50Ms: null,
      added: null,
    })
  })
})

describe('the rows of a run with fixed rounds', () => {
  const fixed = (rounds: number, complete: number) =>
    rowsOf({ complete, scenarios: ['elb', 'http-proxy'], load: { untilSure: null, rounds } }).words[1]

  test.each([
    [4, 1, '1 of 4 rounds: an interval from the third on'],
    [4, 2, '2 of 4 rounds: a range; an interval from the third on'],
    [2, 1, '1 of 2 rounds: an interval takes three'],
    [1, 0, 'no figure before the first round is complete'],
  ])('%i rounds, %i of them complete', (rounds, complete, text) => {
    expect(fixed(rounds, complete)).toBe(text)
  })

  test('have an interval from the third round on', () => {
    expect(fixed(6, 3)).toMatch(/^3 of 6 rounds: keeps 22.* % \(.*–.* %\), from few rounds$/)
    expect(fixed(6, 5)).toMatch(/^5 of 6 rounds: keeps 22.* % \(.*–.* %\)$/)
  })
})

test('without its baseline a run has rates and no shares', () => {
  const { rows, words } = rowsOf({ complete: 3, scenarios: ['lambda-256', 'http-proxy'] })
  expect(words).toEqual(['no share without the baseline', 'no share without the baseline'])
  expect(rows[1]?.goodRatePerSec).toBeCloseTo(1770, -2)
})

test.each(Array.from({ length: 5 }, (_, seed) => seed))(
  'an interval contains its point, and a new round alone changes it (seed %i)',
  (seed) => {
    const noise = 0.002 * 4 ** seed
    for (const complete of [1, 2, 3, 8]) {
      const found = rowsOf({ complete, noise, seed })
      for (const { share, before, role } of found.rows) {
        if (role === 'baseline') continue
        const { low, high, point, range } = share ?? {}
        const [from, to] = range ?? [low ?? point, high ?? point]
        expect(from).toBeLessThanOrEqual(point ?? Number.NaN)
        expect(to).toBeGreaterThanOrEqual(point ?? Number.NaN)
        expect(before?.n ?? 0).toBe(complete - 1)
      }
      expect(found.rows.map(({ scenarioId }) => scenarioId).filter((id) => id !== 'elb')).toEqual(
        found.run.scenarios.map(({ id }) => id).filter((id) => id !== 'elb'),
      )
      expect(
        rowsOf({ complete, noise, seed, more: complete === 8 ? 0 : 5 }).rows.map(({ share }) => share),
      ).toEqual(found.rows.map(({ share }) => share))
    }
  },
)
