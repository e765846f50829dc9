import { describe, expect, test } from 'vitest'
import { elsewhereRun } from '../../../../electron/engine/imports/elsewhere-run.ts'
import type { ToolResult } from '../../../../electron/engine/imports/tool-result.ts'
import { answerSentences } from '../../../../shared/answer.ts'
import { assess } from '../../../../shared/assessment.ts'
import { outcomes } from '../../../../shared/compare.ts'
import { doubtsOf } from '../../../../shared/doubts.ts'
import { betweenRuns } from '../../../../shared/statistics/between-runs.ts'
import { toolResult, fixtureText } from './fixture.ts'

const imported = { format: 'wrk', fileNames: ['a.txt'], sha256: 'x', atMs: 1 }
const base = toolResult(fixtureText('wrk.txt'))

function filesOf(rates: Record<string, number[]>, change: Partial<ToolResult> = {}) {
  return Object.entries(rates).flatMap(([scenario, all]) =>
    all.map((rate) => ({
      scenario,
      found: { ...base, durationMs: 1_000, requests: rate, goodRequests: rate, ...change },
    })),
  )
}

const before = [1000, 1020, 980, 1010, 990, 1005]
const after = [900, 915, 885, 905, 890]

function resultOf(rates: Record<string, number[]>, interleaved = false) {
  const { run, trials } = elsewhereRun(filesOf(rates), interleaved, imported)
  return { run, trials: trials.map(({ trial }) => trial), diagnoses: [], experiment: undefined }
}

describe('files of scenarios that were not measured in turn', () => {
  const result = resultOf({ before, after })

  test('are two samples: Welch on the logarithms, as between runs', () => {
    const found = assess(result.run, result.trials, undefined)
    const welch = betweenRuns(after, before, 0.05)
    expect(found).toMatchObject({ baselineId: 'before', alpha: 0.05, againstItself: null, light: [] })
    expect(found?.scenarios[0]?.verdict).toMatchObject({ kind: 'different', fewRounds: false })
    expect(found?.scenarios[0]?.verdict?.estimate).toMatchObject({
      n: 5,
      point: welch.ratio,
      low: welch.low,
      high: welch.high,
    })
    expect(outcomes(result.run, result.trials, undefined)[1]?.shareOfBaseline).toBeCloseTo(welch.ratio, 12)
  })

  test('say so in words that fit them', () => {
    expect(answerSentences(result)[0]).toMatch(
      /^“after” keeps 90\u00A0% \(.*\) of the throughput of “before”\.$/,
    )
    const ids = doubtsOf(result, []).map(({ id }) => id)
    expect(ids).toEqual(expect.arrayContaining(['elsewhere', 'rate', 'turns', 'corrected', 'short-trials']))
    for (const id of ['loopback', 'placement', 'tls', 'percentiles']) expect(ids).not.toContain(id)
  })

  test('may be of different numbers, and the order of files does not matter', () => {
    const turned = resultOf({ before: before.toReversed(), after: after.toReversed() })
    const [one, other] = [result, turned].map(
      ({ run, trials }) => assess(run, trials, undefined)?.scenarios[0]?.verdict?.estimate,
    )
    expect(one?.low).toBeCloseTo(other?.low ?? 0, 12)
  })

  test('under three of a side there is no verdict', () => {
    const { run, trials } = resultOf({ before: [1000, 1010], after })
    expect(assess(run, trials, undefined)?.scenarios[0]?.verdict).toMatchObject({
      kind: 'unknown',
      reason: 'two-rounds',
    })
  })

  test('a scenario whose rounds are mostly invalid is not ranked', () => {
    const files = [
      ...filesOf({ before }),
      ...filesOf({ after }, { errors: { connect: 0, read: 0, write: 0, timeout: 0, status: 500 } }),
    ]
    const { run, trials } = elsewhereRun(files, false, imported)
    const found = assess(
      run,
      trials.map(({ trial }) => trial),
      undefined,
    )
    expect(found?.scenarios[0]).toMatchObject({ ranked: false, verdict: null, validRounds: 0 })
    expect(run.status).toBe('incomplete')
  })

  test('the fastest of several others is named where each pair tells', () => {
    const { run, trials } = resultOf({ before, after, slow: after.map((rate) => rate / 2) })
    expect(assess(run, trials, undefined)?.leader).toMatchObject({ id: 'after', named: true })
  })
})

describe('interleaved files', () => {
  // The machine slows down: only pairs can tell.
  const drift = [1000, 800, 640, 512, 410, 328]
  const less = drift.map((rate, round) => Math.round(rate * (0.9 + 0.002 * round)))

  test('are compared pair by pair', () => {
    const { run, trials } = resultOf({ before: drift, after: less }, true)
    const paired = assess(run, trials, undefined)?.scenarios[0]?.verdict
    expect(paired).toMatchObject({ kind: 'different', estimate: { n: 6 } })
    const apart = resultOf({ before: drift, after: less })
    const unpaired = assess(apart.run, apart.trials, undefined)?.scenarios[0]?.verdict
    expect(unpaired).toMatchObject({ kind: 'unknown', reason: 'straddles' })
  })

  test('are as many of each', () => {
    expect(() => resultOf({ before, after }, true)).toThrow(/as many files of each/)
  })
})

describe('what the files say', () => {
  test('is kept where they agree, and named where they differ', () => {
    const files = [
      ...filesOf({ before: [1] }),
      ...filesOf({ after: [1] }, { connections: 8, threads: null, path: '/b', address: 'b/b', tool: 'hey' }),
    ]
    expect(elsewhereRun(files, false, imported).run).toMatchObject({
      account: {
        kind: 'elsewhere',
        tool: 'wrk and hey',
        threads: null,
        connections: null,
        durationSec: 1,
        differs: ['tool', 'connections', 'address'],
      },
      paths: ['several'],
    })
  })

  test('scenarios of any name have ids', () => {
    const { run } = elsewhereRun(filesOf({ 'Größe A!': [1], 'größe a': [1], '…': [1] }), false, imported)
    expect(run.scenarios.map(({ id }) => id)).toEqual(['gr-e-a', 'gr-e-a-2', 'scenario'])
  })
})
