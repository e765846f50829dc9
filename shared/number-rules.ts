import { count } from './figures.ts'

export interface Bounds {
  readonly min: number
  readonly max: number
}

/** A whole number as people write it, in plain decimal digits; null for any other text, such as `1e3`. */
export function wholeNumberOf(text: string): number | null {
  return /^(0|[1-9][0-9]*)$/.test(text) ? Number(text) : null
}

export function isWithin(value: number, { min, max }: Bounds): boolean {
  return value >= min && value <= max
}

export function isWholeWithin(value: number, bounds: Bounds): boolean {
  return Number.isInteger(value) && isWithin(value, bounds)
}

/** `Must be a whole number from 1 to 3,600 seconds.` */
export function wholeNumberRange({ min, max }: Bounds, unit = ''): string {
  return `Must be a whole number from ${count(min)} to ${count(max)}${unit === '' ? '' : ` ${unit}`}.`
}
