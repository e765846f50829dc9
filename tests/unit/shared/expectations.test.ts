import { describe, expect, test } from 'vitest'
import { assess, type Assessment } from '../../../shared/assessment.ts'
import { checkOrder, checkPrediction } from '../../../shared/expectations.ts'
import { measuredReason } from '../../../shared/likely-reason.ts'
import type { Result } from '../../../shared/result.ts'
import type { Trial } from '../../../shared/run.ts'
import { differsFromItself, measuredResult } from './measured-result.ts'

function assessed(result: Result): [Result, Assessment] {
  const found = assess(result.run, result.trials, result.experiment)
  if (found === null) throw new Error('The baseline is missing.')
  return [result, found]
}
const predicting = (share: number, asked: Parameters<typeof measuredResult>[0] = {}) =>
  checkPrediction(
    ...assessed(measuredResult({ ...asked, run: { predictions: { 'http-proxy': share } } })),
    'http-proxy',
  )

describe('a prediction', () => {
  test.each([
    [0.225, 'as-expected'],
    [0.23, 'as-expected'],
    [0.5, 'not-as-expected'],
    [0.1, 'not-as-expected'],
  ])('of %d is %s', (share, outcome) => {
    expect(predicting(share)?.outcome).toBe(outcome)
  })

  test('cannot be judged by one or two rounds, nor where the baseline differs from itself', () => {
    for (const made of [1, 2])
      expect(predicting(0.225, { made, rounds: made, untilSure: false })?.outcome).toBe('cannot-know')
    expect(predicting(0.225, { change: differsFromItself })?.outcome).toBe('cannot-know')
  })

  test('stands beside what was measured', () => {
    expect(predicting(0.5)?.sentence?.replaceAll('\u00A0', ' ')).toMatch(
      /^You predicted 50 %; measured 2\d(\.\d)? % \(.*\)\.$/,
    )
    expect(checkPrediction(...assessed(measuredResult()), 'http-proxy')).toBeNull()
  })
})

describe('the expected order', () => {
  test('holds where each pair of intervals says so', () => {
    for (const id of ['elb', 'http-proxy', 'lambda-1024', 'lambda-512', 'lambda-256'])
      expect(checkOrder(...assessed(measuredResult()), id)).toEqual({
        outcome: 'as-expected',
        sentence: null,
      })
  })

  const swapped =
    (factor: (round: number) => number) =>
    (trial: Trial): Trial =>
      trial.scenarioId === 'lambda-512' && trial.load === 'closed' && trial.result
        ? { ...trial, result: { ...trial.result, goodRatePerSec: factor(trial.round) } }
        : trial

  test('is broken where an interval says the opposite, which is named', () => {
    const result = measuredResult({ change: swapped((round) => 2500 + round) })
    const checked = checkOrder(...assessed(result), 'lambda-512')
    expect(checked?.outcome).toBe('not-as-expected')
    expect(checked?.sentence).toMatch(/^It reaches 1\d\d.*of the HTTP proxy, 2\d\d.*of Lambda-1024/)
    expect(checkOrder(...assessed(result), 'http-proxy')?.outcome).toBe('not-as-expected')
    expect(checkOrder(...assessed(result), 'lambda-256')?.outcome).toBe('as-expected')
  })

  test('is open where an interval leaves both ways', () => {
    const result = measuredResult({ change: swapped((round) => (round % 2 === 0 ? 900 : 1150)) })
    expect(checkOrder(...assessed(result), 'lambda-512')?.outcome).toBe('cannot-know')
    const one = measuredResult({ rounds: 1, made: 1, untilSure: false })
    expect(checkOrder(...assessed(one), 'http-proxy')?.outcome).toBe('cannot-know')
  })

  test('is not asked where the experiment expects none', () => {
    const [result, found] = assessed(measuredResult())
    const { expectedOrder: _order, ...experiment } = result.experiment ?? ({} as never)
    expect(checkOrder({ ...result, experiment }, found, 'http-proxy')).toBeNull()
  })
})

describe('the likely reason', () => {
  test('is latency where it allows little more than was measured', () => {
    const reason = measuredReason(...assessed(measuredResult()), 'http-proxy')
    expect(reason).toMatch(
      /^At 2\d\.\d.ms an answer, 50 connections can have at most 2,\d\d\d answers per second/,
    )
    expect(reason).toMatch(/explains most of the rate\.$/)
    expect(measuredReason(...assessed(measuredResult()), 'elb')).toContain('something else limits it')
  })

  test('is the load generator where that was at its limit', () => {
    const busy = (trial: Trial): Trial =>
      trial.result ? { ...trial, result: { ...trial.result, generatorLoad: 0.9 } } : trial
    expect(measuredReason(...assessed(measuredResult({ change: busy })), 'elb')).toContain('load generator')
    expect(measuredReason(...assessed(measuredResult({ light: false })), 'elb')).toBeNull()
  })
})
