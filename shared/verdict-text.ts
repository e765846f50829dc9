import { times } from './figures.ts'
import { decimalsFor, figure, fromTo } from './precision.ts'
import type { AddedLatency } from './statistics/added-latency.ts'
import type { Estimate } from './statistics/interval.ts'
import type { Margins } from './statistics/level.ts'
import type { Verdict } from './statistics/verdict.ts'

const space = '\u00A0'

/**
 * A share and its interval in percent, digits matching, for the columns of a table; the range of two
 * rounds.
 */
export function shareFigures({ point, low, high, range }: Estimate): {
  share: string | null
  interval: string | null
} {
  if (point === null) return { share: null, interval: null }
  const [from, to] = low !== null && high !== null ? [low, high] : (range ?? [point, point])
  const decimals = decimalsFor(((to - from) / 2) * 100)
  if (from === to) return { share: figure(point * 100, point < 1 ? 1 : 0), interval: null }
  const [share = '', least, most] = [point, from, to].map((value) => figure(value * 100, decimals))
  return { share, interval: `${least}–${most}` }
}

/** A share with its interval, digits matching: `22 % (21–23 %)`; the bare share without an interval. */
export function shareWithInterval(estimate: Estimate): string {
  const { share, interval } = shareFigures(estimate)
  if (share === null) return 'no figure'
  return interval === null ? `${share}${space}%` : `${share}${space}% (${interval}${space}%)`
}

/** Added milliseconds and their interval, digits matching, without the unit. */
export function addedFigures({ addedMs, lowMs, highMs }: AddedLatency): {
  added: string
  interval: string | null
} {
  if (lowMs === null || highMs === null) return { added: figure(addedMs, 1), interval: null }
  const decimals = decimalsFor((highMs - lowMs) / 2)
  const [added = '', low = '', high = ''] = [addedMs, lowMs, highMs].map((value) => figure(value, decimals))
  return { added, interval: fromTo(low, high) }
}

/** Added latency with its interval: `21 ms (20–22 ms)`. */
export function addedWithInterval(latency: AddedLatency): string {
  const { added, interval } = addedFigures(latency)
  return interval === null ? `${added}${space}ms` : `${added}${space}ms (${interval}${space}ms)`
}

/**
 * A verdict in plain words, without the scenario's name: `keeps 22 % (21–23 %)`, `no difference that matters
 * (within ±5 %)`, `cannot know yet: 94–100 %; about 3 more rounds`. Rule 8.
 * @param baseline what the baseline is called in the middle of a sentence
 */
export function verdictText(verdict: Verdict, margins: Margins, baseline: string): string {
  const { kind, estimate, mayBeTooSmallToMatter, fewRounds } = verdict
  if (kind === 'unknown') return unknownText(verdict, baseline)
  const few = fewRounds ? ', from few rounds' : ''
  if (kind === 'same')
    return `no difference that matters (within ±${figure(margins.same * 100, 0)}${space}%)${few}`
  const small = mayBeTooSmallToMatter ? ', which may be too small to matter' : ''
  return `keeps ${shareWithInterval(estimate)}${small}${few}`
}

function unknownText({ reason, estimate, moreRounds }: Verdict, baseline: string): string {
  const share = shareWithInterval(estimate)
  const whys: Record<NonNullable<Verdict['reason']>, string> = {
    'baseline-differs-from-itself': `: the ${baseline} differs from itself`,
    'identical-rounds': `: all rounds gave the same number, ${share}`,
    'no-round': ': no valid round',
    'one-round': `: one round gave ${share}, and nothing tells how much it varies`,
    'two-rounds': `: two rounds gave ${share}, too few for an interval`,
    straddles: ` yet: ${share}; ${moreText(moreRounds)}`,
    'too-early': ` yet: ${share}; ${moreText(moreRounds)}`,
  }
  return `cannot know${whys[reason ?? 'no-round']}`
}

function moreText(moreRounds: number | null): string {
  if (moreRounds === null) return 'even 30 rounds would not tell'
  return `about ${times(moreRounds, 'more round')}`
}
