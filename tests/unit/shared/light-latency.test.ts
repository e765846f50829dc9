import { expect, test } from 'vitest'
import { assess } from '../../../shared/assessment.ts'
import { lightChart } from '../../../shared/light-chart.ts'
import type { Trial } from '../../../shared/run.ts'
import { levelOf } from '../../../shared/statistics/level.ts'
import { tQuantile } from '../../../shared/statistics/student-t.ts'
import { measuredResult } from './measured-result.ts'

const found = (asked: Parameters<typeof measuredResult>[0] = {}) => {
  const result = measuredResult(asked)
  return assess(result.run, result.trials, result.experiment)
}

test('light load gives p50 and p90 with intervals, at the error of other scenarios × percentiles', () => {
  const result = measuredResult()
  const light = assess(result.run, result.trials, result.experiment)?.light ?? []
  expect(light).toHaveLength(10)
  const proxy = light.find((one) => one.scenarioId === 'http-proxy' && one.percentile === 'p50')
  expect(proxy?.absoluteMs.point).toBeCloseTo(22, 0)
  expect(proxy?.added?.addedMs).toBeCloseTo(20.9, 0)
  const { n, sd, half } = proxy?.absoluteMs ?? { n: 0, sd: 0, half: 0 }
  const alpha = levelOf(result.run.rule, 8)
  expect(half).toBeCloseTo((tQuantile(n - 1, alpha / 2) * (sd ?? 0)) / Math.sqrt(n), 12)
  expect(light.find((one) => one.scenarioId === 'elb')?.added).toBeNull()
})

test('a percentile with few requests beyond it is shown and not compared', () => {
  const few = (trial: Trial): Trial =>
    trial.load === 'light' && trial.scenarioId === 'http-proxy' && trial.round === 2 && trial.result
      ? {
          ...trial,
          result: {
            ...trial.result,
            latencyUs: {
              ...trial.result.latencyUs,
              measured: { ...trial.result.latencyUs.measured, count: 200 },
            },
          },
        }
      : trial
  const light = found({ change: few })?.light.filter(({ scenarioId }) => scenarioId === 'http-proxy')
  expect(light?.map(({ percentile, added }) => [percentile, added !== null])).toEqual([
    ['p50', true],
    ['p90', false],
  ])
})

test('a run without light load has none, and no chart of it', () => {
  const result = measuredResult({ light: false })
  const assessed = assess(result.run, result.trials, result.experiment)
  expect(assessed?.light).toEqual([])
  expect(assessed && lightChart(result, assessed)).toBeNull()
  expect(assessed?.scenarios.every(({ added }) => added === null)).toBe(true)
})
