/** A scenario that never reaches the origin changes nothing of what a run says about the others. */
import { describe, expect, test } from 'vitest'
import { answerSentences, figureFamilies } from '../../../shared/answer.ts'
import { assess, type Assessment } from '../../../shared/assessment.ts'
import { comparisonFaults } from '../../../shared/choice-rules.ts'
import { comparedRows } from '../../../shared/compare-charts.ts'
import { comparedRuns } from '../../../shared/compare-runs.ts'
import { compareSides, headlinesOf } from '../../../shared/compare-sides.ts'
import { decide } from '../../../shared/decision.ts'
import { basisSentences } from '../../../shared/decision-text.ts'
import { doubtsOf } from '../../../shared/doubts.ts'
import { flipChart } from '../../../shared/flip-chart.ts'
import { floorsAmong } from '../../../shared/floors.ts'
import { forecastAt, forecastBasis } from '../../../shared/forecast.ts'
import { judgeGate } from '../../../shared/gate.ts'
import { requireAnswerable } from '../../../shared/gate-faults.ts'
import { parseCondition } from '../../../shared/gate-grammar.ts'
import { lightChart } from '../../../shared/light-chart.ts'
import { liveRows } from '../../../shared/live-rows.ts'
import { settledText, stateWords } from '../../../shared/live-text.ts'
import { builtInPrices } from '../../../shared/prices.ts'
import { presetPlan } from '../../../shared/presets.ts'
import { defaultRequirements } from '../../../shared/requirement-rules.ts'
import { outcomesOf, type Result } from '../../../shared/result.ts'
import { rateChart } from '../../../shared/result-charts.ts'
import type { Trial } from '../../../shared/run.ts'
import { trialsPerRound } from '../../../shared/trial-time.ts'
import { verdictGroups } from '../../../shared/verdict-groups.ts'
import { knownScenarios } from './known-scenarios.ts'
import { measuredResult } from './measured-result.ts'

/** The fastest of the others, so that it would lead them if it were compared. */
const floor = 'http-proxy'
const scenarios = ['elb', 'lambda-512', 'lambda-1024', floor]

/** A run with a floor in it, and the same without it. */
function bothOf(change?: (trial: Trial) => Trial): { floored: Result; without: Result } {
  const measured = measuredResult({ scenarios, ...(change && { change }) })
  const all = measured.run.scenarios
  const marked = all.map((one) => (one.id === floor ? { ...one, reachesOrigin: false as const } : one))
  return {
    floored: { ...measured, run: { ...measured.run, scenarios: marked } },
    without: {
      ...measured,
      run: { ...measured.run, scenarios: all.filter(({ id }) => id !== floor) },
      trials: measured.trials.filter(({ scenarioId }) => scenarioId !== floor),
    },
  }
}

const { floored, without } = bothOf()
const assessed = ({ run, trials, experiment }: Result): Assessment => {
  const found = assess(run, trials, experiment)
  if (found === null) throw new Error('The run has no baseline.')
  return found
}
const found = assessed(floored)

describe('a run with a floor', () => {
  test('ranks, levels and tells apart as without it', () => {
    const plain = assessed(without)
    expect({ ...found, light: [] }).toEqual({ ...plain, light: [] })
    expect(found.light.filter(({ scenarioId }) => scenarioId !== floor)).toEqual(plain.light)
    expect(found.leader?.id).not.toBe(floor)
    expect(verdictGroups(floored, found)).toEqual(verdictGroups(without, plain))
  })

  test('would say something else if it were compared', () => {
    const compared = assessed(measuredResult({ scenarios }))
    expect(compared.alpha).not.toBe(found.alpha)
    expect(compared.leader?.id).toBe(floor)
  })

  test('has its latency at light load, which adds to nothing', () => {
    const own = found.light.filter(({ scenarioId }) => scenarioId === floor)
    expect(own.map(({ percentile, added }) => [percentile, added])).toEqual([
      ['p50', null],
      ['p90', null],
    ])
    for (const { absoluteMs } of own) expect(absoluteMs).toMatchObject({ n: 6, low: expect.any(Number) })
  })

  test('has its rate, and no share', () => {
    const own = outcomesOf(floored).filter(({ scenarioId }) => scenarioId === floor)
    expect(own.map(({ shareOfBaseline }) => shareOfBaseline)).toEqual([null])
    for (const { goodRatePerSec } of own) expect(goodRatePerSec).toBeGreaterThan(1_500)
    expect(figureFamilies(floored).flatMap((family) => family.scenarios)).not.toContain(floor)
  })

  test('says one sentence more, with absolute figures', () => {
    const more = answerSentences(floored, found).filter(
      (one) => !answerSentences(without, assessed(without)).includes(one),
    )
    expect(more).toHaveLength(1)
    expect(more[0]?.replaceAll('\u00A0', ' ')).toMatch(
      /^The gateway’s own floor: the HTTP proxy gave 1,[\d–,]+ good requests per second and 2\d(\.\d)? ms \(/,
    )
  })

  test('charts it by its name, beside the others', () => {
    const label = 'HTTP proxy: the gateway’s own floor'
    expect(rateChart(floored).groups.map((group) => group.label)).toContain(label)
    expect(lightChart(floored, found)?.groups.map((group) => group.label)).toContain(label)
  })

  test('says so in its rows while it goes on, and counts only the others as settled', () => {
    const { run, trials, experiment } = floored
    const { rows, completeRounds, baseline } = liveRows(run, trials, experiment, [])
    const own = rows.find(({ scenarioId }) => scenarioId === floor)
    expect(own).toMatchObject({ role: 'floor', share: null, added: null, goodRatePerSec: expect.any(Number) })
    if (own === undefined) throw new Error('it has no row')
    expect(stateWords(own.state, { rule: run.rule, baseline }).head).toBe('Floor')
    expect(settledText(rows, run.rule, completeRounds)).toMatch(/of 2 scenarios settled/)
  })
})

describe('a decision', () => {
  const decided = (result: Result) =>
    decide({
      result,
      found: assess(result.run, result.trials, result.experiment),
      requirements: defaultRequirements,
      scenarios: knownScenarios,
      table: builtInPrices,
    })

  test('is the same, and says what it leaves out', () => {
    const { floors, ...own } = decided(floored)
    const { floors: none, ...plain } = decided(without)
    expect(own).toEqual(plain)
    expect([floors, none]).toEqual([['HTTP proxy'], []])
    expect(basisSentences(decided(floored))).toContain(
      'HTTP proxy is left out: its requests never reach a service.',
    )
    expect(flipChart(decided(floored), builtInPrices)).toEqual(flipChart(decided(without), builtInPrices))
  })

  test('takes the bytes of an answer from ways to the service alone', () => {
    const small = bothOf((trial) =>
      trial.scenarioId === floor && trial.result
        ? { ...trial, result: { ...trial.result, bytes: 1 } }
        : trial,
    )
    const lacking = (result: Result): Result => ({
      ...result,
      experiment: undefined,
      run: { ...result.run, scenarios: result.run.scenarios.filter(({ id }) => id !== 'elb') },
      trials: result.trials.filter(({ scenarioId }) => scenarioId !== 'elb'),
    })
    expect(decided(lacking(small.floored)).basis).toEqual(decided(lacking(small.without)).basis)
  })
})

test('a forecast for another service time leaves it out', () => {
  const basis = forecastBasis(floored, found)
  if ('missing' in basis) throw new Error(basis.missing)
  expect(forecastAt(basis, 80).map(({ scenarioId }) => scenarioId)).toEqual(['lambda-512', 'lambda-1024'])
})

describe('runs beside one another', () => {
  const runs = comparedRuns([floored, { ...floored, run: { ...floored.run, id: 'r2', startedAtMs: 1 } }])

  test('compare no share and no added latency of it', () => {
    const rows = (measure: 'share' | 'added' | 'rate' | 'lightP50') =>
      comparedRows(runs, measure, '/').map(({ scenarioId }) => scenarioId)
    expect(rows('share')).not.toContain(floor)
    expect(rows('added')).not.toContain(floor)
    expect(rows('rate')).toContain(floor)
    expect(rows('lightP50')).toContain(floor)
  })

  test('count it in no level', () => {
    expect(headlinesOf(runs).map(({ scenarioId }) => scenarioId)).toEqual(['lambda-512', 'lambda-1024'])
    expect(compareSides(headlinesOf(runs), ['before', 'after'])).toHaveLength(2)
  })
})

describe('a gate', () => {
  const plan = {
    scenarios,
    floors: [floor],
    baseline: 'elb',
    light: true,
    rounds: 8,
    hasRunsBefore: true,
  }

  test.each([`${floor}.share < 20%`, `${floor}.share.ratio < 0.9`, `${floor}.added.p50 > 20ms`])(
    '%s is refused, with what could be asked instead',
    (text) => {
      const ask = (): void => requireAnswerable([parseCondition(text)], plan)
      expect(ask).toThrow(/reaches no service, so it is compared with none: use its rate, light.p50/)
      expect(ask).toThrow(/is known of: lambda-512 and lambda-1024\.$/)
    },
  )

  test('judges its own figures', () => {
    const conditions = [`${floor}.rate < 100`, `${floor}.light.p50 > 500ms`].map(parseCondition)
    expect(() => requireAnswerable(conditions, plan)).not.toThrow()
    const { judged } = judgeGate({ result: floored, also: [], before: [] }, conditions, false)
    expect(judged.map(({ outcome }) => outcome)).toEqual(['satisfied', 'satisfied'])
  })
})

describe('requests at the origin', () => {
  const origin = (originRequests: number) => {
    const { floored: result } = bothOf((trial) =>
      trial.scenarioId === floor && trial.result
        ? { ...trial, result: { ...trial.result, originRequests } }
        : trial,
    )
    return doubtsOf(result, knownScenarios).find(
      ({ id, scenarioId }) => id === 'origin' && scenarioId === floor,
    )
  }

  test('are none of a floor', () => {
    expect(origin(0)).toBeUndefined()
    expect(origin(50)).toBeUndefined()
  })

  test('that are counted all the same are a doubt', () => {
    expect(origin(4_000)?.sentence).toMatch(
      /^The origin counted up to 4,000 requests .* none of these reaches/,
    )
  })
})

describe('a plan', () => {
  const experiment = { baseline: 'elb', floors: [floor] }
  const untilSure = { same: 0.05, precise: 0.1 }

  test('has to compare something with the baseline: a floor is nothing to compare', () => {
    const faults = (ids: string[]) =>
      comparisonFaults({ untilSure, light: false }, ids, experiment).map(({ field }) => field)
    expect(faults(['elb', floor])).toEqual(['load.untilSure'])
    expect(faults(['elb', 'lambda-512', floor])).toEqual([])
  })

  test('does not run the baseline twice for the sake of a floor', () => {
    const { load } = floored.run
    const closed = (floors: number) => trialsPerRound({ load, scenarios, floors, paths: ['/'] }).closed
    expect([closed(0), closed(1)]).toEqual([5, 4])
    expect(floorsAmong(scenarios, experiment)).toBe(1)
  })

  test('has rounds for what it measures', () => {
    const own = floored.experiment
    if (own === undefined) throw new Error('no experiment')
    const rounds = (floors: string[]) => presetPlan('standard', { ...own, floors }, scenarios).load.rounds
    expect(rounds([floor])).toBeGreaterThanOrEqual(rounds([]))
  })
})
