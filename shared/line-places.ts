import type { LineSeries, LinesChart } from './chart.ts'

/**
 * The fastest requests would stretch a logarithmic axis down by decades: lines leave it below where 5 % of
 * the requests lie.
 */
export const fewFastest = 1 / (1 - 0.05)

/** The smallest value that a line has from a place on. */
export function leastBeyond({ series }: LinesChart, place: number): number {
  return Math.min(...series.flatMap(({ points }) => points.find(([x]) => x >= place)?.[1] ?? []))
}

/**
 * Round values of a logarithmic axis: 1, 2, 5, 10, 20 … within its ends; every decade only where it is
 * long.
 */
export function decades(min: number, max: number): number[] {
  const steps = max / min > 1000 ? [1] : [1, 2, 5]
  const values: number[] = []
  for (let power = Math.floor(Math.log10(min)); power <= Math.ceil(Math.log10(max)); power += 1) {
    for (const step of steps) {
      const value = Number((step * 10 ** power).toPrecision(1))
      if (value >= min && value <= max) values.push(value)
    }
  }
  return values
}

/**
 * Only the first line of those that share a name and a scenario is named: rounds of one scenario differ in
 * their number alone.
 */
export function namedSeries(chart: LinesChart): LineSeries[] {
  const seen = new Set<string>()
  return chart.series.filter(({ endLabel }) => {
    if (endLabel === null || seen.has(endLabel)) return false
    seen.add(endLabel)
    return true
  })
}

/**
 * Moves labels apart so that each has its height, as near to where it belongs as the others allow, within
 * top and bottom.
 */
export function spreadOut<T extends { y: number }>(
  labels: readonly T[],
  height: number,
  top: number,
  bottom: number,
): T[] {
  const placed = labels.map((label) => ({ ...label })).toSorted((a, b) => a.y - b.y)
  let least = top
  for (const label of placed) {
    label.y = Math.max(label.y, least)
    least = label.y + height
  }
  let most = bottom
  for (const label of placed.toReversed()) {
    label.y = Math.min(label.y, most)
    most = label.y - height
  }
  return placed
}
