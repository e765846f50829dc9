import { expect, test } from 'vitest'
import { fromTo, intervalFigures } from '../../../shared/precision.ts'

test.each([
  ['share', 0.2204, { low: 0.21, high: 0.2303 }, '22 %', '21–23 %'],
  ['share', 0.2204, { low: 0.2154, high: 0.2254 }, '22.0 %', '21.5–22.5 %'],
  ['milliseconds', 0.04, { low: -0.2, high: 0.3 }, '0.0 ms', '−0.2 to 0.3 ms'],
  ['perSecond', 1840.2, { low: 1800, high: 1880 }, '1,840/s', '1,800–1,880/s'],
  ['count', 12, { low: 10, high: 14 }, '12', '10–14'],
] as const)('%s %d has the digits of its interval', (unit, value, interval, text, range) => {
  const found = intervalFigures(unit, value, interval)
  expect([found.value, found.interval].map((one) => one?.replaceAll('\u00A0', ' '))).toEqual([text, range])
})

test('without an interval there are three figures, and a sign makes a range one in words', () => {
  expect(intervalFigures('share', 0.22041, null)).toEqual({ value: '22.0\u00A0%', interval: null })
  expect(fromTo('1', '2')).toBe('1–2')
  expect(fromTo('−2', '−1')).toBe('−2 to −1')
})
