import { describe, expect, test } from 'vitest'
import { comparedRuns } from '../../../shared/compare-runs.ts'
import {
  compareSides,
  headlinesOf,
  sideMean,
  swapped,
  usualSides,
  type Side,
} from '../../../shared/compare-sides.ts'
import { betweenText, differenceText, figureText } from '../../../shared/compare-text.ts'
import type { Experiment } from '../../../shared/experiment.ts'
import { assess } from '../../../shared/assessment.ts'
import { exampleResult } from './example-result.ts'
import { measuredRun } from './measured-run.ts'

const experiment = { ...exampleResult().experiment, id: 'proxy-2017' } as Experiment

/** Runs a day apart; the HTTP proxy of run n is `faster[n]` times as fast as usual. */
function several(faster: readonly number[], rounds = 6) {
  return comparedRuns(
    faster.map((factor, index) => ({
      ...measuredRun({ id: `r${index}`, seed: index + 1, startedAtMs: index }, { rounds, faster: factor }),
      experiment,
    })),
  )
}

const proxy = (runs: ReturnType<typeof several>, sides: readonly Side[]) => {
  const found = compareSides(headlinesOf(runs), sides).find(({ scenarioId }) => scenarioId === 'http-proxy')
  if (found === undefined) throw new Error('The HTTP proxy is not compared.')
  return found
}

describe('two sides', () => {
  test('are the newest run against those before it, whatever order they come in, until swapped', () => {
    const [early, late] = several([1, 1]).map(({ result }) => result)
    if (!early || !late) throw new Error('Two runs are needed.')
    expect(comparedRuns([late, early]).map(({ result }) => result.run.id)).toEqual(['r0', 'r1'])
    expect(usualSides(3)).toEqual(['before', 'before', 'after'])
    expect(swapped(usualSides(3))).toEqual(['after', 'after', 'before'])
  })

  test('with under three runs on one of them give the ratio alone, and call it descriptive', () => {
    const runs = several([1, 1, 1.2])
    const found = proxy(runs, usualSides(3))
    expect(found.kind).toBe('descriptive')
    expect(betweenText(found)).toMatch(/^1\.\d\d\u00A0×, descriptive$/)
    const back = proxy(runs, swapped(usualSides(3)))
    expect((found.between?.ratio ?? 0) * (back.between?.ratio ?? 0)).toBeCloseTo(1, 10)
  })

  test('with three runs each give a verdict from few runs, and with five without that mark', () => {
    const three = [...Array<Side>(3).fill('before'), ...Array<Side>(3).fill('after')]
    const more = proxy(several([1, 1, 1, 1.3, 1.3, 1.3]), three)
    expect(more).toMatchObject({ kind: 'different', between: { few: true } })
    expect(betweenText(more)).toMatch(/^1\.\d+\u00A0× \(1\.\d+–1\.\d+\): more than before, from few runs$/)
    expect(betweenText(proxy(several([1.3, 1.3, 1.3, 1, 1, 1]), three))).toContain('less than before')
    const same = proxy(several([1, 1, 1, 1, 1, 1]), three)
    expect(betweenText(same)).toContain('no difference that matters (within ±5\u00A0%), from few runs')
    const unknown = proxy(several([0.6, 1, 1.5, 0.7, 1, 1.6]), three)
    expect(betweenText(unknown)).toMatch(/^cannot know: /)
    const five = [...Array<Side>(5).fill('before'), ...Array<Side>(5).fill('after')]
    const ten = proxy(several([1, 1, 1, 1, 1, 1.3, 1.3, 1.3, 1.3, 1.3]), five)
    expect(betweenText(ten)).toMatch(/: more than before$/)
  })

  test('take the share that each run has on its own, with its verdict', () => {
    const runs = several([1, 1])
    const { result } = runs[0] ?? {}
    const own = result && assess(result.run, result.trials, experiment)
    const verdict = own?.scenarios.find(({ scenarioId }) => scenarioId === 'http-proxy')?.verdict
    expect(verdict?.kind).toBe('different')
    expect(proxy(runs, usualSides(2)).runs[0]).toEqual({
      letter: 'A',
      value: verdict?.estimate.point,
      verdict,
    })
  })

  test('take good rates of every scenario where a run has no baseline', () => {
    const [first, second] = several([1, 1]).map(({ result }) => result)
    if (!first || !second) throw new Error('Two runs are needed.')
    const scenarios = second.run.scenarios.filter(({ id }) => id !== 'elb')
    const trials = second.trials.filter(({ scenarioId }) => scenarioId !== 'elb')
    const runs = comparedRuns([first, { ...second, run: { ...second.run, scenarios }, trials }])
    const found = compareSides(headlinesOf(runs), usualSides(2))
    expect(found.map(({ scenarioId, measure, kind }) => [scenarioId, measure, kind])).toEqual([
      ['elb', 'rate', 'none'],
      ['lambda-512', 'rate', 'descriptive'],
      ['http-proxy', 'rate', 'descriptive'],
    ])
    expect(found[2]?.after).toBeGreaterThan(1700)
  })

  test('give no figure for a scenario that a run does not rank, and none to an empty side', () => {
    const [first, second] = several([1, 1]).map(({ result }) => result)
    if (!first || !second) throw new Error('Two runs are needed.')
    const trials = second.trials.map((trial) =>
      trial.scenarioId === 'http-proxy' && trial.round > 2 ? { ...trial, status: 'invalid' as const } : trial,
    )
    const runs = comparedRuns([first, { ...second, trials }])
    expect(proxy(runs, usualSides(2))).toMatchObject({ kind: 'none', after: null, between: null })
    expect(betweenText(proxy(runs, ['before', 'before']))).toBe('a side has no figure')
  })
})

describe('texts', () => {
  const figure = { value: 0.2214, interval: { low: 0.2102, high: 0.2331 }, rounds: [], missing: null }

  test('have the digits that an interval supports, and a reason where there is no figure', () => {
    expect(figureText('share', figure)).toBe('22\u00A0% (21–23\u00A0%)')
    expect(figureText('rate', { ...figure, value: 1814.2, interval: { low: 1788, high: 1840 } })).toBe(
      '1,814 (1,788–1,840)',
    )
    expect(figureText('share', { ...figure, interval: null })).toBe('22.1\u00A0%')
    // A dash between signs would read as one of them.
    expect(figureText('added', { ...figure, value: 0.1, interval: { low: -0.2, high: 0.4 } })).toBe(
      '0.1\u00A0ms (−0.2 to 0.4\u00A0ms)',
    )
    expect(figureText('added', { ...figure, value: null, missing: 'not published' })).toBe('not published')
  })

  test('of differences are new minus old, with a sign', () => {
    expect(differenceText('share', 0.253, 0.221)).toBe('+3.2\u00A0points')
    expect(differenceText('rate', 7_500, 8_000)).toBe('−500')
    expect(differenceText('added', 21.04, 21.02)).toBe('±0.0\u00A0ms')
    expect(differenceText('share', null, 0.221)).toBeNull()
  })

  test('average shares geometrically and milliseconds arithmetically', () => {
    const of = (value: number) => ({ ...figure, value })
    expect(sideMean('share', [of(0.1), of(0.4), of(1)], usualSides(3), 'before')).toBeCloseTo(0.2, 10)
    expect(sideMean('added', [of(-1), of(2), of(9)], usualSides(3), 'before')).toBe(0.5)
    expect(sideMean('added', [of(1)], ['before'], 'after')).toBeNull()
  })
})
