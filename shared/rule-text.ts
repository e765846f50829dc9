import { times } from './figures.ts'
import { fewestForInterval } from './live-state.ts'
import { marginText } from './load-text.ts'
import type { Rule } from './run.ts'

/** When a run ends, in a line: `Until sure: looks after every round from the fifth on, at most 8 rounds`. */
export function ruleLine(rule: Rule): string {
  if (rule.kind === 'until-sure')
    return `Until sure: looks after every round from the fifth on, at most ${times(rule.most, 'round')}`
  return `Exactly ${times(rule.rounds, 'round')}`
}

/** The rule in plain words, rule 8. */
export function ruleSentences(rule: Rule): string[] {
  if (rule.kind === 'fixed') return fixedSentences(rule.rounds)
  return [
    `From the fifth round on, Sluice looks after every round, with intervals wide enough to hold at all ` +
      `looks together.`,
    `It stops when every scenario is either clearly different and known to ${marginText(rule.precise)}, or ` +
      `within ${marginText(rule.same)} of the baseline; otherwise after ${times(rule.most, 'round')}.`,
    'With independent, normal rounds, in at most 5.5 of 100 runs any interval misses at any look, however ' +
      'the run ends.',
  ]
}

function fixedSentences(rounds: number): string[] {
  if (rounds >= fewestForInterval)
    return [
      'The run ends after its last round. There is an interval from the third round on: before the last ' +
        'round, take it as a preview.',
    ]
  return ['The run ends after its last round. An interval takes three rounds, so this run gives none.']
}
