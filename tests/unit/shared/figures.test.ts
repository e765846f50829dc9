import { expect, test } from 'vitest'
import {
  latencyRange,
  listed,
  manyText,
  millisecondsOf,
  percent,
  percentileAt,
  percentRange,
  roundDollars,
  roughPercent,
  threeFigures,
  tickLabel,
  times,
} from '../../../shared/figures.ts'

test('figures have three significant digits, grouped', () => {
  expect([52_738.2, 8337, 27.16, 0.91, 0].map(threeFigures)).toEqual([
    '52,700',
    '8,340',
    '27.2',
    '0.910',
    '0',
  ])
  expect(percent(0.221)).toBe('22.1\u00A0%')
  expect(millisecondsOf(6627)).toBe('6.63\u00A0ms')
})

test('sentences have two significant digits, and ranges only where there is one', () => {
  expect([0.2734, 0.0769, 0.0896, 0.0021, 1.234, 0].map(roughPercent)).toEqual(
    ['27', '7.7', '9.0', '0.21', '123', '0'].map((figure) => `${figure}\u00A0%`),
  )
  expect(percentRange([0.22, 0.13, 0.2])).toBe('13–22\u00A0%')
  expect(percentRange([0.2731, 0.2734])).toBe('27\u00A0%')
  expect(latencyRange([12_104, 6627])).toBe('6.63–12.1\u00A0ms')
})

test('percentiles are told from one in how many requests is slower', () => {
  expect([2, 10, 100, 1000, 10_000].map(percentileAt)).toEqual(
    ['50', '90', '99', '99.9', '99.99'].map((figure) => `${figure}\u00A0%`),
  )
})

test('ticks of an axis are as short as they can be', () => {
  expect([tickLabel('share', 0.25), tickLabel('milliseconds', 100), tickLabel('perSecond', 12_000)]).toEqual([
    '25\u00A0%',
    '100\u00A0ms',
    '12,000',
  ])
})

test.each<[Parameters<typeof tickLabel>[0], number[]]>([
  ['perSecond', [0, 0.5, 1]],
  ['perSecond', [0, 0.25, 0.5, 0.75, 1]],
  ['count', [0, 1, 2]],
  ['share', [0.995, 0.9975, 1, 1.0025]],
  ['milliseconds', [1_000, 1_002.5, 1_005, 1_007.5]],
  ['seconds', [12_000, 12_005, 12_010]],
  ['perSecond', [0, 1e-5, 2e-5]],
  ['count', [0, 250_000, 500_000]],
])('neighbouring ticks never read the same: %s %j', (unit, values) => {
  const labels = values.map((value) => tickLabel(unit, value, (values[1] ?? 1) - (values[0] ?? 0)))
  expect(new Set(labels).size).toBe(values.length)
  for (const [place, label] of labels.entries())
    expect(Number.parseFloat(label.replaceAll(',', ''))).toBeCloseTo(
      (values[place] ?? 0) * (unit === 'share' ? 100 : 1),
      6,
    )
})

test('lists and counts read as a person writes them', () => {
  expect(listed(['a'])).toBe('a')
  expect(listed(['a', 'b', 'c'])).toBe('a, b and c')
  expect([times(1, 'round'), times(1200, 'round')]).toEqual(['1 round', '1,200 rounds'])
})

test('large numbers of requests and dollars are as short as a sentence needs them', () => {
  const plain = (text: string): string => text.replaceAll('\u00A0', ' ')
  const volumes = [0, 950, 1000, 999_600, 5_234_567, 20e6, 999_999_999, 1.5e9, 2e12]
  expect(volumes.map(manyText).map(plain)).toEqual([
    '0',
    '950',
    '1 k',
    '1 M',
    '5.23 M',
    '20 M',
    '1 B',
    '1.5 B',
    '2 T',
  ])
  expect([0, 0.0042, 0.4, 9.99, 9.999, 96.4, 12_345.6].map(roundDollars)).toEqual([
    '$0',
    '$0.0042',
    '$0.40',
    '$9.99',
    '$10',
    '$96',
    '$12,346',
  ])
  expect(plain(tickLabel('requests', 1e7))).toBe('10 M')
  expect([0.1, 1, 1000].map((usd) => tickLabel('dollars', usd))).toEqual(['$0.10', '$1', '$1,000'])
})
