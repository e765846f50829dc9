import type { Assessment } from './assessment.ts'
import { times } from './figures.ts'
import { decimalsFor, figure, fromTo } from './precision.ts'
import { theBaseline, type Result } from './result.ts'
import type { AddedLatency } from './statistics/added-latency.ts'
import type { Estimate } from './statistics/interval.ts'
import type { Verdict } from './statistics/verdict.ts'
import type { VerdictGroup } from './verdict-groups.ts'
import { addedWithInterval, shareWithInterval } from './verdict-text.ts'

const space = '\u00A0'

/**
 * What a run says of one scenario or family, in a sentence that can be quoted, added milliseconds first:
 * `The HTTP proxy adds 21 ms (20–22 ms) and keeps 22 % (21–23 %) of the throughput of an origin that answers
 * at once.`
 */
export function verdictSentence(result: Result, found: Assessment, group: VerdictGroup): string {
  const [first] = group.scenarios
  if (first === undefined) return ''
  const origin = `of the throughput of ${originText(result)}`
  const { kind, reason } = first.verdict
  if (kind === 'same') return sameSentence(group, first.verdict, found.margins.same)
  if (kind === 'different') return differentSentence(group, first.verdict, origin)
  if (reason === 'one-round' || reason === 'two-rounds') return fewRoundsSentence(group, reason, origin)
  return unknownSentence(group, first.verdict, origin)
}

function sameSentence(group: VerdictGroup, verdict: Verdict, margin: number): string {
  const within = `(within ±${figure(margin * 100, 0)}${space}%)`
  const show = group.scenarios.length > 1 ? 'show' : 'shows'
  const shows = `${show} no difference in throughput that matters ${within}${fewText(verdict)}`
  return `${joined(group.name, addedPart(group), shows)}.`
}

function differentSentence(group: VerdictGroup, verdict: Verdict, origin: string): string {
  const verb = (verdict.estimate.point ?? 0) > 1 ? 'reach' : 'keep'
  const keeps = `${conjugated(verb, group.scenarios.length > 1)} ${sharePart(group)} ${origin}`
  const small = verdict.mayBeTooSmallToMatter ? '; the difference may be too small to matter' : ''
  return `${joined(group.name, addedPart(group), keeps)}${fewText(verdict)}${small}.`
}

function fewRoundsSentence(group: VerdictGroup, reason: 'one-round' | 'two-rounds', origin: string): string {
  const rounds = reason === 'one-round' ? 'one round' : 'two rounds'
  const added = addedFigures(group)
  const and = added === null ? '' : ` and added ${added}`
  return `In ${rounds} ${insideSentence(group.name)} kept ${sharePart(group)} ${origin}${and}.`
}

function unknownSentence(
  group: VerdictGroup,
  { estimate, reason, moreRounds }: Verdict,
  origin: string,
): string {
  const adds = addedPart(group)
  const measured = estimate.point === null ? '' : `: ${sharePart(group)} ${origin}`
  const before = adds === null ? '' : `${group.name} ${adds}. `
  const what = adds === null ? `What ${insideSentence(group.name)} keeps` : 'What it keeps'
  return `${before}${what} cannot be known${unknownPart(reason, moreRounds, measured)}.`
}

function fewText({ fewRounds, estimate }: Verdict): string {
  return fewRounds ? `, from only ${times(estimate.n, 'round')}` : ''
}

/**
 * `an origin that answers at once`, `an origin that answers after 80 ms`; the baseline itself where nobody
 * knows what the origin did.
 */
function originText(result: Result): string {
  if (result.run.account.kind === 'elsewhere') return theBaseline(result)
  const serviceMs = result.run.load.service.timeMs
  return serviceMs === 0
    ? 'an origin that answers at once'
    : `an origin that answers after ${figure(serviceMs, 0)}${space}ms`
}

function unknownPart(reason: string | null, moreRounds: number | null, measured: string): string {
  if (reason === 'straddles' || reason === 'too-early') {
    const more =
      moreRounds === null
        ? 'even 30 rounds would not tell'
        : `about ${times(moreRounds, 'more round')} would tell`
    return ` yet${measured}; ${more}`
  }
  if (reason === 'identical-rounds') return `: all rounds gave the same number${measured.replace(': ', ', ')}`
  return reason === 'no-round' ? ': no valid round' : measured
}

/** `the HTTP proxy 22 % (21–23 %)`: what was measured, for a list. */
export function measuredShare(group: VerdictGroup): string {
  return `${insideSentence(group.name)} ${sharePart(group)}`
}

function insideSentence(name: string): string {
  return name.startsWith('The ') ? `the${name.slice(3)}` : name
}

function joined(name: string, adds: string | null, then: string): string {
  return adds === null ? `${name} ${then}` : `${name} ${adds} and ${then}`
}

function conjugated(verb: 'keep' | 'reach', several: boolean): string {
  if (several) return verb
  return verb === 'keep' ? 'keeps' : 'reaches'
}

/** `adds 21 ms (20–22 ms)`; `takes 0.3 ms (0.2–0.4 ms) less` where that is certain. */
function addedPart(group: VerdictGroup): string | null {
  const { scenarios } = group
  const several = scenarios.length > 1
  if (scenarios.every(({ added }) => added?.highMs != null && added.highMs < 0)) {
    const saved = addedFigures({ ...group, scenarios: scenarios.map(withSaved) })
    return `${several ? 'take' : 'takes'} ${saved} less`
  }
  const added = addedFigures(group)
  return added === null ? null : `${several ? 'add' : 'adds'} ${added}`
}

/** The same with what it adds below zero as what it saves. */
function withSaved(one: VerdictGroup['scenarios'][number]): VerdictGroup['scenarios'][number] {
  const { added } = one
  if (added?.lowMs == null || added.highMs === null) return one
  return { ...one, added: { ...added, addedMs: -added.addedMs, lowMs: -added.highMs, highMs: -added.lowMs } }
}

/** `21 ms (20–22 ms)`, `14–30 ms (13–31 ms)`; null where light load says nothing of one of them. */
function addedFigures({ scenarios }: VerdictGroup): string | null {
  const added = scenarios.flatMap((one) => (one.added === null ? [] : [one.added]))
  const [first] = added
  if (first === undefined || added.length < scenarios.length) return null
  return added.length === 1 ? addedWithInterval(first) : addedRange(added)
}

function addedRange(added: readonly AddedLatency[]): string {
  const points = added.map(({ addedMs }) => addedMs)
  const lows = added.flatMap(({ lowMs }) => (lowMs === null ? [] : [lowMs]))
  const highs = added.flatMap(({ highMs }) => (highMs === null ? [] : [highMs]))
  const halves = added.flatMap(({ lowMs, highMs }) =>
    lowMs === null || highMs === null ? [] : [(highMs - lowMs) / 2],
  )
  const withIntervals = lows.length === added.length && highs.length === added.length
  return rangeOf(points, withIntervals ? { lows, highs, halves } : null, `${space}ms`, 1)
}

/** The share of one scenario, or from the least to the most with an interval around all of theirs. */
function sharePart({ scenarios }: VerdictGroup): string {
  const estimates = scenarios.map(({ verdict }) => verdict.estimate)
  const [first] = estimates
  return estimates.length === 1 && first ? shareWithInterval(first) : shareRange(estimates)
}

function shareRange(estimates: readonly Estimate[]): string {
  const points = estimates.map(({ point }) => (point ?? 0) * 100)
  const ends = estimates.flatMap(({ low, high, range }): (readonly [number, number])[] =>
    low !== null && high !== null
      ? [[low * 100, high * 100]]
      : range
        ? [[range[0] * 100, range[1] * 100]]
        : [],
  )
  const intervals =
    ends.length === estimates.length
      ? {
          lows: ends.map(([low]) => low),
          highs: ends.map(([, high]) => high),
          halves: ends.map(([low, high]) => (high - low) / 2),
        }
      : null
  return rangeOf(points, intervals, `${space}%`, 1)
}

/**
 * `9–13 % (8–14 %)`: from the least to the most, and the least lower end to the highest upper end. Intervals
 * of a run hold together, so the range around all of them does.
 */
function rangeOf(
  points: readonly number[],
  intervals: { lows: readonly number[]; highs: readonly number[]; halves: readonly number[] } | null,
  unit: string,
  otherwise: number,
): string {
  const decimals = intervals === null ? otherwise : decimalsFor(Math.max(...intervals.halves))
  const fromLeast = (values: readonly number[], most: readonly number[]): string => {
    const [low, high] = [figure(Math.min(...values), decimals), figure(Math.max(...most), decimals)]
    return low === high ? low : fromTo(low, high)
  }
  const point = `${fromLeast(points, points)}${unit}`
  return intervals === null ? point : `${point} (${fromLeast(intervals.lows, intervals.highs)}${unit})`
}
