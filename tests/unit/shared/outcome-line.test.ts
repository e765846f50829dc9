import { expect, test } from 'vitest'
import { outcomeLine } from '../../../shared/outcome-line.ts'
import type { Run } from '../../../shared/run.ts'
import { exampleResult, exampleTrial } from './example-result.ts'

const plain = (run: Partial<Run>, trials?: Parameters<typeof exampleResult>[1]): string =>
  outcomeLine(exampleResult(run, trials)).replaceAll('\u00A0', ' ')
const figures = 'HTTP proxy 27 %, Lambda proxy 10–14 % of the load balancer'

test.each([
  ['succeeded', figures],
  ['cancelled', `Stopped after 4 of 4 trials: ${figures}`],
  ['interrupted', `Interrupted after 4 of 4 trials: ${figures}`],
  ['running', `Running, 4 of 4 trials finished: ${figures}`],
] as const)('a run that is %s', (status, expected) => {
  expect(plain({ status })).toBe(expected)
})

test('a run that is incomplete says how many scenarios lack a figure, then those of the others', () => {
  const trials = exampleResult().trials.filter(({ scenarioId }) => scenarioId !== 'lambda-512')
  expect(plain({ status: 'incomplete' }, trials)).toBe(
    'Incomplete: 1 of 4 scenarios gave no valid figure. ' +
      'HTTP proxy 27 %, Lambda proxy 10 % of the load balancer',
  )
})

test('a failure says how far it came, and why where there is no figure', () => {
  const pending = [exampleTrial({ scenarioId: 'elb', status: 'pending' })]
  const failure = 'The load generator was lost.'
  expect(plain({ status: 'failed', failure }, pending)).toBe(
    'Failed after 0 of 1 trial: The load generator was lost.',
  )
  expect(plain({ status: 'failed', failure })).toBe(`Failed after 4 of 4 trials: ${figures}`)
})

test('without a valid trial there is no figure, and without a baseline there are rates', () => {
  expect(plain({}, [exampleTrial({ scenarioId: 'elb', status: 'invalid' })])).toBe('No valid figure')
  const alone = [exampleTrial({ scenarioId: 'elb' }, { goodRatePerSec: 1234 })]
  expect(plain({}, alone)).toBe('Load balancer 1,230 req/s')
  const rate = [exampleTrial({ scenarioId: 'http-proxy' }, { goodRatePerSec: 270 })]
  expect(plain({}, rate)).toBe('HTTP proxy 270 req/s')
})
