import { expect, test } from 'vitest'
import { assess } from '../../../shared/assessment.ts'
import { forecastAt, forecastBasis, forecastText } from '../../../shared/forecast.ts'
import type { Result } from '../../../shared/result.ts'
import { differsFromItself, measuredResult } from './measured-result.ts'

function basisOf(result: Result) {
  const found = assess(result.run, result.trials, result.experiment)
  if (found === null) throw new Error('The baseline is missing.')
  return forecastBasis(result, found)
}

test('at no service time a forecast is the measured share, and it rises with the service time', () => {
  const basis = basisOf(measuredResult({ noise: 0.02 }))
  if ('missing' in basis) throw new Error(basis.missing)
  const proxy = (serviceMs: number) =>
    forecastAt(basis, serviceMs).find(({ scenarioId }) => scenarioId === 'http-proxy')?.estimate
  expect(proxy(0)?.point).toBeCloseTo(0.225, 2)
  const shares = [0, 5, 20, 80, 500].map((serviceMs) => proxy(serviceMs)?.point ?? 0)
  expect(shares).toEqual(shares.toSorted((one, other) => one - other))
  // (1.1 + 80) / (22 + 80): both are limited by their latency.
  expect(shares[3]).toBeCloseTo(81.1 / 102, 2)
  expect(proxy(80)?.low).toBeLessThan(shares[3] ?? 0)
  expect(proxy(80)?.high).toBeGreaterThan(shares[3] ?? 1)
})

test.each([
  ['no-light-load', { light: false }],
  ['own-service-time', { serviceMs: 80 }],
  ['no-complete-round', { made: 0 }],
  ['baseline-differs', { change: differsFromItself }],
] as const)('says why there is none: %s', (missing, asked) => {
  expect(basisOf(measuredResult(asked))).toEqual({ missing })
})

test('a forecast is at most as precise as a tenth of a percent, without interval from two rounds', () => {
  const text = (asked: Parameters<typeof measuredResult>[0]) => {
    const basis = basisOf(measuredResult(asked))
    if ('missing' in basis) throw new Error(basis.missing)
    return forecastAt(basis, 80).map(({ estimate }) => forecastText(estimate).replaceAll('\u00A0', ' '))
  }
  for (const one of text({ noise: 0.001 })) expect(one).toMatch(/^about \d\d\.\d % \(\d\d\.\d–\d\d\.\d %\)$/)
  for (const one of text({ made: 2 })) expect(one).toMatch(/^about \d\d %$/)
})
