import { scenariosWithoutFigure } from './completeness.ts'
import { listed, percentRange, range, roughPercent, times } from './figures.ts'
import { baselineOf, familyOf, inSentence, outcomesOf, type Result } from './result.ts'

interface Family {
  title: string
  scenarios: string[]
  shares: number[]
  published: number[]
  rates: number[]
}

/**
 * The answer of a run in one sentence with figures. Ranges cover paths and the scenarios of one family: see
 * `answerExtent`.
 */
export function answerOf(result: Result): string {
  return [sharesOrRates(result), missingAnswer(result)].filter((sentence) => sentence !== null).join(' ')
}

function sharesOrRates(result: Result): string {
  const baseline = baselineOf(result)
  const all = figureFamilies(result)
  const measured = all.filter(({ shares }) => shares.length > 0)
  const [first, ...others] = measured.toSorted((a, b) => Math.max(...b.shares) - Math.max(...a.shares))
  if (baseline === null || first === undefined) return ratesOnly(result)
  const name = ({ title }: { title: string }): string => `the ${inSentence(title)}`
  const best = `${name(first)} delivered ${percentRange(first.shares)} of ${name(baseline)}’s throughput`
  const rest = others.map((family) => `${name(family)} ${percentRange(family.shares)}`)
  return `${sentenceCase([best, ...rest].join(', '))}.`
}

/** Names the scenarios of a run that has ended without a valid figure; null where each or none has one. */
function missingAnswer({ run, trials }: Result): string | null {
  if (run.status === 'running') return null
  const missing = scenariosWithoutFigure(run, trials)
  if (missing.length === 0 || missing.length === run.scenarios.length) return null
  return `No valid figure: ${listed(missing.map(({ title }) => inSentence(title)))}.`
}

/** What the ranges of the answer cover, in a sentence; null where each figure is that of one cell. */
export function answerExtent(result: Result): string | null {
  const families = figureFamilies(result).filter(({ shares }) => shares.length > 1)
  if (families.length === 0) return null
  const several = families.filter(({ scenarios }) => scenarios.length > 1)
  const over = [
    ...(result.run.paths.length > 1 ? [`the ${times(result.run.paths.length, 'path')}`] : []),
    ...several.map(({ title, scenarios }) => `the ${scenarios.length} ${inSentence(title)} scenarios`),
  ]
  return `Ranges cover ${listed(over)}.`
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
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

/** The person's predictions beside what was measured, as a sentence; null without any. */
export function predictionAnswer(result: Result): string | null {
  const cells = outcomesOf(result)
  const predictions = result.run.scenarios.flatMap(({ id, title }) => {
    const predicted = result.run.predictions[id]
    const shares = cells.flatMap((cell) =>
      cell.scenarioId === id && cell.shareOfBaseline !== null ? [cell.shareOfBaseline] : [],
    )
    if (predicted === undefined) return []
    const measured = shares.length === 0 ? 'no valid figure' : percentRange(shares)
    return [`${roughPercent(predicted)} for ${inSentence(title)} (measured: ${measured})`]
  })
  return predictions.length === 0 ? null : `You predicted ${listed(predictions)}.`
}

/** The figures of every scenario but the baseline, those of one family together. */
export function figureFamilies(result: Result): Family[] {
  const baseline = baselineOf(result)
  const families = new Map<string, Family>()
  for (const cell of outcomesOf(result)) {
    const scenario = result.run.scenarios.find(({ id }) => id === cell.scenarioId)
    if (scenario === undefined || scenario.id === baseline?.id) continue
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
