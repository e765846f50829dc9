import { describe, expect, test } from 'vitest'
import { compareChart, comparedRows } from '../../../shared/compare-charts.ts'
import { comparedFigure } from '../../../shared/compare-figures.ts'
import { comparedPaths, comparedRuns, type ComparedRun } from '../../../shared/compare-runs.ts'
import { troublesOf } from '../../../shared/compare-troubles.ts'
import type { Experiment } from '../../../shared/experiment.ts'
import { exampleResult, exampleTrial } from './example-result.ts'
import { measuredRun } from './measured-run.ts'

const second = exampleResult({ id: 'r2', paths: ['/', '/zip'], startedAtMs: 1 }, [
  exampleTrial({ scenarioId: 'elb' }, { goodRatePerSec: 2000 }),
  exampleTrial({ scenarioId: 'http-proxy' }, { goodRatePerSec: 500 }),
])
const runs = comparedRuns([exampleResult(), second])

const experiment = { ...exampleResult().experiment, id: 'proxy-2017' } as Experiment
const measured = { ...measuredRun({}), experiment }
function only(all: readonly ComparedRun[]): ComparedRun {
  const [first] = all
  if (first === undefined) throw new Error('There is no run.')
  return first
}

describe('runs side by side', () => {
  test('stand under the same scenario by their letters, with the reason where one has no figure', () => {
    const chart = compareChart(runs, 'share', '/')
    const proxy = chart?.groups.find(({ scenarioId }) => scenarioId === 'http-proxy')
    expect(proxy?.rows.map(({ label, value }) => [label, value?.toFixed(4)])).toEqual([
      ['A', '0.2700'],
      ['B', '0.2500'],
    ])
    expect(chart?.groups.find(({ scenarioId }) => scenarioId === 'lambda-256')?.rows[1]?.missing).toBe(
      'not measured',
    )
    expect(chart?.groups.some(({ scenarioId }) => scenarioId === 'elb')).toBe(false)
    expect(compareChart(runs, 'rate', '/')?.groups[0]?.scenarioId).toBe('elb')
  })

  test('have all paths that any of them has, and nothing for a run without one', () => {
    expect(comparedPaths(runs)).toEqual(['/', '/zip'])
    expect(comparedRows(runs, 'rate', '/zip')[0]?.figures[0]?.missing).toBe('not in this run')
    expect(compareChart(runs, 'rate', '/zip')).toBeNull()
  })

  test('have the interval of their own rounds on every bar, at full and at light load', () => {
    const [own] = comparedRuns([measured])
    for (const measure of ['share', 'rate', 'added', 'lightP50', 'lightP90'] as const) {
      const chart = own && compareChart([own], measure, '/')
      for (const row of chart?.groups.flatMap((group) => group.rows) ?? []) {
        expect(row.interval?.low).toBeLessThan(row.value ?? 0)
        expect(row.interval?.high).toBeGreaterThan(row.value ?? Infinity)
      }
      expect(chart?.groups).toHaveLength(measure === 'share' || measure === 'added' ? 2 : 3)
    }
    expect(own && compareChart([own], 'added', '/')?.sentence).toMatch(/HTTP proxy 2\d\.?\d*\u00A0ms \(/)
  })

  test('have the share that the run itself has on one path', () => {
    const own = only(comparedRuns([measured]))
    const alone = own.assessment?.scenarios.find(({ scenarioId }) => scenarioId === 'http-proxy')
    const figure = comparedFigure(own, 'share', 'http-proxy', '/')
    expect(figure.value).toBeCloseTo(alone?.paths[0]?.estimate.point ?? 0, 12)
    expect(figure.interval?.low).toBeCloseTo(alone?.paths[0]?.estimate.low ?? 0, 12)
    expect(figure.rounds).toHaveLength(6)
  })

  test('have no share of a scenario that lost more rounds than it may, as the run itself', () => {
    const trials = measured.trials.map((trial) =>
      trial.scenarioId === 'http-proxy' && trial.load === 'closed' && trial.round <= 3
        ? { ...trial, status: 'invalid' as const }
        : trial,
    )
    const own = only(comparedRuns([{ ...measured, trials }]))
    const figure = comparedFigure(own, 'share', 'http-proxy', '/')
    expect([figure.value, figure.missing]).toEqual([null, 'too many rounds lost'])
    expect(comparedFigure(own, 'rate', 'http-proxy', '/').value).toBeGreaterThan(0)
  })

  test('take nothing from a round that was not finished', () => {
    const whole = only(comparedRuns([measured]))
    const more = measuredRun({}, { rounds: 7 }).trials.map((trial) =>
      trial.round === 7 && trial.scenarioId === 'elb' ? { ...trial, status: 'pending' as const } : trial,
    )
    const trials = [...measured.trials, ...more.filter(({ round }) => round === 7)]
    const begun = only(comparedRuns([{ ...measured, trials }]))
    for (const measure of ['share', 'rate', 'lightP50'] as const)
      expect(comparedFigure(begun, measure, 'http-proxy', '/')).toEqual(
        comparedFigure(whole, measure, 'http-proxy', '/'),
      )
    expect(troublesOf(begun, 'http-proxy')).toEqual(troublesOf(whole, 'http-proxy'))
  })

  test('have no chart of what lies below zero', () => {
    const trials = measured.trials.map((trial) => {
      const { result, scenarioId, load } = trial
      if (result === null || load !== 'light' || scenarioId !== 'http-proxy') return trial
      const latencyUs = { ...result.latencyUs, measured: { ...result.latencyUs.measured, p50: 500 } }
      return { ...trial, result: { ...result, latencyUs } }
    })
    const own = comparedRuns([{ ...measured, trials }])
    expect(comparedFigure(only(own), 'added', 'http-proxy', '/').value).toBeLessThan(0)
    expect(compareChart(own, 'added', '/')).toBeNull()
  })

  test('say what was not measured, and what too few requests stand behind', () => {
    expect(comparedFigure(only(runs), 'lightP90', 'elb', '/').missing).toBe('not measured')
    const trials = measured.trials.map((trial) => {
      const { result } = trial
      if (result === null) return trial
      const latencyUs = { ...result.latencyUs, measured: { ...result.latencyUs.measured, p90: null } }
      return { ...trial, result: { ...result, latencyUs } }
    })
    const own = only(comparedRuns([{ ...measured, trials }]))
    expect(comparedFigure(own, 'lightP90', 'elb', '/').missing).toBe('too few requests')
  })

  test('count errors and trials that may not be ranked', () => {
    const trials = measured.trials.map((trial) => {
      const { result, scenarioId, round } = trial
      if (result === null || scenarioId !== 'http-proxy' || round > 2) return trial
      const errors = { ...result.errors, status: 20 }
      return { ...trial, status: 'invalid' as const, result: { ...result, errors } }
    })
    const own = only(comparedRuns([{ ...measured, trials }]))
    expect(troublesOf(own, 'http-proxy')).toEqual({
      trials: 12,
      invalid: 4,
      failed: 0,
      requests: 12_000,
      errors: 80,
    })
    expect(troublesOf(own, 'lambda-256')).toBeNull()
  })
})
