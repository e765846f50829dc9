import { expect, test } from 'vitest'
import { curvesOf } from '../../../shared/curves.ts'
import { summarize, type Histogram } from '../../../shared/histogram.ts'
import { encodeHistogram } from '../../../shared/histogram-text.ts'
import type { Trial } from '../../../shared/run.ts'
import { aRun, aTrialResult } from '../../examples.ts'

/** Latencies from 1 µs on, one request each. */
const ramp = (requests: number): Histogram => Array.from({ length: requests }, (_, index) => [index + 1, 1])

function reachOf(trials: { requests: number; unanswered: number }[]): number {
  const rows = trials.map(({ requests, unanswered }, order): Trial => {
    const measured = summarize(ramp(requests), unanswered)
    const result = aTrialResult({ requests, unanswered, latencyUs: { measured, corrected: measured } })
    const place = { runId: 'r1', order, round: order + 1, scenarioId: 'elb', slot: 0, path: '/' }
    return { ...place, load: 'closed', status: 'succeeded', reason: null, result }
  })
  const histogramOf = (order: number): string => encodeHistogram(ramp(trials[order]?.requests ?? 0))
  return curvesOf(aRun(), rows, histogramOf)[0]?.measured.at(-1)?.[0] ?? 0
}

test('a curve ends where tables have no figure: ten requests must lie beyond in every trial', () => {
  // Together 1,100 requests would reach the 99th percentile; 100 of them alone reach the 90th.
  expect(reachOf([{ requests: 1000, unanswered: 0 }])).toBeGreaterThan(95)
  const reach = reachOf([
    { requests: 1000, unanswered: 0 },
    { requests: 100, unanswered: 0 },
  ])
  expect(reach).toBeGreaterThan(9)
  expect(reach).toBeLessThanOrEqual(10)
})

test('requests that were lost shorten it as they empty a table', () => {
  const reach = reachOf([{ requests: 10_000, unanswered: 200 }])
  expect(reach).toBeGreaterThan(45)
  expect(reach).toBeLessThan(50)
})
