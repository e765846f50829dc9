import type { Assessment } from './assessment.ts'
import { writtenPercent } from './figures.ts'
import { inSentence, type Result } from './result.ts'
import { estimate, type Estimate } from './statistics/interval.ts'
import type { Margins } from './statistics/level.ts'
import { shareWithInterval } from './verdict-text.ts'

/** What became of something that was expected of a scenario. */
export type Expected = 'as-expected' | 'not-as-expected' | 'cannot-know'

/** One expectation beside what was measured. */
export interface Checked {
  outcome: Expected
  /** What was measured, in a sentence; null where nothing needs to be said. */
  sentence: string | null
}

/** The person's prediction of a scenario's share against its interval; null where there is none. */
export function checkPrediction({ run }: Result, found: Assessment, scenarioId: string): Checked | null {
  const predicted = run.predictions[scenarioId]
  const one = found.scenarios.find((scenario) => scenario.scenarioId === scenarioId)
  if (predicted === undefined || one === undefined) return null
  const known = one.verdict?.estimate ?? null
  const measured = known?.point == null ? 'there is no figure' : `measured ${shareWithInterval(known)}`
  const outcome =
    known === null || found.againstItself?.tripped
      ? 'cannot-know'
      : predictionOutcome(predicted, known, found.margins)
  return { outcome, sentence: `You predicted ${writtenPercent(predicted)}; ${measured}.` }
}

/** A prediction inside the interval, or as near to the measured share as does not matter, is as expected. */
function predictionOutcome(
  predicted: number,
  { point, low, high }: Estimate,
  { same }: Pick<Margins, 'same'>,
): Expected {
  if (point === null || low === null || high === null) return 'cannot-know'
  const inside = predicted >= low && predicted <= high
  const near = predicted >= point / (1 + same) && predicted <= point * (1 + same)
  return inside || near ? 'as-expected' : 'not-as-expected'
}

/**
 * Whether a scenario stands where its experiment expects it among those of the run, most good requests per
 * second first: each pair by the interval of its own ratio. Null where the experiment expects no order.
 */
export function checkOrder(result: Result, found: Assessment, scenarioId: string): Checked | null {
  const order = result.experiment?.expectedOrder ?? []
  const place = order.indexOf(scenarioId)
  const others = order.filter(
    (id) => id !== scenarioId && result.run.scenarios.some((scenario) => scenario.id === id),
  )
  if (place < 0 || others.length === 0) return null
  const pairs = others.map((other) => {
    const ratio = ratioOf(found, scenarioId, other)
    return { other, ratio, outcome: pairOutcome(ratio, place < order.indexOf(other)) }
  })
  const against = pairs.filter(({ outcome }) => outcome === 'not-as-expected')
  const open = pairs.filter(({ outcome }) => outcome === 'cannot-know')
  const said = (some: typeof pairs): string =>
    some.map(({ other, ratio }) => `${shareWithInterval(ratio)} of ${nameOf(result, other)}`).join(', ')
  if (found.againstItself?.tripped) return { outcome: 'cannot-know', sentence: null }
  if (against.length > 0) return { outcome: 'not-as-expected', sentence: `It reaches ${said(against)}.` }
  if (open.length === 0) return { outcome: 'as-expected', sentence: null }
  const measured = open.filter(({ ratio }) => ratio.point !== null)
  const sentence =
    measured.length === 0 ? 'There is no figure to tell.' : `Not told apart: ${said(measured)}.`
  return { outcome: 'cannot-know', sentence }
}

function pairOutcome({ low, high }: Estimate, expectedFaster: boolean): Expected {
  if (low === null || high === null || (low <= 1 && high >= 1)) return 'cannot-know'
  return low > 1 === expectedFaster ? 'as-expected' : 'not-as-expected'
}

/** The rate of one scenario as a ratio to another's, round by round. */
function ratioOf(found: Assessment, scenarioId: string, other: string): Estimate {
  const [own, theirs] = [scenarioId, other].map((id) =>
    id === found.baselineId ? null : (found.scenarios.find((one) => one.scenarioId === id)?.logRatios ?? []),
  )
  const rounds = Array.from({ length: found.completeRounds }, (_, round) => {
    const [mine, its] = [own, theirs].map((ratios) => (ratios === null ? 0 : (ratios?.[round] ?? null)))
    return mine == null || its == null ? null : mine - its
  })
  return estimate(rounds, found.alpha)
}

function nameOf({ run }: Result, id: string): string {
  const title = run.scenarios.find((one) => one.id === id)?.title ?? id
  return /\d/.test(title) ? title : `the ${inSentence(title)}`
}
