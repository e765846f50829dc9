import { describe, expect, test } from 'vitest'
import { chartColors } from '../../../../electron/engine/reports/svg/chart-colors.ts'
import { chartFile } from '../../../../electron/engine/reports/svg/chart-svg.ts'
import type { BarsChart, LinesChart } from '../../../../shared/chart.ts'
import { tokenRgb } from '../../renderer/colors.ts'

const bars: BarsChart = {
  kind: 'bars',
  title: 'Share',
  sentence: 'Share: HTTP proxy 22 %.',
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
          value: 0.5,
          missing: null,
          interval: { low: 0.4, high: 0.6 },
          dots: [0.45, 0.55],
          marks: [{ kind: 'published', value: 0.25 }],
        },
      ],
    },
    {
      label: 'Lambda',
      scenarioId: 'lambda-256',
      rows: [{ label: '/', value: null, missing: 'no valid trial', interval: null, dots: [], marks: [] }],
    },
  ],
  reference: { value: 1, label: 'Load balancer = 100 %' },
  dotTitle: 'Single rounds',
  markTitles: { published: '2017' },
}

const lines: LinesChart = {
  kind: 'lines',
  title: 'Latency',
  sentence: 'Latency: HTTP proxy.',
  x: { title: 'Percentile', unit: 'percentile', scale: 'logarithmic' },
  y: { title: 'Latency', unit: 'milliseconds', scale: 'logarithmic' },
  series: [
    {
      label: 'HTTP proxy',
      endLabel: 'HTTP proxy',
      scenarioId: 'http-proxy',
      role: 'main',
      points: [
        [1, 0.01],
        [2, 5],
        [10, 9],
        [100, 40],
      ],
    },
  ],
}

/** Where a scale of the picture has put a value, by the rectangle of the bar from zero. */
function barOf(svg: string): { x: number; width: number } {
  const [, x = '', width = ''] =
    /<rect class="fill-scenario-5"[^>]* x="([\d.]+)"[^>]* width="([\d.]+)"/.exec(svg) ?? []
  return { x: Number(x), width: Number(width) }
}

describe('bars', () => {
  const svg = chartFile(bars, 'Sluice: run r1')
  const { x, width } = barOf(svg)
  const at = (share: number): number => x + width * 2 * share

  test('are as long as their values, with whisker, dots, mark and reference at theirs', () => {
    expect(width).toBeGreaterThan(50)
    const [low = 0, high = 0] = [at(0.4), at(0.6)].map((value) => Math.round(value * 100) / 100)
    expect(svg).toMatch(new RegExp(`d="M${low} [\\d.]+H${high}M`))
    const dots = [...svg.matchAll(/<circle[^>]* cx="([\d.]+)"/g)].map(([, cx]) => Number(cx))
    expect(dots).toEqual([expect.closeTo(at(0.45), 1), expect.closeTo(at(0.55), 1)])
    const marks = [...svg.matchAll(/translate\(([\d.]+) [\d.]+\) scale\(0.75\)/g)].map(([, mark]) =>
      Number(mark),
    )
    expect(marks).toEqual([expect.closeTo(at(0.25), 1), expect.closeTo(at(0.25), 1)])
  })

  test('say what is missing, what they are measured against, and figures beside them', () => {
    for (const text of [
      'no valid trial',
      'Load balancer = 100 %',
      '50 % (40–60 %)',
      '2017',
      '25.0 %',
      'Sluice: run r1',
    ])
      expect(svg.replaceAll('\u00A0', ' ')).toContain(text)
  })

  test('without a value are drawn, too', () => {
    const empty = { ...bars, reference: null, groups: bars.groups.slice(1) }
    expect(chartFile(empty, '')).not.toMatch(/NaN|Infinity/)
    expect(chartFile({ ...empty, groups: [] }, '')).not.toMatch(/NaN|Infinity/)
  })
})

describe('lines', () => {
  const svg = chartFile(lines, '')

  test('go from point to point, are named at their end, and leave the plot below at its edge', () => {
    const d = /stroke-width="1.75"[^>]* d="([^"]+)"/.exec(svg)?.[1] ?? ''
    const points = [...d.matchAll(/[ML]([\d.]+),([\d.]+)/g)].map(([, px, py]) => [Number(px), Number(py)])
    expect(points).toHaveLength(4)
    expect(points.map(([px]) => px)).toEqual(points.map(([px]) => px).toSorted((a, b) => (a ?? 0) - (b ?? 0)))
    expect(points[0]?.[1]).toBe(268)
    expect(svg).toContain('>HTTP proxy</text>')
    expect(svg.replaceAll('\u00A0', ' ')).toContain('>99 %</text>')
  })

  test.each([
    ['one point', [[5, 5]]],
    ['no point', []],
    ['zeros', [[0, 0]]],
  ] as [string, [number, number][]][])('of %s are drawn without a figure that is none', (_, points) => {
    for (const scale of ['linear', 'logarithmic'] as const) {
      const axis = { title: 'x', unit: 'count', scale } as const
      const [series] = lines.series
      const chart = { ...lines, x: axis, y: axis, series: series ? [{ ...series, points }] : [] }
      expect(chartFile(chart, '')).not.toMatch(/NaN|Infinity/)
    }
  })
})

test.each(Object.entries(chartColors))('%s has the colours of the window', (name, pair) => {
  for (const [at, theme] of (['light', 'dark'] as const).entries()) {
    const hex = tokenRgb(name, theme).map((channel) =>
      Math.round(channel * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    expect(pair[at]).toBe(`#${hex.join('')}`)
  }
})
