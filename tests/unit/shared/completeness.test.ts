import { describe, expect, test } from 'vitest'
import { answerSentences } from '../../../shared/answer.ts'
import { endingOf, incompleteness, missingFigures } from '../../../shared/completeness.ts'
import type { TrialStatus } from '../../../shared/run.ts'
import { exampleResult, exampleRun, exampleScenarios, exampleTrial } from './example-result.ts'

const ids = ['elb', 'lambda-256', 'lambda-512', 'http-proxy']

/** One trial a scenario, in these states. */
function ended(...states: TrialStatus[]) {
  return states.map((status, index) =>
    exampleTrial({
      scenarioId: ids[index] ?? '',
      status,
      ...(status !== 'succeeded' && { reason: 'Bad.' }),
    }),
  )
}

describe('a run that came to the end of its schedule', () => {
  test('has succeeded where every scenario has a valid trial', () => {
    const trials = [
      ...ended('succeeded', 'succeeded', 'succeeded', 'succeeded'),
      exampleTrial({ scenarioId: 'elb', round: 2, status: 'invalid' }),
    ]
    expect(endingOf(exampleRun(), trials)).toEqual({ status: 'succeeded', failure: null })
    expect(incompleteness(exampleRun(), trials)).toBeNull()
  })

  test('is incomplete where a scenario has none, and names it', () => {
    const trials = ended('succeeded', 'invalid', 'failed', 'succeeded')
    expect(endingOf(exampleRun(), trials)).toEqual({
      status: 'incomplete',
      failure: '2 of 4 scenarios gave no valid figure: Lambda-256 (128 MB) and Lambda-512 (512 MB).',
    })
  })

  test.each<TrialStatus>(['invalid', 'failed', 'interrupted', 'pending'])(
    'has failed where every trial is %s',
    (status) => {
      expect(endingOf(exampleRun(), ended(status, status, status, status))).toEqual({
        status: 'failed',
        failure: 'No scenario gave a valid figure.',
      })
    },
  )
})

test('the headline of an incomplete run names what has no figure, beside the figures of the rest', () => {
  const trials = ended('succeeded', 'invalid', 'invalid', 'succeeded')
  const result = exampleResult({ status: 'incomplete' }, trials)
  expect(answerSentences(result).join(' ')).toMatch(
    /^In one round the HTTP proxy kept 100.%.*No valid figure: Lambda/,
  )
  expect(answerSentences(exampleResult({ status: 'running' }, trials)).join(' ')).not.toContain(
    'No valid figure',
  )
})

test('the headline tells the figure of the only scenario that has one, be it the baseline', () => {
  const result = exampleResult({ status: 'incomplete' }, ended('succeeded', 'invalid', 'invalid', 'invalid'))
  expect(answerSentences(result).join(' ')).toMatch(/^Good requests per second: load balancer 100\./)
})

describe('the reason of a missing figure', () => {
  const missing = exampleTrial({ scenarioId: 'http-proxy', status: 'invalid', reason: 'Too many errors.' })
  const diagnosis = {
    ...exampleTrial({ scenarioId: 'http-proxy' }, { statusCodes: { 200: 1, 504: 90, 429: 9 } }),
    load: 'diagnosis' as const,
  }

  test('is what the trial says where no codes were counted', () => {
    const run = { scenarios: [{ id: 'http-proxy', title: 'HTTP proxy' }] }
    expect(missingFigures(exampleResult(run, [missing]), exampleScenarios)).toEqual([
      { scenario: { id: 'http-proxy', title: 'HTTP proxy' }, reason: 'Too many errors.', remedy: null },
    ])
  })

  test('names the most frequent code, its cause and a remedy', () => {
    const run = { scenarios: [{ id: 'http-proxy', title: 'HTTP proxy' }] }
    const result = { ...exampleResult(run, [missing]), diagnoses: [diagnosis] }
    expect(missingFigures(result, exampleScenarios)).toMatchObject([
      {
        reason:
          'Too many errors. The most frequent error was status 504. ' +
          'The origin did not answer in time, or could not be reached.',
        remedy: 'Check that the origin answers.',
      },
    ])
  })
})
