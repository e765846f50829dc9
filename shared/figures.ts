/** What a figure counts: decides how it is rounded and which unit stands behind it. */
export type Unit =
  | 'share'
  | 'perSecond'
  | 'milliseconds'
  | 'seconds'
  | 'count'
  | 'percentile'
  /** US dollars. */
  | 'dollars'
  /** Requests in a month: millions and billions are written as such. */
  | 'requests'

// Sentences are English, so digits are grouped as English groups them, whatever the machine is set to.
const threeDigits = new Intl.NumberFormat('en-US', {
  maximumSignificantDigits: 3,
  minimumSignificantDigits: 3,
})
const atMostThree = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 })
const twoDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 2, minimumSignificantDigits: 2 })
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** Keeps a figure and its unit on one line. */
const space = '\u00A0'

/** Three significant figures, grouped: `6,200`, `27.2`, `0.910`. A zero is just that. */
export function threeFigures(value: number): string {
  return value === 0 ? '0' : threeDigits.format(value)
}

/** A whole number, grouped. */
export function count(value: number): string {
  return whole.format(value)
}

/** A share (0-1) in three significant figures: `27.3 %`. */
export function percent(share: number): string {
  return `${threeFigures(share * 100)}${space}%`
}

/** A share (0-1) that a person wrote, with no digit that they did not write: `80 %`. */
export function writtenPercent(share: number): string {
  return tickLabel('share', share)
}

/**
 * A share (0-1) as a sentence tells it, in two significant figures: `27 %`, `7.7 %`. From 100 % on in whole
 * percents.
 */
export function roughPercent(share: number): string {
  return `${roughNumber(share)}${space}%`
}

function roughNumber(share: number): string {
  return share >= 1 || share === 0 ? whole.format(share * 100) : twoDigits.format(share * 100)
}

/** From the smallest to the largest share (0-1): `13–22 %`, or one figure where both round to the same. */
export function percentRange(shares: readonly number[]): string {
  const least = roughNumber(Math.min(...shares))
  const most = roughNumber(Math.max(...shares))
  return `${least === most ? least : `${least}–${most}`}${space}%`
}

/** From the smallest to the largest in three significant figures, without a unit. */
export function range(values: readonly number[]): string {
  const least = threeFigures(Math.min(...values))
  const most = threeFigures(Math.max(...values))
  return least === most ? least : `${least}–${most}`
}

/** Microseconds as milliseconds: `6.63 ms`. */
export function millisecondsOf(us: number): string {
  return `${threeFigures(us / 1000)}${space}ms`
}

/** From the shortest to the longest of some durations in microseconds: `6.63–12.1 ms`. */
export function latencyRange(us: readonly number[]): string {
  return `${range(us.map((one) => one / 1000))}${space}ms`
}

/** The percentile that 1 / (1 - p) stands for: 100 → `99 %`, 1000 → `99.9 %`. */
export function percentileAt(oneInHowMany: number): string {
  return `${Number((100 * (1 - 1 / oneInHowMany)).toPrecision(7))}${space}%`
}

/** A value with its unit, as a label or a cell shows it. */
export function withUnit(unit: Unit, value: number): string {
  return `${bare(unit, value)}${suffix(unit)}`
}

/**
 * A round value of an axis with its unit: `25 %`, not `25.0 %`.
 * @param step to the next value of the axis: there are as many digits as tell the two apart, so that no two
 *   read the same. Without it, on a logarithmic axis, there are three
 */
export function tickLabel(unit: Unit, value: number, step?: number): string {
  if (unit === 'percentile') return percentileAt(value)
  if (unit === 'requests') return manyText(value)
  if (unit === 'dollars') return Number.isInteger(value) ? `$${whole.format(value)}` : roundDollars(value)
  const scale = unit === 'share' ? 100 : 1
  const figure = step ? tickFigure(value * scale, step * scale) : atMostThree.format(value * scale)
  return unit === 'perSecond' ? figure : `${figure}${suffix(unit)}`
}

/** Up to two decimals more than the step's first digit: 2.5 and 0.25 are steps, too. */
function tickFigure(value: number, step: number): string {
  const decimals = Math.min(20, Math.max(0, 1 - Math.floor(Math.log10(Math.abs(step)))))
  return value.toLocaleString('en-US', { maximumFractionDigits: decimals })
}

function bare(unit: Unit, value: number): string {
  if (unit === 'count') return whole.format(value)
  if (unit === 'percentile') return percentileAt(value)
  if (unit === 'dollars') return roundDollars(value)
  if (unit === 'requests') return manyText(value)
  return threeFigures(unit === 'share' ? value * 100 : value)
}

function suffix(unit: Unit): string {
  if (unit === 'share') return `${space}%`
  if (unit === 'perSecond') return '/s'
  if (unit === 'milliseconds') return `${space}ms`
  return unit === 'seconds' ? `${space}s` : ''
}

/** Dollars as a decision needs them: whole from 10 on, cents below, two figures below a cent. */
export function roundDollars(usd: number): string {
  if (usd === 0) return '$0'
  if (usd < 0.01) return `$${usd.toPrecision(2)}`
  return usd < 9.995 ? `$${usd.toFixed(2)}` : `$${whole.format(usd)}`
}

const magnitudes = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const

/** A large number in up to three figures: `20 M`, `5.2 M`, `800 k`. */
export function manyText(value: number): string {
  const rounded = Number(value.toPrecision(3))
  const [size, letter] = magnitudes.find(([least]) => rounded >= least) ?? [1, '']
  return letter === ''
    ? atMostThree.format(rounded)
    : `${atMostThree.format(rounded / size)}${space}${letter}`
}

/** `one`, `one and two`, `one, two and three`. */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`
}

/** `1 round`, `3 rounds`. */
export function times(amount: number, singular: string, plural = `${singular}s`): string {
  return `${count(amount)} ${amount === 1 ? singular : plural}`
}
