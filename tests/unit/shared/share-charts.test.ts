import { describe, expect, test } from 'vitest'
import { assess, type Assessment } from '../../../shared/assessment.ts'
import { tableOf } from '../../../shared/chart.ts'
import { readOut, walk } from '../../../shared/chart-walk.ts'
import type { Result } from '../../../shared/result.ts'
import { pathShareChart, shareChart } from '../../../shared/share-charts.ts'
import { exampleResult, exampleTrial } from './example-result.ts'
import { measuredResult } from './measured-result.ts'

function assessed(result: Result): [Result, Assessment] {
  const found = assess(result.run, result.trials, result.experiment)
  if (found === null) throw new Error('The baseline is missing.')
  return [result, found]
}
const plain = (text: string): string => text.replaceAll('\u00A0', ' ')

describe('the share of the baseline', () => {
  test('is a bar with its interval, its rounds as dots, and what was expected as marks', () => {
    const predictions = { 'http-proxy': 0.4 }
    const result = { ...measuredResult({ run: { predictions } }) }
    const [row] = shareChart(...assessed(result)).groups.at(-1)?.rows ?? []
    expect(row?.dots).toHaveLength(6)
    expect(row?.interval?.low).toBeLessThan(row?.value ?? 0)
    expect(row?.interval?.high).toBeGreaterThan(row?.value ?? 1)
    expect(row?.marks).toEqual([{ kind: 'prediction', value: 0.4 }])
  })

  test('leaves the baseline to the line at 100 %, and has no interval from one round', () => {
    const chart = shareChart(...assessed(exampleResult()))
    expect(chart.groups.map(({ scenarioId }) => scenarioId)).toEqual([
      'lambda-256',
      'lambda-512',
      'http-proxy',
    ])
    expect(chart.reference).toEqual({ value: 1, label: 'Load balancer = 100 %' })
    expect(chart.groups.every(({ rows }) => rows.every(({ interval }) => interval === null))).toBe(true)
  })

  test('reads itself aloud with what was expected', () => {
    const chart = shareChart(...assessed(exampleResult({ predictions: { 'http-proxy': 0.4 } })))
    expect(plain(chart.sentence)).toContain('HTTP proxy 27 %, predicted 40 %, 2017 22 %')
  })

  test('says why a scenario has no figure', () => {
    const failed = exampleResult({}, [
      exampleTrial({ scenarioId: 'elb' }),
      exampleTrial({ scenarioId: 'http-proxy', status: 'invalid' }),
      exampleTrial({ scenarioId: 'lambda-256', status: 'failed' }),
    ])
    const missing = shareChart(...assessed(failed)).groups.map(({ rows }) => rows[0]?.missing)
    expect(missing).toEqual(['no trial finished', 'not measured', 'no valid trial'])
  })

  test('has a row for each path where there are several, and no other chart where there is one', () => {
    expect(pathShareChart(...assessed(measuredResult()))).toBeNull()
    const chart = pathShareChart(...assessed(measuredResult({ run: { paths: ['/', '/child/random.txt'] } })))
    expect(chart?.groups[0]?.rows.map(({ label }) => label)).toEqual(['/', '/child/random.txt'])
  })
})

describe('the table behind it, and its points by keyboard', () => {
  const chart = shareChart(...assessed(measuredResult({ run: { predictions: { 'http-proxy': 0.4 } } })))

  test('has a column of intervals, whose digits are those of the values', () => {
    const table = tableOf(chart)
    expect(table.columns.map(({ title }) => title)).toEqual([
      'Scenario',
      'Path',
      '% of the load balancer’s good requests per second',
      'Interval',
      'Single rounds',
      'Predicted',
    ])
    expect(plain(table.rows.at(-1)?.slice(2, 4).join('; ') ?? '')).toMatch(
      /^22(\.\d)? %; 2\d(\.\d)?–2\d(\.\d)? %$/,
    )
    expect(plain(table.rows.at(-1)?.at(-1) ?? '')).toBe('40 %')
  })

  test('arrow keys walk the bars to both ends and stay there', () => {
    const first = walk(chart, null, 'next')
    expect(first.row).toBe(0)
    expect(walk(chart, first, 'back').row).toBe(0)
    expect(walk(chart, first, 'down').row).toBe(1)
    expect(walk(chart, first, 'last').row).toBe(3)
    expect(walk(chart, walk(chart, null, 'last'), 'next').row).toBe(3)
  })

  test('a bar is read out with its interval, rounds and prediction', () => {
    expect(plain(readOut(chart, walk(chart, null, 'last')))).toMatch(
      /^HTTP proxy, \/: 22(\.\d)? %, interval [\d.]+–[\d.]+ %, single rounds .*%, predicted 40 %$/,
    )
  })

  test('along a line go left and right, to another line up and down', () => {
    const lines = {
      kind: 'lines',
      title: '',
      sentence: '',
      x: { title: 'Time', unit: 'seconds', scale: 'linear' },
      y: { title: 'Requests', unit: 'count', scale: 'linear' },
      series: ['One', 'Other'].map((label, index) => ({
        label,
        endLabel: label,
        scenarioId: label,
        role: 'main' as const,
        points: [
          [1, 10 + index],
          [2, 20 + index],
        ] as const,
      })),
    } as const
    const start = walk(lines, null, 'next')
    expect(plain(readOut(lines, start))).toBe('One, 1.00 s: 10')
    expect(plain(readOut(lines, walk(lines, start, 'next')))).toBe('One, 2.00 s: 20')
    expect(plain(readOut(lines, walk(lines, start, 'down')))).toBe('Other, 1.00 s: 11')
    expect(walk(lines, start, 'up')).toEqual(start)
  })
})
