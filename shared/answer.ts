import { assess, type Assessment } from './assessment.ts'
import { busyLatencySentences } from './busy-latency-text.ts'
import { scenariosWithoutFigure } from './completeness.ts'
import { listed, percentRange, range, times } from './figures.ts'
import { floorSentences } from './floor-text.ts'
import { reachesOrigin } from './floors.ts'
import { baselineOf, familyOf, inSentence, outcomesOf, type Result } from './result.ts'
import { closedTrials } from './rounds.ts'
import { verdictGroups, type VerdictGroup } from './verdict-groups.ts'
import { measuredShare, verdictSentence } from './verdict-sentence.ts'
import { shareWithInterval } from './verdict-text.ts'

interface Family {
  title: string
  scenarios: string[]
  shares: number[]
  published: number[]
  rates: number[]
}

/**
 * What a run says, the most decisive sentence first: a baseline that differs from itself, else each scenario
 * or family, then what one or two rounds cannot tell, latencies of imported files, what floors say, and who
 * has no figure.
 */
export function answerSentences(
  result: Result,
  found: Assessment | null = assess(result.run, result.trials, result.experiment),
): string[] {
  const groups = found === null ? [] : verdictGroups(result, found)
  const known = groups.filter(({ scenarios }) => scenarios.some(({ verdict }) => verdict.estimate.n > 0))
  if (found === null || known.length === 0)
    return [ratesOnly(result), ...floorSentences(result, found), ...missing(result, found)]
  const verdicts = found.againstItself?.tripped
    ? trippedSentences(result, found, known)
    : [
        ...known.map((one) => verdictSentence(result, found, one)),
        ...tooFewRounds(known),
        ...leaderSentence(result, found),
      ]
  return [
    ...verdicts,
    ...busyLatencySentences(result, found.busy),
    ...floorSentences(result, found),
    ...missing(result, found),
  ]
}

function trippedSentences(result: Result, found: Assessment, groups: readonly VerdictGroup[]): string[] {
  const itself = againstItselfText(result, found)
  return [
    `Cannot know: ${itself}, so this run cannot tell how the others differ from it.`,
    `Measured, without a verdict: ${listed(groups.map(measuredShare))}.`,
  ]
}

/** `against itself the load balancer keeps 99.8 % (98.9–100.7 %)`; null where the baseline runs once. */
function againstItselfText(result: Result, { againstItself }: Assessment): string | null {
  if (againstItself === null || againstItself.estimate.n === 0) return null
  const name = inSentence(baselineOf(result)?.title ?? 'baseline')
  return `against itself the ${name} keeps ${shareWithInterval(againstItself.estimate)}`
}

/** The baseline against itself, in a sentence; null where it runs once, and where it leads the answer. */
export function noiseFloorSentence(result: Result, found: Assessment): string | null {
  const text = againstItselfText(result, found)
  if (text === null || found.againstItself?.tripped) return null
  return `${sentenceCase(text)}: as it should be, but no proof that all is well.`
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** What one or two rounds cannot know. */
function tooFewRounds(groups: readonly VerdictGroup[]): string[] {
  const reasons = new Set(groups.flatMap(({ scenarios }) => scenarios.map(({ verdict }) => verdict.reason)))
  return [
    ...(reasons.has('one-round')
      ? ['One round cannot tell how much these figures vary: another run may differ by any amount.']
      : []),
    ...(reasons.has('two-rounds')
      ? ['Two rounds give a range and no interval: how much these figures vary is not known.']
      : []),
  ]
}

function leaderSentence({ run }: Result, { leader, scenarios }: Assessment): string[] {
  if (leader === null || !leader.named || scenarios.length < 2) return []
  const title = run.scenarios.find(({ id }) => id === leader.id)?.title ?? leader.id
  return [`Fastest of the others: ${title}.`]
}

/** Scenarios without a verdict in a run that has ended: too many rounds lost, or no valid figure. */
function missing(result: Result, found: Assessment | null): string[] {
  const { run, trials } = result
  if (run.status === 'running') return []
  const without = scenariosWithoutFigure(run, trials)
  const hasFigure = (id: string): boolean => !without.some((one) => one.id === id)
  // Without the baseline, nothing could be ranked: that is said already.
  const isBaselineThere = hasFigure(baselineOf(result)?.id ?? '')
  const unranked = (found?.scenarios ?? []).filter(
    ({ ranked, scenarioId }) => isBaselineThere && !ranked && hasFigure(scenarioId),
  )
  const title = (id: string): string => inSentence(run.scenarios.find((one) => one.id === id)?.title ?? id)
  return [
    ...unranked.map(
      ({ scenarioId, validRounds }) =>
        `Not ranked: ${title(scenarioId)}, with ${validRounds} of ` +
        `${times(found?.completeRounds ?? 0, 'round')} valid.`,
    ),
    ...(without.length === 0 || without.length === run.scenarios.length
      ? []
      : [`No valid figure: ${listed(without.map(({ id }) => title(id)))}.`]),
  ]
}

function ratesOnly(result: Result): string {
  const { run } = result
  const baseline = baselineOf(result)
  const families = figureFamilies(result)
  const own = outcomesOf(result).flatMap(({ scenarioId, goodRatePerSec }) =>
    scenarioId === baseline?.id && goodRatePerSec !== null ? [goodRatePerSec] : [],
  )
  const figures = [{ title: baseline?.title ?? '', rates: own }, ...families].flatMap(({ title, rates }) =>
    rates.length === 0 ? [] : [`${inSentence(title)} ${range(rates)}`],
  )
  const running = run.status === 'running'
  if (closedTrials(result.trials).length === 0)
    return running ? 'No round is complete yet.' : 'No round was completed, so there is no figure.'
  if (figures.length === 0)
    return running ? 'There are no valid trials yet.' : 'No scenario gave a valid figure.'
  const rates = `Good requests per second: ${listed(figures)}.`
  if (families.length === 0) return rates
  return `${rates} The share of the baseline ${running ? 'is not known yet' : 'could not be measured'}.`
}

/** The published figures of the same experiment, as a sentence; null where there are none for these cells. */
export function publishedAnswer(result: Result): string | null {
  const published = result.experiment?.published
  const families = figureFamilies(result).filter((family) => family.published.length > 0)
  if (published === undefined || families.length === 0) return null
  const figures = families
    .toSorted((a, b) => Math.max(...b.published) - Math.max(...a.published))
    .map((family) => `${percentRange(family.published)} for the ${inSentence(family.title)}`)
  return `Published in ${published.year} for the same scenarios and paths: ${listed(figures)}.`
}

/** The figures of every scenario but baseline and floors, those of one family together. */
export function figureFamilies(result: Result): Family[] {
  const baseline = baselineOf(result)
  const families = new Map<string, Family>()
  for (const cell of outcomesOf(result)) {
    const scenario = result.run.scenarios.find(({ id }) => id === cell.scenarioId)
    if (scenario === undefined || scenario.id === baseline?.id || !reachesOrigin(scenario)) continue
    const title = familyOf(result, scenario)
    const family = families.get(title) ?? { title, scenarios: [], shares: [], published: [], rates: [] }
    families.set(title, family)
    if (cell.shareOfBaseline !== null) family.shares.push(cell.shareOfBaseline)
    if (cell.goodRatePerSec !== null) family.rates.push(cell.goodRatePerSec)
    if (cell.published?.shareOfBaseline) family.published.push(cell.published.shareOfBaseline)
    if (!family.scenarios.includes(scenario.id)) family.scenarios.push(scenario.id)
  }
  return [...families.values()]
}
