import type { Unit } from './figures.ts'
import { withUnit } from './figures.ts'

const space = '\u00A0'

/**
 * How many decimals a figure deserves: the first digit in which its interval's half-width shows.
 * @param halfWidth in the unit that is printed
 */
export function decimalsFor(halfWidth: number): number {
  if (!(halfWidth > 0)) return 2
  return Math.min(2, Math.max(0, -Math.floor(Math.log10(halfWidth))))
}

/** A number with this many decimals, grouped, with a real minus: `1,840`, `−0.20`. */
export function figure(value: number, decimals: number): string {
  const text = value.toLocaleString('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  return /^-[0.,]*$/.test(text) ? text.slice(1) : text.replace('-', '−')
}

/** `20–22`; with a sign in it, `−0.2 to 0.4`. */
export function fromTo(low: string, high: string): string {
  return low.startsWith('−') || high.startsWith('−') ? `${low} to ${high}` : `${low}–${high}`
}

/**
 * A value and its interval with the digits that the interval deserves, each with its unit: `22 %` and
 * `21–23 %`. Without an interval the value has its usual three figures.
 */
export function intervalFigures(
  unit: Unit,
  value: number,
  interval: { low: number; high: number } | null,
): { value: string; interval: string | null } {
  if (interval === null) return { value: withUnit(unit, value), interval: null }
  const factor = unit === 'share' ? 100 : 1
  const [point, low, high] = [value, interval.low, interval.high].map((one) => one * factor) as [
    number,
    number,
    number,
  ]
  const decimals = decimalsFor((high - low) / 2)
  const suffix = { share: `${space}%`, perSecond: '/s', milliseconds: `${space}ms`, seconds: `${space}s` }
  const behind = unit in suffix ? suffix[unit as keyof typeof suffix] : ''
  const range = fromTo(figure(low, decimals), figure(high, decimals))
  return { value: `${figure(point, decimals)}${behind}`, interval: `${range}${behind}` }
}
