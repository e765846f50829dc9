import { listed, percentRange, range, roughPercent, times } from './figures.ts'
import { baselineOf, familyOf, inSentence, outcomesOf, type Result, yearIn } from './result.ts'

interface Family {
  title: string
  scenarios: string[]
  shares: number[]
  published: number[]
  rates: number[]
}

/**
 * What a run came to, in one sentence with figures. Ranges go over paths and over scenarios of one family:
 * see `answerExtent`.
 */
export function answerOf(result: Result): string {
  const baseline = baselineOf(result)
  const all = familiesOf(result)
  const measured = all.filter(({ shares }) => shares.length > 0)
  const [first, ...others] = measured.toSorted((a, b) => Math.max(...b.shares) - Math.max(...a.shares))
  if (baseline === null || first === undefined) return ratesOnly(result, all)
  const kept = `Through the ${inSentence(first.title)} ${percentRange(first.shares)} of the ${inSentence(baseline.title)}’s good requests per second came through`
  const rest = others.map(
    (family) => `through the ${inSentence(family.title)} ${percentRange(family.shares)}`,
  )
  return `${[kept, ...rest].join(', ')}.`
}

/** What the ranges of the answer go over, in a sentence; null where each figure stands for one cell. */
export function answerExtent(result: Result): string | null {
  const families = familiesOf(result).filter(({ shares }) => shares.length > 1)
  if (families.length === 0) return null
  const several = families.filter(({ scenarios }) => scenarios.length > 1)
  const over = [
    ...(result.run.paths.length > 1 ? [`the ${times(result.run.paths.length, 'path')}`] : []),
    ...several.map(({ title, scenarios }) => `the ${scenarios.length} scenarios of the ${inSentence(title)}`),
  ]
  return `The ranges go over ${listed(over)}.`
}

function ratesOnly({ run }: Result, families: readonly Family[]): string {
  const measured = families.filter(({ rates }) => rates.length > 0)
  if (measured.length === 0)
    return `No trial has a figure that may be ranked${run.status === 'running' ? ' yet' : ''}.`
  return `Good requests per second: ${listed(measured.map(({ title, rates }) => `${inSentence(title)} ${range(rates)}`))}. A share of the baseline ${run.status === 'running' ? 'cannot be told yet' : 'could not be measured'}.`
}

/**
 * What the same experiment came to elsewhere, as a sentence; null where nothing was published for these
 * cells.
 */
export function publishedAnswer(result: Result): string | null {
  const published = result.experiment?.published
  const families = familiesOf(result).filter((family) => family.published.length > 0)
  if (published === undefined || families.length === 0) return null
  const figures = families
    .toSorted((a, b) => Math.max(...b.published) - Math.max(...a.published))
    .map((family) => `${percentRange(family.published)} through the ${inSentence(family.title)}`)
  const year = yearIn(published.title)
  return `Published${year === null ? '' : ` in ${year}`} for the same cells: ${listed(figures)}.`
}

/** The person's predictions beside what was measured, as a sentence; null without any. */
export function predictionAnswer(result: Result): string | null {
  const cells = outcomesOf(result)
  const told = result.run.scenarios.flatMap(({ id, title }) => {
    const predicted = result.run.predictions[id]
    const shares = cells.flatMap((cell) =>
      cell.scenarioId === id && cell.shareOfBaseline !== null ? [cell.shareOfBaseline] : [],
    )
    if (predicted === undefined) return []
    const measured = shares.length === 0 ? 'nothing measurable' : percentRange(shares)
    return [`${roughPercent(predicted)} for ${inSentence(title)} (measured: ${measured})`]
  })
  return told.length === 0 ? null : `You had predicted ${listed(told)}.`
}

function familiesOf(result: Result): Family[] {
  const baseline = baselineOf(result)
  const families = new Map<string, Family>()
  for (const cell of outcomesOf(result)) {
    const scenario = result.run.scenarios.find(({ id }) => id === cell.scenarioId)
    if (scenario === undefined || scenario.id === baseline?.id) continue
    const title = familyOf(scenario.title)
    const family = families.get(title) ?? { title, scenarios: [], shares: [], published: [], rates: [] }
    families.set(title, family)
    if (cell.shareOfBaseline !== null) family.shares.push(cell.shareOfBaseline)
    if (cell.goodRatePerSec !== null) family.rates.push(cell.goodRatePerSec)
    if (cell.published?.shareOfBaseline) family.published.push(cell.published.shareOfBaseline)
    if (!family.scenarios.includes(scenario.id)) family.scenarios.push(scenario.id)
  }
  return [...families.values()]
}
