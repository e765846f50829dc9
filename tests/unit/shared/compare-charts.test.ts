import { describe, expect, test } from 'vitest'
import {
  comparedCells,
  comparedPaths,
  compareRateChart,
  compareShareChart,
  pointsBetween,
  timesFirst,
} from '../../../shared/compare-charts.ts'
import { conditionDifferences, sharedConditions } from '../../../shared/condition-differences.ts'
import { exampleResult, exampleRun, exampleTrial } from './example-result.ts'

const second = exampleResult({ id: 'r2', paths: ['/', '/zip'] }, [
  exampleTrial({ scenarioId: 'elb' }, { goodRatePerSec: 2000 }),
  exampleTrial({ scenarioId: 'http-proxy' }, { goodRatePerSec: 500 }),
])

describe('runs side by side', () => {
  test('stand under the same scenario by their letters, with the reason where one has no figure', () => {
    const chart = compareShareChart([exampleResult(), second], '/')
    const proxy = chart?.groups.find(({ scenarioId }) => scenarioId === 'http-proxy')
    expect(proxy?.rows.map(({ label, value }) => [label, value])).toEqual([
      ['A', 0.27],
      ['B', 0.25],
    ])
    expect(chart?.groups.find(({ scenarioId }) => scenarioId === 'lambda-256')?.rows[1]?.missing).toBe(
      'not measured',
    )
    expect(chart?.groups.some(({ scenarioId }) => scenarioId === 'elb')).toBe(false)
    expect(compareRateChart([exampleResult(), second], '/').groups[0]?.scenarioId).toBe('elb')
  })

  test('have all paths that any of them has, and nothing for a run without one', () => {
    expect(comparedPaths([exampleResult(), second])).toEqual(['/', '/zip'])
    const zip = comparedCells([exampleResult(), second]).find(
      ({ path, scenarioId }) => path === '/zip' && scenarioId === 'elb',
    )
    expect(zip?.cells[0]).toBeNull()
    expect(compareRateChart([exampleResult(), second], '/zip').groups[0]?.rows[0]?.missing).toBe(
      'not in this run',
    )
  })

  test('differ by figures with a sign, or not at all where one is missing', () => {
    expect(pointsBetween(0.25, 0.27)).toBe('−2.00\u00A0points')
    expect(pointsBetween(0.3, 0.27)).toBe('+3.00\u00A0points')
    expect(pointsBetween(null, 0.27)).toBeNull()
    expect(timesFirst(535, 500)).toBe('1.07\u00A0×')
    expect(timesFirst(535, null)).toBeNull()
  })
})

describe('conditions', () => {
  const conditions = {
    appVersion: '0.1.0',
    templatesHash: 'abc',
    accountKind: 'profile' as const,
    region: 'us-west-2',
    zones: ['a', 'b'],
    options: { 'http-proxy': { ThrottleRate: '1000', ThrottleBurst: '5000' } },
    generator: 'wrk 4.2.0',
    origin: 'nginx',
    limits: null,
  }
  const first = exampleRun({ conditions })

  test('that are equal do not differ', () => {
    expect(conditionDifferences([first, first])).toEqual([])
    expect(sharedConditions([first, first]).find(({ condition }) => condition === 'Load')?.value).toBe(
      '50 connections, 25 threads',
    )
  })

  test('that differ are told with the value of each run, what was not recorded among them', () => {
    const other = exampleRun({
      account: { kind: 'practice' },
      load: { ...first.load, rounds: 1 },
      conditions: { ...conditions, options: {}, generator: null },
    })
    expect(conditionDifferences([first, other])).toEqual([
      { condition: 'Account', values: ['AWS profile work', 'Practice account'] },
      { condition: 'Rounds', values: ['5 rounds', '1 round'] },
      { condition: 'Options of HTTP proxy', values: ['ThrottleBurst 5000 and ThrottleRate 1000', 'none'] },
      { condition: 'Load generator', values: ['wrk 4.2.0', 'not recorded'] },
    ])
    expect(sharedConditions([first, other]).some(({ condition }) => condition === 'Rounds')).toBe(false)
  })
})
