import { describe, expect, test } from 'vitest'
import { answerSentences, noiseFloorSentence, publishedAnswer } from '../../../shared/answer.ts'
import { assess } from '../../../shared/assessment.ts'
import type { Result } from '../../../shared/result.ts'
import type { Trial } from '../../../shared/run.ts'
import { exampleResult, exampleTrial } from './example-result.ts'
import { differsFromItself, doorsExperiment, measuredResult } from './measured-result.ts'

const plain = (text: string | null): string | undefined => text?.replaceAll('\u00A0', ' ')

function sentences(result: Result): (string | undefined)[] {
  return answerSentences(result, assess(result.run, result.trials, result.experiment)).map(plain)
}

// Figures with their intervals, as parts of expressions.
const ms = '[\\d.]+ ms \\([\\d.]+–[\\d.]+ ms\\)'
const share = '[\\d.]+ % \\([\\d.]+–[\\d.]+ %\\)'
const range = '[\\d.]+–'
const ofOrigin = 'of the throughput of an origin that answers at once'

describe('the answer of a run until sure', () => {
  test('leads with added milliseconds and the share, as precise as their intervals', () => {
    expect(sentences(measuredResult())).toEqual([
      expect.stringMatching(new RegExp(`^The HTTP proxy adds ${ms} and keeps ${share} ${ofOrigin}\\.$`)),
      expect.stringMatching(
        new RegExp(`^The 3 Lambda sizes add ${range}${ms} and keep ${range}${share} ${ofOrigin}\\.$`),
      ),
      'Fastest of the others: HTTP proxy.',
    ])
  })

  test('names the service that the origin stood for', () => {
    expect(sentences(measuredResult({ serviceMs: 80 }))[0]).toContain(
      'of an origin that answers after 80 ms.',
    )
  })

  test('leads with a baseline that differs from itself, and gives no verdict then', () => {
    const found = sentences(measuredResult({ change: differsFromItself }))
    expect(found[0]).toMatch(
      /^Cannot know: against itself the load balancer keeps 11\d(\.\d)? % \(.*\), so this run cannot tell/,
    )
    expect(found[1]).toMatch(
      /^Measured, without a verdict: the HTTP proxy [\d.]+ % .* and the 3 Lambda sizes/,
    )
    expect(found).toHaveLength(2)
  })

  test('tells scenarios one by one where they have not the same verdict', () => {
    const same = (trial: Trial): Trial =>
      trial.scenarioId === 'lambda-512' && trial.load === 'closed' && trial.result
        ? { ...trial, result: { ...trial.result, goodRatePerSec: 8000 } }
        : trial
    const found = sentences(measuredResult({ change: same }))
    expect(found[0]).toMatch(
      /^Lambda-512 \(512 MB\) adds 2\d.* and shows no difference in throughput that matters \(within ±5 %\)/,
    )
    expect(found.some((sentence) => sentence?.startsWith('The 2 Lambda sizes add'))).toBe(true)
  })

  test('says what it takes where an interval still leaves it open', () => {
    const near = (trial: Trial): Trial =>
      trial.scenarioId === 'http-proxy' && trial.load === 'closed' && trial.result
        ? { ...trial, result: { ...trial.result, goodRatePerSec: 8000 * (0.85 + 0.06 * trial.round) } }
        : trial
    const said = sentences(measuredResult({ change: near })).join(' ')
    expect(said).toMatch(
      new RegExp(`The HTTP proxy adds ${ms}\\. What it keeps cannot be known yet: ${share} ${ofOrigin}; `),
    )
    expect(said).toMatch(/; (about \d+ more rounds? would tell|even 30 rounds would not tell)\./)
  })

  test('says which scenario lost too many rounds', () => {
    const lost = (trial: Trial): Trial =>
      trial.scenarioId === 'lambda-256' && trial.load === 'closed' && trial.round < 3
        ? { ...trial, status: 'invalid' }
        : trial
    expect(sentences(measuredResult({ change: lost }))).toContain(
      'Not ranked: Lambda-256 (128 MB), with 4 of 6 rounds valid.',
    )
  })
})

describe('few rounds', () => {
  test('one says in the same place that it cannot know', () => {
    const found = sentences(measuredResult({ rounds: 1, made: 1, untilSure: false }))
    expect(found[0]).toMatch(
      /^In one round the HTTP proxy kept 2\d\.\d % of the throughput .* and added 2\d\.\d ms\.$/,
    )
    expect(found[1]).toMatch(/^In one round the 3 Lambda sizes kept/)
    expect(found).toContain(
      'One round cannot tell how much these figures vary: another run may differ by any amount.',
    )
  })

  test('two give a range', () => {
    const found = sentences(measuredResult({ rounds: 2, made: 2, untilSure: false }))
    expect(found[0]).toMatch(/^In two rounds the HTTP proxy kept [\d.]+ % \([\d.]+–[\d.]+ %\)/)
    expect(found).toContain(
      'Two rounds give a range and no interval: how much these figures vary is not known.',
    )
  })

  test('three are marked as few', () => {
    expect(sentences(measuredResult({ rounds: 3, made: 3, untilSure: false }))[0]).toMatch(
      /from only 3 rounds\.$/,
    )
  })

  test('none give no figure', () => {
    const run = { status: 'cancelled' } as const
    expect(sentences(measuredResult({ made: 0, run }))[0]).toBe(
      'No round was completed, so there is no figure.',
    )
    expect(sentences(measuredResult({ made: 0, run: { status: 'running' } }))).toEqual([
      'No round is complete yet.',
    ])
  })
})

test('a scenario that is certainly faster than the baseline takes less, and adds nothing below zero', () => {
  const sentences = answerSentences(measuredResult({ experiment: doorsExperiment }))
  expect(sentences[0]).toMatch(/^The own gateway takes 0\.\d+\sms \(0\.\d+–0\.\d+\sms\) less and keeps 88/)
})

test('trials of the round in which the run ended change nothing', () => {
  const stopped = measuredResult({ made: 6, change: (trial) => trial })
  const begun = measuredResult({
    made: 7,
    change: (trial) =>
      trial.round === 7 && trial.scenarioId === 'elb' ? { ...trial, status: 'pending', result: null } : trial,
  })
  expect(begun.trials.filter(({ result }) => result !== null).length).toBeGreaterThan(
    stopped.trials.filter(({ result }) => result !== null).length,
  )
  expect(answerSentences(begun).join(' ')).toBe(answerSentences(stopped).join(' '))
})

test('without a valid baseline there are rates', () => {
  const result = exampleResult({}, [
    exampleTrial({ scenarioId: 'elb', status: 'invalid' }),
    exampleTrial({ scenarioId: 'http-proxy' }, { goodRatePerSec: 270 }),
  ])
  expect(answerSentences(result).join(' ')).toBe(
    'Good requests per second: HTTP proxy 270. The share of the baseline could not be measured. ' +
      'No valid figure: load balancer, Lambda-256 (128 MB) and Lambda-512 (512 MB).',
  )
  expect(
    answerSentences(exampleResult({}, [exampleTrial({ scenarioId: 'elb', status: 'failed' })])).join(' '),
  ).toBe('No scenario gave a valid figure.')
})

test('what was published stands beside it', () => {
  expect(plain(publishedAnswer(exampleResult()))).toBe(
    'Published in 2017 for the same scenarios and paths: ' +
      '22 % for the HTTP proxy and 10–11 % for the Lambda proxy.',
  )
})

test('the baseline against itself is told quietly, unless it leads the answer', () => {
  const said = (result: Result) => {
    const found = assess(result.run, result.trials, result.experiment)
    return found && plain(noiseFloorSentence(result, found))
  }
  expect(said(measuredResult())).toMatch(
    /^Against itself the load balancer keeps [\d.]+ % \([\d.]+–[\d.]+ %\): as/,
  )
  expect(said(measuredResult({ change: differsFromItself }))).toBeUndefined()
  expect(said(measuredResult({ untilSure: false }))).toBeUndefined()
})
