import { describe, expect, test } from 'vitest'
import {
  ago,
  bytes,
  count,
  countOf,
  dateTime,
  day,
  duration,
  figure,
  milliseconds,
  percent,
  rate,
  roughDuration,
} from '../../../renderer/ui/format.ts'

/** Figure and unit stay on one line; here they are easier to read with a usual space. */
const plain = (text: string): string => text.replaceAll('\u00A0', ' ')

test('a figure and its unit are not torn apart', () => {
  for (const text of [rate(1), percent(1), milliseconds(1), duration(1000), bytes(1), countOf(2, 'run')])
    expect(text).not.toContain(' ')
})

test('counts are exact and grouped', () => {
  expect(count(250_109)).toBe('250,109')
  expect(plain(countOf(1, 'run'))).toBe('1 run')
  expect(plain(countOf(0, 'run'))).toBe('0 runs')
  expect(plain(countOf(1200, 'copy', 'copies'))).toBe('1,200 copies')
})

test.each([
  [8336.97, '8,340 req/s'],
  [62.53, '62.5 req/s'],
  [0, '0 req/s'],
])('a rate of %d has three figures', (perSec, text) => {
  expect(plain(rate(perSec))).toBe(text)
})

test('shares and figures have three figures', () => {
  expect(plain(percent(0.221_37))).toBe('22.1 %')
  expect(plain(percent(1))).toBe('100 %')
  expect(plain(percent(0.000_123_4))).toBe('0.0123 %')
  expect(figure(123_456)).toBe('123,000')
})

test.each([
  [0, '0 ms'],
  [0.4123, '412 µs'],
  [12.345, '12.3 ms'],
  [999.4, '999 ms'],
  [999.6, '1 s'],
  [1234, '1.23 s'],
])('%d ms reads %s', (ms, text) => {
  expect(plain(milliseconds(ms))).toBe(text)
})

test.each([
  [-5, '0 s'],
  [400, '0 s'],
  [45_000, '45 s'],
  [59_700, '1 min'],
  [200_000, '3 min 20 s'],
  [3_600_000, '1 h'],
  [3_599_900, '1 h'],
  [3_905_000, '1 h 5 min'],
  [183_600_000, '2 d 3 h'],
])('a stretch of %d ms reads %s', (ms, text) => {
  expect(plain(duration(ms))).toBe(text)
})

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1435, '1.44 kB'],
  [999_700, '1 MB'],
  [2_500_000_000, '2.5 GB'],
])('%d bytes read %s', (value, text) => {
  expect(plain(bytes(value))).toBe(text)
})

describe('dates', () => {
  test('stand in the local zone', () => {
    const noon = new Date(2017, 3, 11, 12, 34).getTime()
    expect(dateTime(noon)).toMatch(/2017/)
    expect(dateTime(noon)).toMatch(/12:34/)
  })

  test.each([
    [10_000, 'just now'],
    [5 * 60_000, '5 minutes ago'],
    [3 * 3_600_000, '3 hours ago'],
    [26 * 3_600_000, 'yesterday'],
    [9 * 86_400_000, '9 days ago'],
  ])('%d ms ago reads %s', (ms, text) => {
    expect(ago(1_000_000_000_000 - ms, 1_000_000_000_000)).toBe(text)
  })
})

test('a day is the same in every zone', () => {
  expect(plain(day('2026-09-20'))).toMatch(/Sep.*2026/)
  expect(day('2026-09-20')).toContain('20')
})

test('an estimated time is no finer than it can be known, and never too short', () => {
  expect([4_000, 61_000, 120_000, 374_000].map((ms) => plain(roughDuration(ms)))).toEqual([
    '10 s',
    '1 min 10 s',
    '2 min',
    '7 min',
  ])
})
