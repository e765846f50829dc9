/** Latencies of imported files: compared where a format states them and enough requests stand behind them. */
import { describe, expect, test } from 'vitest'
import { elsewhereRun } from '../../../electron/engine/imports/elsewhere-run.ts'
import type { ToolLatency, ToolResult } from '../../../electron/engine/imports/tool-result.ts'
import { answerSentences } from '../../../shared/answer.ts'
import { assess } from '../../../shared/assessment.ts'
import { estimate } from '../../../shared/statistics/interval.ts'
import { unpaired } from '../../../shared/statistics/unpaired.ts'
import { fixtureText, toolResult } from '../engine/imports/fixture.ts'
import { measuredResult } from '../cli/measured-run.ts'

const imported = { format: 'x', fileNames: ['a'], sha256: 'x', atMs: 1 }
const base = toolResult(fixtureText('autocannon.json'))

/** p50 of each file in milliseconds; p90 is twice as much, p99 three times. */
function fileOf(p50Ms: number, change: Partial<ToolResult> = {}): ToolResult {
  const us = p50Ms * 1000
  const measured: ToolLatency = { p50: us, p75: us, p90: 2 * us, p99: 3 * us, max: 9 * us, mean: us }
  return { ...base, requests: 2_000, goodRequests: 2_000, latency: { measured, corrected: null }, ...change }
}

function resultOf(p50s: Record<string, number[]>, interleaved: boolean, change: Partial<ToolResult> = {}) {
  const files = Object.entries(p50s).flatMap(([scenario, all]) =>
    all.map((ms) => ({ scenario, found: fileOf(ms, change) })),
  )
  const { run, trials } = elsewhereRun(files, interleaved, imported)
  return { run, trials: trials.map(({ trial }) => trial), diagnoses: [], experiment: undefined }
}

const busyOf = ({ run, trials }: ReturnType<typeof resultOf>) => assess(run, trials, undefined)?.busy
const latencySentences = (result: ReturnType<typeof resultOf>) =>
  answerSentences(result).filter((one) => /latency/i.test(one))

const before = [40, 41, 39, 40, 42]
const after = [50, 51, 50, 49, 52]

describe('files that state percentiles', () => {
  test('measured in turn are compared round by round, by rule 7', () => {
    const busy = busyOf(resultOf({ before, after }, true)) ?? []
    const ratios = after.map((ms, round) => Math.log(ms / (before[round] ?? 0)))
    const expected = estimate(ratios, 0.05 / 3)
    expect(busy[0]).toMatchObject({ percentile: 'p50', notCompared: null })
    expect(busy[0]?.scenarios[0]?.ratio).toMatchObject({ n: 5, low: expect.closeTo(expected.low ?? 0, 9) })
    expect(busy.map(({ percentile, notCompared }) => [percentile, notCompared])).toEqual([
      ['p50', null],
      ['p90', null],
      // 2,000 requests have 20 beyond it.
      ['p99', 'few'],
    ])
  })

  test('not measured in turn are two samples, by rule 10', () => {
    const busy = busyOf(resultOf({ before, after: after.slice(0, 4) }, false)) ?? []
    const expected = unpaired(after.slice(0, 4), before, 0.05 / 3)
    expect(busy[0]?.scenarios[0]?.ratio.point).toBeCloseTo(expected.point ?? 0, 9)
    expect(busy[0]?.scenarios[0]?.ratio.high).toBeCloseTo(expected.high ?? 0, 9)
  })

  test('say that it is latency with busy connections, and which percentile is not compared', () => {
    const [compared, ...others] = latencySentences(resultOf({ before, after }, true))
    const text = (compared ?? '').replaceAll('\u00A0', ' ').replaceAll(/1\d\d–1\d\d/g, 'FROM–TO')
    expect(text).toBe(
      'Latency with 4 busy connections (closed loop): against “before”, “after” has 125 % (FROM–TO %) of ' +
        'its p50 and 125 % (FROM–TO %) of its p90.',
    )
    expect(others).toEqual([
      'Not compared: latency at p99, since a file has fewer than 30 requests beyond it.',
    ])
  })

  test('do not invent connections that the files do not name', () => {
    const [first] = latencySentences(resultOf({ before, after }, true, { connections: null }))
    expect(first).toContain('Latency with busy connections (closed loop; how many is not in the files)')
  })

  test('have no interval with two files, and say where they show no difference', () => {
    const two = latencySentences(resultOf({ before: [40, 41], after: [50, 52] }, true))[0]
    expect(two).toContain('too few files for an interval')
    const alike = latencySentences(resultOf({ before, after: [41, 40, 40, 39, 43] }, true))[0]
    expect(alike).toContain('no difference shown')
  })
})

describe('what is not compared, and why', () => {
  const reasons = (result: ReturnType<typeof resultOf>) =>
    busyOf(result)?.map(({ notCompared }) => notCompared)

  test.each([
    ['few requests', { requests: 200, goodRequests: 200 }, [null, 'few', 'few']],
    ['requests without an answer, more than lie beyond', { unanswered: 300 }, [null, 'few', 'few']],
    ['no latencies', { latency: { measured: null, corrected: null } }, ['missing', 'missing', 'missing']],
  ])('%s', (_, change, expected) => {
    const found = reasons(resultOf({ before, after }, true, change))
    expect(found).toEqual(expected)
  })

  test('what wrk has corrected, which is a model of its own (rule 3)', () => {
    const wrk = toolResult(fixtureText('wrk.txt'))
    const files = ['before', 'after'].flatMap((scenario) => [1, 2, 3].map(() => ({ scenario, found: wrk })))
    const { run, trials } = elsewhereRun(files, true, imported)
    const result = { run, trials: trials.map(({ trial }) => trial), diagnoses: [], experiment: undefined }
    expect(reasons(result)).toEqual(['corrected', 'corrected', 'corrected'])
    expect(latencySentences(result)).toEqual([
      'Not compared: latency at p50, p90 and p99, since the files have it only as corrected for ' +
        'coordinated omission, which is a model.',
    ])
  })

  test('whole milliseconds of latencies that are not much longer', () => {
    expect(reasons(resultOf({ before: [4, 4, 5], after: [6, 6, 6] }, true))?.[0]).toBe('coarse')
    expect(reasons(resultOf({ before: [4, 4, 5], after: [6, 6, 6] }, true, { tool: 'oha' }))?.[0]).toBeNull()
  })

  test('files of several tools, or of different numbers of connections', () => {
    const mixed = (change: Partial<ToolResult>) => {
      const files = [
        ...before.map((ms) => ({ scenario: 'before', found: fileOf(ms) })),
        ...after.map((ms) => ({ scenario: 'after', found: fileOf(ms, change) })),
      ]
      const { run, trials } = elsewhereRun(files, true, imported)
      return { run, trials: trials.map(({ trial }) => trial), diagnoses: [], experiment: undefined }
    }
    expect(reasons(mixed({ tool: 'oha' }))).toEqual(['tools', 'tools', 'tools'])
    expect(reasons(mixed({ connections: 8 }))).toEqual(['connections', 'connections', 'connections'])
  })

  test('a single scenario, and a run that Sluice has measured', () => {
    expect(busyOf(resultOf({ before }, false))).toBeNull()
    const { run, trials, experiment } = measuredResult({ rounds: 5 })
    expect(assess(run, trials, experiment)?.busy).toBeNull()
  })
})
