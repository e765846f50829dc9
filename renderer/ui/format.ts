/**
 * Numbers and dates as a person reads them: three significant figures, grouped digits, always a unit.
 * Figures are written as in English, as the sentences around them; dates are in English words too, in the
 * order of the person's own region, and in the local time zone.
 */

const space = '\u00A0'
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const threeFigures = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 })
const region = new Intl.Locale(globalThis.navigator?.language ?? 'en-GB').region ?? 'GB'
// A 24-hour clock, as in the names of runs: see `shared/moment.ts`.
const dateAndTime = new Intl.DateTimeFormat(`en-${region}`, {
  dateStyle: 'medium',
  timeStyle: 'short',
  hourCycle: 'h23',
})
const dayOnly = new Intl.DateTimeFormat(`en-${region}`, { dateStyle: 'medium', timeZone: 'UTC' })
const timeOfDay = new Intl.DateTimeFormat(`en-${region}`, { timeStyle: 'medium', hourCycle: 'h23' })
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

/** A count, exact: `250,109`. */
export function count(value: number): string {
  return whole.format(value)
}

/** A count with its noun: `1 run`, `12 runs`. */
export function countOf(value: number, one: string, many = `${one}s`): string {
  return `${whole.format(value)}${space}${value === 1 ? one : many}`
}

/** Any figure, rounded to three significant digits: `8,340`, `0.0123`. */
export function figure(value: number): string {
  return threeFigures.format(value)
}

/** Per second: `8,340 req/s`. */
export function rate(perSec: number): string {
  return `${threeFigures.format(perSec)}${space}req/s`
}

/** A share of 0-1: `22.1 %`. */
export function percent(share: number): string {
  return `${threeFigures.format(share * 100)}${space}%`
}

/** A short time, in the unit that suits it: `412 µs`, `12.3 ms`, `1.23 s`. */
export function milliseconds(ms: number): string {
  if (ms !== 0 && Math.abs(ms) < 1) return `${threeFigures.format(ms * 1000)}${space}µs`
  if (Math.abs(ms) < 999.5) return `${threeFigures.format(ms)}${space}ms`
  return `${threeFigures.format(ms / 1000)}${space}s`
}

const units = [
  { word: 'd', ms: 86_400_000 },
  { word: 'h', ms: 3_600_000 },
  { word: 'min', ms: 60_000 },
  { word: 's', ms: 1000 },
] as const

/** A stretch of time in at most two units, whole seconds: `45 s`, `3 min 20 s`, `2 d 3 h`. */
export function duration(ms: number): string {
  const rounded = Math.max(0, Math.round(ms / 1000) * 1000)
  const at = units.findIndex((unit) => rounded >= unit.ms)
  const large = units[at]
  if (large === undefined) return `0${space}s`
  const first = `${whole.format(Math.floor(rounded / large.ms))}${space}${large.word}`
  const small = units[at + 1]
  const rest = small === undefined ? 0 : Math.floor((rounded % large.ms) / small.ms)
  return small === undefined || rest === 0 ? first : `${first} ${rest}${space}${small.word}`
}

/**
 * A time that was estimated, no finer than it can be known: tens of seconds up to two minutes, then
 * minutes, always rounded up.
 */
export function roughDuration(ms: number): string {
  const step = ms <= 120_000 ? 10_000 : 60_000
  return duration(Math.ceil(ms / step) * step)
}

/** `12 Apr 2017, 10:21`, in the local zone. */
export function dateTime(atMs: number): string {
  return dateAndTime.format(atMs)
}

/** The day of an ISO date: `20 Sept 2026`. It says no time, so it is the same day in every zone. */
export function day(isoDate: string): string {
  return dayOnly.format(new Date(isoDate)).replaceAll(' ', space)
}

/** `10:21:07`, in the local zone. */
export function time(atMs: number): string {
  return timeOfDay.format(atMs)
}

/** How long ago: `now`, `5 minutes ago`, `yesterday`. */
export function ago(atMs: number, nowMs: number): string {
  const minutes = Math.round((atMs - nowMs) / 60_000)
  if (Math.abs(minutes) < 1) return 'just now'
  if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute')
  const hours = Math.round(minutes / 60)
  if (Math.abs(hours) < 24) return relative.format(hours, 'hour')
  return relative.format(Math.round(hours / 24), 'day')
}

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** In powers of a thousand: `1.44 kB`. */
export function bytes(value: number): string {
  const power =
    value < 999.5 ? 0 : Math.min(byteUnits.length - 1, Math.floor(Math.log10(value * (1000 / 999.5)) / 3))
  return `${threeFigures.format(value / 1000 ** power)}${space}${byteUnits[power] ?? 'B'}`
}
