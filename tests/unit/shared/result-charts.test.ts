import { describe, expect, test } from 'vitest'
import { answerExtent, answerOf, predictionAnswer, publishedAnswer } from '../../../shared/answer.ts'
import { outcomesOf, roundShares } from '../../../shared/result.ts'
import { correctedLatencyChart, latencyChart, rateChart, shareChart } from '../../../shared/result-charts.ts'
import { errorsChart, overTimeChart } from '../../../shared/trial-charts.ts'
import { exampleResult, exampleTrial } from './example-result.ts'

const plain = (text: string | null): string | undefined => text?.replaceAll('\u00A0', ' ')

describe('the answer', () => {
  test('tells each family of scenarios by its range, the largest share first', () => {
    expect(plain(answerOf(exampleResult()))).toBe(
      'The HTTP proxy delivered 27 % of the load balancer’s throughput, the Lambda proxy 10–14 %.',
    )
    expect(answerExtent(exampleResult())).toBe('Ranges cover the 2 Lambda proxy scenarios.')
  })

  test('tells rates where the baseline has no valid trial', () => {
    const result = exampleResult({}, [
      exampleTrial({ scenarioId: 'elb', status: 'invalid' }),
      exampleTrial({ scenarioId: 'http-proxy' }, { goodRatePerSec: 270 }),
    ])
    expect(answerOf(result)).toBe(
      'Good requests per second: HTTP proxy 270. The share of the baseline could not be measured. ' +
        'No valid figure: load balancer, Lambda-256 (128 MB) and Lambda-512 (512 MB).',
    )
  })

  test('says so where nothing can be ranked', () => {
    expect(answerOf(exampleResult({}, [exampleTrial({ scenarioId: 'elb', status: 'failed' })]))).toBe(
      'No scenario gave a valid figure.',
    )
  })

  test('sets predictions and what was published beside it', () => {
    const result = exampleResult({ predictions: { 'http-proxy': 0.5, elb: 1 } })
    expect(plain(predictionAnswer(result))).toContain('50 % for HTTP proxy (measured: 27 %)')
    expect(plain(publishedAnswer(result))).toBe(
      'Published in 2017 for the same scenarios and paths: ' +
        '22 % for the HTTP proxy and 10–11 % for the Lambda proxy.',
    )
    expect(predictionAnswer(exampleResult())).toBeNull()
  })
})

describe('the share of the baseline', () => {
  const rounds = [1000, 4000].flatMap((base, index) => [
    exampleTrial({ scenarioId: 'elb', round: index + 1 }, { goodRatePerSec: base }),
    exampleTrial(
      { scenarioId: 'http-proxy', round: index + 1 },
      { goodRatePerSec: base * (0.2 + index * 0.25) },
    ),
  ])

  test('has its rounds as dots, whose geometric mean is the bar', () => {
    const result = exampleResult({ predictions: { 'http-proxy': 0.4 } }, rounds)
    const row = shareChart(result)?.groups.find(({ scenarioId }) => scenarioId === 'http-proxy')?.rows[0]
    expect(row?.dots).toEqual([0.2, 0.45])
    expect(row?.value).toBeCloseTo(Math.sqrt(0.2 * 0.45), 10)
    expect(row?.marks).toEqual([
      { kind: 'prediction', value: 0.4 },
      { kind: 'published', value: 0.22 },
    ])
    expect(roundShares(result, 'http-proxy', '/')).toHaveLength(
      outcomesOf(result).find((cell) => cell.scenarioId === 'http-proxy')?.validRounds ?? 0,
    )
  })

  test('leaves the baseline to the line at 100 %', () => {
    const chart = shareChart(exampleResult())
    expect(chart?.groups.map(({ scenarioId }) => scenarioId)).toEqual([
      'lambda-256',
      'lambda-512',
      'http-proxy',
    ])
    expect(chart?.reference).toEqual({ value: 1, label: 'Load balancer = 100 %' })
  })

  test('reads itself aloud with what was expected', () => {
    expect(
      plain(shareChart(exampleResult({ predictions: { 'http-proxy': 0.4 } }))?.sentence ?? ''),
    ).toContain('HTTP proxy 27 % (predicted 40 %; 2017 22 %)')
  })

  test('says why a cell has no figure', () => {
    const failed = exampleResult({}, [
      exampleTrial({ scenarioId: 'elb' }),
      exampleTrial({ scenarioId: 'http-proxy', status: 'invalid' }),
      exampleTrial({ scenarioId: 'lambda-256', status: 'failed' }),
    ])
    const missing = shareChart(failed)?.groups.map(({ scenarioId, rows }) => [scenarioId, rows[0]?.missing])
    expect(missing).toEqual([
      ['lambda-256', 'no trial finished'],
      ['lambda-512', 'not measured'],
      ['http-proxy', 'no valid trial'],
    ])
  })

  test('has no figure before a round is complete', () => {
    const trials = [
      exampleTrial({ scenarioId: 'elb', status: 'pending' }),
      exampleTrial({ scenarioId: 'http-proxy' }),
    ]
    const missing = (status: 'running' | 'cancelled') =>
      shareChart(exampleResult({ status }, trials))?.groups.find(
        ({ scenarioId }) => scenarioId === 'http-proxy',
      )?.rows[0]?.missing
    expect([missing('running'), missing('cancelled')]).toEqual(['no complete round yet', 'no complete round'])
    expect(answerOf(exampleResult({ status: 'running' }, trials))).toBe('There are no valid trials yet.')
  })

  test('cannot be had in a run without the baseline, whose rates can', () => {
    const result = exampleResult({ scenarios: [{ id: 'http-proxy', title: 'HTTP proxy' }] })
    expect(shareChart(result)).toBeNull()
    expect(rateChart(result).groups[0]?.rows[0]?.value).toBeCloseTo(270, 10)
  })
})

describe('latency curves', () => {
  const curves = [
    {
      scenarioId: 'elb',
      path: '/',
      measured: [
        [1, 900],
        [2, 5000],
        [100, 26_700],
      ],
      corrected: [
        [1, 900],
        [2, 6000],
        [100, 90_000],
      ],
    },
    { scenarioId: 'http-proxy', path: '/other', measured: [[1, 1]], corrected: [[1, 1]] },
  ] as Parameters<typeof latencyChart>[1]

  test('are compared as measured, in milliseconds, for the scenarios that have one on the path', () => {
    const chart = latencyChart(exampleResult(), curves, '/')
    expect(chart?.series.map(({ label }) => label)).toEqual(['Load balancer'])
    expect(chart?.series[0]?.points).toEqual([
      [1, 0.9],
      [2, 5],
      [100, 26.7],
    ])
    expect(plain(chart?.sentence ?? '')).toBe(
      'Latency on /, means of the trials: load balancer 1.00 ms at 50 %, 4.00 ms at 99 %.',
    )
    expect(chart?.title).toContain('all valid trials merged')
  })

  test('are corrected beside measured for one scenario only', () => {
    const chart = correctedLatencyChart(exampleResult(), curves, 'elb', '/')
    expect(chart?.series.map(({ label, scenarioId, role }) => [label, scenarioId, role])).toEqual([
      ['Measured', 'elb', 'main'],
      ['Corrected', 'elb', 'second'],
    ])
    expect(correctedLatencyChart(exampleResult(), curves, 'http-proxy', '/')).toBeNull()
  })
})

test('requests over time have a line for each trial, and name a scenario once', () => {
  const samples = [
    { offsetMs: 0, requests: 10 },
    { offsetMs: 1000, requests: 30 },
  ]
  const result = exampleResult({}, [
    exampleTrial({ scenarioId: 'elb', round: 1 }, { samples }),
    exampleTrial({ scenarioId: 'elb', round: 2 }, { samples }),
    exampleTrial({ scenarioId: 'http-proxy' }, { samples: samples.slice(1) }),
  ])
  const chart = overTimeChart(result, '/')
  expect(chart?.series.map(({ label, endLabel }) => [label, endLabel])).toEqual([
    ['Load balancer, round 1', 'Load balancer'],
    ['Load balancer, round 2', 'Load balancer'],
  ])
  expect(chart?.series[0]?.points).toEqual([
    [0, 10],
    [1, 30],
  ])
  expect(chart?.sentence).toContain('load balancer 10.0–30.0')
  expect(overTimeChart(result, '/other')).toBeNull()
})

test('errors are counted by kind over all trials of a scenario; without errors there is no chart', () => {
  const errors = { connect: 0, read: 3, write: 0, timeout: 0, status: 40 }
  const chart = errorsChart(
    exampleResult({}, [
      exampleTrial({ scenarioId: 'http-proxy', status: 'invalid' }, { errors }),
      exampleTrial({ scenarioId: 'http-proxy', round: 2 }, { errors }),
    ]),
  )
  expect(chart?.groups).toHaveLength(1)
  expect(chart?.groups[0]?.rows.map(({ label, value }) => [label, value])).toEqual([
    ['Connection failed while reading', 6],
    ['Status 400 or above', 80],
  ])
  expect(errorsChart(exampleResult())).toBeNull()
})
