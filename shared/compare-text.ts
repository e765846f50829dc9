import type { ComparedFigure, ComparedMeasure } from './compare-figures.ts'
import type { SideComparison, Sides } from './compare-sides.ts'
import { listed, threeFigures } from './figures.ts'
import { defaultMargins } from './statistics/level.ts'
import { decimalsFor, figure, fromTo } from './precision.ts'

const space = '\u00A0'

const units: Record<ComparedMeasure, { suffix: string; factor: number }> = {
  share: { suffix: `${space}%`, factor: 100 },
  rate: { suffix: '', factor: 1 },
  added: { suffix: `${space}ms`, factor: 1 },
  lightP50: { suffix: `${space}ms`, factor: 1 },
  lightP90: { suffix: `${space}ms`, factor: 1 },
}

/**
 * A figure and its interval, digits matching; without an interval in three significant figures. A figure
 * that is missing is its reason.
 */
export function figureParts(
  measure: ComparedMeasure,
  { value, interval, missing }: ComparedFigure,
): { figure: string; interval: string | null } {
  if (value === null) return { figure: missing ?? '–', interval: null }
  const { suffix, factor } = units[measure]
  if (interval === null) return { figure: `${threeFigures(value * factor)}${suffix}`, interval: null }
  const { low, high } = interval
  const decimals = decimalsFor(((high - low) / 2) * factor)
  const [middle, from = '', to = ''] = [value, low, high].map((one) => figure(one * factor, decimals))
  return { figure: `${middle}${suffix}`, interval: `(${fromTo(from, to)}${suffix})` }
}

/** The same as one text: `22 % (21–23 %)`. */
export function figureText(measure: ComparedMeasure, compared: ComparedFigure): string {
  const parts = figureParts(measure, compared)
  return parts.interval === null ? parts.figure : `${parts.figure} ${parts.interval}`
}

/**
 * The difference of a later figure to an earlier one, new minus old, with its sign and in their digits:
 * `+2.3 points` of a share, `−120` requests per second, `+1.4 ms`. Null where one of them is missing.
 */
export function differenceText(
  measure: ComparedMeasure,
  after: number | null,
  before: number | null,
): string | null {
  if (after === null || before === null) return null
  const { suffix, factor } = units[measure]
  const decimals = decimalsOf(Math.max(Math.abs(after), Math.abs(before)) * factor)
  const apart = figure(Math.abs(after - before) * factor, decimals)
  const sign = Number(apart.replaceAll(',', '')) === 0 ? '±' : after > before ? '+' : '−'
  return `${sign}${apart}${measure === 'share' ? `${space}points` : suffix}`
}

/** The decimals of a value in three significant figures. */
function decimalsOf(value: number): number {
  return value > 0 ? Math.max(0, 2 - Math.floor(Math.log10(value))) : 0
}

/**
 * What the runs of both sides say about a scenario, without its name: `1.15 × (1.08–1.22): more than
 * before`, `1.15 ×, descriptive`. Rule 10.
 */
export function betweenText({ kind, between }: SideComparison): string {
  if (kind === 'none' || between === null) return 'a side has no figure'
  const { ratio, low, high, few } = between
  const mark = few ? ', from few runs' : ''
  if (kind === 'descriptive') return `${ratioText(ratio, null)}, descriptive`
  const interval = low === null || high === null ? null : { low, high }
  const share = ratioText(ratio, interval)
  if (kind === 'same')
    return `${share}: no difference that matters (within ±${defaultMargins.same * 100}${space}%)${mark}`
  if (kind === 'unknown') return `cannot know: ${share}${mark}`
  return `${share}: ${ratio > 1 ? 'more' : 'less'} than before${mark}`
}

function ratioText(ratio: number, interval: { low: number; high: number } | null): string {
  if (interval === null) return `${threeFigures(ratio)}${space}×`
  const { low, high } = interval
  // A ratio near 1 in the digits of percents.
  const decimals = Math.min(3, decimalsFor(((high - low) / 2) * 100) + 2)
  return `${figure(ratio, decimals)}${space}× (${figure(low, decimals)}–${figure(high, decimals)})`
}

/** How many runs there are on each side, what follows from that, and which paths the figures are of. */
export function sidesText(compared: readonly SideComparison[], sides: Sides): string {
  const after = sides.filter((side) => side === 'after').length
  const before = sides.length - after
  const paths = [...new Set(compared.flatMap((one) => one.paths))]
  const over =
    paths.length === 0 ? '' : ` Figures are of the ${paths.length === 1 ? 'path' : 'paths'} ${listed(paths)}.`
  return `${before} before, ${after} after. ${whatFollows(Math.min(before, after))}${over}`
}

/** @param fewer runs, of the two sides. Rule 10. */
function whatFollows(fewer: number): string {
  if (fewer === 0) return 'Put at least one run on each side.'
  return fewer < 3
    ? 'Under three on a side, the ratio only describes: it does not tell a difference from chance.'
    : `Intervals hold for all scenarios together with 95${space}% confidence.`
}
