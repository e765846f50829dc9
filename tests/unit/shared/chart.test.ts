import { describe, expect, test } from 'vitest'
import { type BarsChart, type LinesChart, percentileTicks, tableOf } from '../../../shared/chart.ts'

const bars: BarsChart = {
  kind: 'bars',
  title: 'Shares',
  sentence: '',
  value: { title: '% of the baseline', unit: 'share', scale: 'linear' },
  groupTitle: 'Scenario',
  rowTitle: 'Path',
  groups: [
    {
      label: 'HTTP proxy',
      scenarioId: 'http-proxy',
      rows: [
        {
          label: '/',
          value: 0.2734,
          missing: null,
          interval: null,
          dots: [0.25, 0.3],
          marks: [{ kind: 'published', value: 0.221 }],
        },
        { label: '/zip', value: null, missing: 'no valid trial', interval: null, dots: [], marks: [] },
      ],
    },
  ],
  reference: null,
  dotTitle: 'Single rounds',
  markTitles: { published: '2017' },
}

function lines(points: [number, number][], unit: 'seconds' | 'percentile' = 'seconds'): LinesChart {
  return {
    kind: 'lines',
    title: '',
    sentence: '',
    x: { title: 'Time', unit, scale: 'linear' },
    y: { title: 'Rate', unit: 'perSecond', scale: 'linear' },
    series: [{ label: 'HTTP proxy', endLabel: 'HTTP proxy', scenarioId: 'http-proxy', role: 'main', points }],
  }
}

describe('the table behind a chart', () => {
  test('holds every bar with its trials and marks, and says why one is missing', () => {
    const table = tableOf(bars)
    expect(table.columns.map(({ title }) => title)).toEqual([
      'Scenario',
      'Path',
      '% of the baseline',
      'Single rounds',
      '2017',
    ])
    expect(table.rows).toEqual([
      ['HTTP proxy', '/', '27.3\u00A0%', '25.0\u00A0%, 30.0\u00A0%', '22.1\u00A0%'],
      ['HTTP proxy', '/zip', 'no valid trial', '–', '–'],
    ])
  })

  test('has no column for marks and trials that the chart does not have', () => {
    expect(tableOf({ ...bars, dotTitle: null, markTitles: {} }).columns).toHaveLength(3)
  })

  test('holds every point of a short line, and nothing where another line has none', () => {
    const chart = lines([
      [0, 10],
      [1, 1234],
    ])
    const table = tableOf({
      ...chart,
      series: [
        ...chart.series,
        { label: 'B', endLabel: null, scenarioId: 'b', role: 'main', points: [[1, 5]] },
      ],
    })
    expect(table.rows).toEqual([
      ['0\u00A0s', '10.0/s', '–'],
      ['1.00\u00A0s', '1,230/s', '5.00/s'],
    ])
    expect(table.note).toBeNull()
  })

  test('thins a long line out and says so', () => {
    const table = tableOf(lines(Array.from({ length: 3600 }, (_, second) => [second, second])))
    expect(table.rows).toHaveLength(40)
    expect(table.note).toBe('One of every 90 of 3,600 points; the chart shows them all.')
  })

  test('shows a percentile curve where its axis is labelled, up to its end', () => {
    const table = tableOf(
      lines(
        [
          [1, 1],
          [3, 20],
          [150, 70],
        ],
        'percentile',
      ),
    )
    expect(table.rows).toEqual([
      ['50\u00A0%', '20.0/s'],
      ['75\u00A0%', '70.0/s'],
      ['90\u00A0%', '70.0/s'],
      ['99\u00A0%', '70.0/s'],
    ])
  })
})

test('a percentile axis is labelled as far as it reaches', () => {
  expect(percentileTicks(1500)).toEqual([2, 4, 10, 100, 1000])
  expect(percentileTicks(3)).toEqual([2])
})
