import { describe, expect, test } from 'vitest'
import { correctedLatencyChart, latencyChart, rateChart } from '../../../shared/result-charts.ts'
import { errorsChart, overTimeChart } from '../../../shared/trial-charts.ts'
import { exampleResult, exampleTrial } from './example-result.ts'

const plain = (text: string | null): string | undefined => text?.replaceAll('\u00A0', ' ')

test('a run without the baseline has rates', () => {
  const result = exampleResult({ scenarios: [{ id: 'http-proxy', title: 'HTTP proxy' }] })
  expect(rateChart(result).groups[0]?.rows[0]?.value).toBeCloseTo(270, 10)
})

test('has no rate before a round is complete', () => {
  const trials = [
    exampleTrial({ scenarioId: 'elb', status: 'pending' }),
    exampleTrial({ scenarioId: 'http-proxy' }),
  ]
  const missing = (status: 'running' | 'cancelled') =>
    rateChart(exampleResult({ status }, trials)).groups.at(-1)?.rows[0]?.missing
  expect([missing('running'), missing('cancelled')]).toEqual(['no complete round yet', 'no complete round'])
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
