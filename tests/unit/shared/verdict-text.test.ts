import { expect, test } from 'vitest'
import type { Rule } from '../../../shared/run.ts'
import { defaultMargins } from '../../../shared/statistics/level.ts'
import { verdictOf } from '../../../shared/statistics/verdict.ts'
import { addedWithInterval, verdictText } from '../../../shared/verdict-text.ts'

const sure: Rule = { kind: 'until-sure', most: 8, ...defaultMargins }
const fixed: Rule = { kind: 'fixed', rounds: 5 }
const clear = [-1.475822, -1.513889, -1.521147, -1.52205, -1.503665, -1.490964, -1.546762, -1.496766]

// Each with what stands before it, so that it can be read aloud: "The HTTP proxy …".
test.each<[string, number[], number, Rule, boolean]>([
  ['keeps 22.1 % (21.4–22.9 %)', clear, 0.00375, sure, false],
  ['keeps 22 % (21–23 %), from few rounds', clear.slice(0, 4), 0.0125, fixed, false],
  ['no difference that matters (within ±5 %)', [-0.004, 0.012, 0, 0.008, 0.004, 0.01], 0.00375, sure, false],
  [
    'keeps 96 % (94–97 %), which may be too small to matter',
    [-0.058, -0.034, -0.052, -0.04, -0.046, -0.036, -0.056, -0.042],
    0.00375,
    sure,
    false,
  ],
  [
    'cannot know yet: 93 % (83–105 %); about 3 more rounds',
    [-0.122571, -0.022571, -0.097571, -0.047571, -0.072571],
    0.0025,
    sure,
    false,
  ],
  ['cannot know yet: 22 % (20–24 %); about 1 more round', clear.slice(0, 4), 0.00375, sure, false],
  [
    'cannot know: one round gave 22.9 %, and nothing tells how much it varies',
    clear.slice(0, 1),
    0.05,
    fixed,
    false,
  ],
  [
    'cannot know: two rounds gave 22.4 % (22.0–22.9 %), too few for an interval',
    clear.slice(0, 2),
    0.05,
    fixed,
    false,
  ],
  ['cannot know: the load balancer differs from itself', clear, 0.00375, sure, true],
  [
    'cannot know: all rounds gave the same number, 90.5 %',
    [-0.1, -0.1, -0.1, -0.1, -0.1],
    0.0125,
    fixed,
    false,
  ],
  ['cannot know: no valid round', [], 0.0125, fixed, false],
])('%s', (text, logRatios, alpha, rule, tripped) => {
  const verdict = verdictOf(logRatios, alpha, rule, tripped)
  expect(verdictText(verdict, defaultMargins, 'load balancer').replaceAll('\u00A0', ' ')).toBe(text)
})

test('added milliseconds have the digits that their interval deserves', () => {
  const text = (addedMs: number, lowMs: number | null, highMs: number | null): string =>
    addedWithInterval({ n: 5, addedMs, lowMs, highMs }).replaceAll('\u00A0', ' ')
  expect(text(21.04, 19.9, 22.2)).toBe('21 ms (20–22 ms)')
  expect(text(0.52, 0.48, 0.56)).toBe('0.52 ms (0.48–0.56 ms)')
  expect(text(21.04, null, null)).toBe('21.0 ms')
})
