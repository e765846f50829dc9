import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  correctHistogram,
  correctionInterval,
  countOf,
  invertCorrection,
  maxOf,
  meanOf,
  mergeHistograms,
  percentileOf,
  summarize,
  type Histogram,
} from '../../../shared/histogram.ts'
import { decodeHistogram, encodeHistogram } from '../../../shared/histogram-text.ts'

interface Vector {
  requests?: number
  durationUs?: number
  E: number
  data: Record<string, number>
  raw: Record<string, number>
}

const { vectors } = JSON.parse(
  readFileSync(new URL('../engine/load/wrk-inversion.json', import.meta.url), 'utf8'),
) as { vectors: Vector[] }

const histogramOf = (counts: Record<string, number>): Histogram =>
  Object.entries(counts).map(([value, count]) => [Number(value), count])

/** Random, but the same every time. */
function randomHistogram(seed: number, size: number, spread: number): Histogram {
  let state = seed
  const random = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648
  return mergeHistograms([
    Array.from(
      { length: size },
      () => [1 + Math.floor(random() * spread), 1 + Math.floor(random() * 4)] as const,
    ),
  ])
}

/** The published algorithm on a dense array, as wrk runs it. */
function correctedByWrk(measured: Histogram, interval: number): Histogram {
  const max = maxOf(measured) ?? 0
  const data = Array.from({ length: max + 1 }, () => 0)
  for (const [value, count] of measured) data[value] = count
  for (let value = interval * 2; value <= max; value += 1) {
    for (let ghost = value - interval; ghost > interval; ghost -= interval)
      data[ghost] = (data[ghost] ?? 0) + (measuredAt(measured, value) ?? 0)
  }
  return data.flatMap((count, value) => (count > 0 ? [[value, count] as const] : []))
}

const measuredAt = (histogram: Histogram, value: number) => histogram.find(([other]) => other === value)?.[1]

describe('the correction that wrk applies', () => {
  test.each(vectors)('is undone and redone exactly (vector %#)', ({ E, data, raw }) => {
    expect(invertCorrection(histogramOf(data), E)).toEqual(histogramOf(raw))
    expect(correctHistogram(histogramOf(raw), E)).toEqual(histogramOf(data))
  })

  test('has the interval that wrk computes', () => {
    const [first] = vectors
    expect(
      correctionInterval({
        durationUs: first?.durationUs ?? 0,
        requests: first?.requests ?? 0,
        connections: 1,
      }),
    ).toBe(first?.E)
    expect(correctionInterval({ durationUs: 5_000_000, requests: 49, connections: 50 })).toBeNull()
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'agrees with the published algorithm and comes back (seed %i)',
    (seed) => {
      const measured = randomHistogram(seed, 60, 900)
      for (const interval of [1, 7, 50, 449, 2_000]) {
        const corrected = correctHistogram(measured, interval)
        expect(corrected).toEqual(correctedByWrk(measured, interval))
        expect(invertCorrection(corrected, interval)).toEqual(measured)
      }
    },
  )

  test('cannot be undone where there was none', () => {
    expect(() =>
      invertCorrection(
        [
          [11, 1],
          [21, 5],
        ],
        10,
      ),
    ).toThrow(RangeError)
  })
})

describe('percentiles', () => {
  const hundred: Histogram = Array.from({ length: 100 }, (_, index) => [index + 1, 1])

  test('follow the rank rule of wrk', () => {
    expect(percentileOf(hundred, 50)).toBe(51)
    expect(percentileOf(hundred, 99)).toBe(100)
    expect(percentileOf(hundred, 100)).toBe(100)
    expect(percentileOf([], 50)).toBeNull()
  })

  test('are null where fewer than ten requests lie beyond', () => {
    expect(summarize(hundred)).toEqual({
      p50: 51,
      p75: 76,
      p90: 91,
      p99: null,
      p999: null,
      max: 100,
      mean: 50.5,
      count: 100,
    })
    expect(summarize([[5, 99]]).p90).toBeNull()
    expect(summarize([[5, 10_000]]).p999).toBe(5)
  })

  test('are null where more requests were lost than lie beyond', () => {
    expect(summarize([[5, 10_000]], 101)).toMatchObject({ p90: 5, p99: null })
    expect(summarize([[5, 10_000]], 100)).toMatchObject({ p99: 5 })
  })

  test('of nothing are nothing', () => {
    expect(summarize([])).toEqual({
      p50: null,
      p75: null,
      p90: null,
      p99: null,
      p999: null,
      max: null,
      mean: null,
      count: 0,
    })
  })
})

test('histograms merge by addition', () => {
  const merged = mergeHistograms([
    [
      [1, 2],
      [5, 1],
    ],
    [
      [1, 1],
      [3, 4],
    ],
  ])
  expect(merged).toEqual([
    [1, 3],
    [3, 4],
    [5, 1],
  ])
  expect([countOf(merged), maxOf(merged), meanOf(merged)]).toEqual([8, 5, 2.5])
})

test('the text of a histogram gives it back', () => {
  for (const histogram of [
    [],
    [[0, 1]],
    [[65_000_000, 4_000_000_000]],
    randomHistogram(9, 5_000, 60_000_000),
  ] satisfies Histogram[]) {
    expect(decodeHistogram(encodeHistogram(histogram))).toEqual(histogram)
  }
  expect(() => decodeHistogram('A')).toThrow(RangeError)
  expect(() => decodeHistogram('g')).toThrow(RangeError)
  expect(() => decodeHistogram('A!')).toThrow(RangeError)
})
