import { dollars } from './cost.ts'
import { times } from './figures.ts'
import type { LiveRow } from './live-rows.ts'
import type { LiveState, RoundsTake } from './live-state.ts'
import { marginsOf } from './statistics/level.ts'
import type { Verdict } from './statistics/verdict.ts'
import type { Rule } from './run.ts'
import { roughTime } from './time-left.ts'
import { verdictText } from './verdict-text.ts'

/** A state in words: what it is, and what there is to say about it. */
interface StateWords {
  /** `Settled`, `Not yet`; null where the rest says all. */
  head: string | null
  rest: string
  tone: 'good' | 'neutral' | 'warning'
}

/** The rule of the run, and what its baseline is called in the middle of a sentence. */
interface Setting {
  rule: Rule
  baseline: string
}

type WordsOf = {
  [K in LiveState['kind']]: (state: Extract<LiveState, { kind: K }>, run: Setting) => StateWords
}

const wordsOf: WordsOf = {
  baseline: () => neutral('Baseline', 'what the others are compared with'),
  'noise-floor': ({ tripped }) =>
    tripped
      ? warning('Differs from itself', 'no verdict holds while it does')
      : neutral('Noise floor', 'the same scenario twice, so 100\u00A0% is expected'),
  'not-compared': (_state, { baseline }) => neutral(null, `no share without the ${baseline}`),
  floor: () => neutral('Floor', 'what the gateway alone takes, compared with nothing'),
  'no-round': () => neutral(null, 'no figure before the first round is complete'),
  'not-ranked': ({ lost, of }) => warning('Not ranked', `lost ${lost} of ${times(of, 'round')}`),
  'baseline-differs': (_state, { baseline }) => warning('Cannot know', `the ${baseline} differs from itself`),
  identical: ({ verdict }, run) => neutral(null, verdictIn(verdict, run)),
  'too-few': (state, { rule }) => neutral(...tooFewWords(state, rule)),
  settled: ({ verdict }, run) => ({ head: 'Settled', rest: verdictIn(verdict, run), tone: 'good' }),
  'not-yet': ({ more, left }) => neutral('Not yet', notYetText(more, left)),
  'so-far': ({ verdict, complete, most }, run) =>
    neutral(`${complete} of ${times(most, 'round')}`, verdictIn(verdict, run)),
}

/** How far a comparison is, in words: `Settled`, `keeps 22 % (21–23 %)`. */
export function stateWords(state: LiveState, run: Setting): StateWords {
  const words = wordsOf[state.kind] as (state: LiveState, run: Setting) => StateWords
  return words(state, run)
}

function verdictIn(verdict: Verdict, { rule, baseline }: Setting): string {
  return verdictText(verdict, marginsOf(rule), baseline)
}

function neutral(head: string | null, rest: string): StateWords {
  return { head, rest, tone: 'neutral' }
}

function warning(head: string, rest: string): StateWords {
  return { head, rest, tone: 'warning' }
}

function tooFewWords(
  { rounds, needs, most }: Extract<LiveState, { kind: 'too-few' }>,
  rule: Rule,
): [string | null, string] {
  if (rule.kind === 'until-sure')
    return ['Not enough rounds yet', needs === 5 ? 'from the fifth round on' : `from round ${needs} on`]
  const of = `${rounds} of ${times(most, 'round')}`
  const range = rounds === 2 ? 'a range; ' : ''
  return [of, `${range}${most < needs ? 'an interval takes three' : 'an interval from the third on'}`]
}

function notYetText(more: RoundsTake | null, left: number): string {
  if (more === null) return 'even 30 rounds would not settle it'
  if (more.rounds > left)
    return left === 0
      ? `about ${times(more.rounds, 'more round')} would settle it`
      : `about ${times(more.rounds, 'more round')} would settle it, and ${remain(left)}`
  const cost = more.usd === null ? '' : `, ${dollars(more.usd)}`
  return `about ${times(more.rounds, 'more round')}, ${roughTime(more.ms)}${cost}`
}

/** How many comparisons are settled: `2 of 4 scenarios are settled`; null where nothing can settle. */
export function settledText(rows: readonly LiveRow[], rule: Rule, completeRounds: number): string | null {
  const compared = rows.filter(({ role, state }) => role === 'scenario' && state.kind !== 'not-compared')
  if (rule.kind === 'fixed' || compared.length === 0 || completeRounds === 0) return null
  const settled = compared.filter(({ state }) => state.kind === 'settled').length
  return `${settled} of ${times(compared.length, 'scenario')} settled after ${times(completeRounds, 'round')}`
}

/** `1 is left`, `3 are left` */
function remain(rounds: number): string {
  return rounds === 1 ? '1 is left' : `${rounds} are left`
}
