import type { ChartBand, ChartMark, ChartTable, LinesChart, LineSeries } from './chart.ts'
import type { DecidedScenario, Decision } from './decision.ts'
import { flipMap, type Band, type FlipMap, type PricedScenario } from './flip-map.ts'
import { listed, manyText, withUnit } from './figures.ts'
import { monthlyCost } from './monthly-cost.ts'
import type { PriceTable } from './price-table.ts'
import { inSentence } from './result.ts'

/** Lines of costs have this many points in each power of ten. */
const pointsPerDecade = 12
/** Nothing is drawn below a cent: a logarithm has no zero. */
const leastUsd = 0.01

interface Priced extends PricedScenario {
  decided: DecidedScenario
}

/**
 * Dollars a month against requests a month, both logarithmic: a line for each scenario, above them which is
 * the cheapest that meets the requirements, and where that changes. Null where no cost is known.
 */
export function flipChart(decision: Decision, table: PriceTable): LinesChart | null {
  const priced = pricedOf(decision, table)
  if (priced.length === 0) return null
  const { requestsPerMonth: own } = decision.requirements
  const range = rangeAround(own)
  const map = flipMap(priced, range)
  const title = (id: string | null): string =>
    decision.scenarios.find(({ scenarioId }) => scenarioId === id)?.title ?? ''
  const flips = map.flips.map(({ at, to }): ChartMark => ({
    kind: 'flip',
    x: at,
    label: `Above ${manyText(at)} requests a month the ${inSentence(title(to))} is cheaper`,
  }))
  const mine: ChartMark = { kind: 'own', x: own, label: `Yours: ${manyText(own)}` }
  return {
    kind: 'lines',
    title: 'Dollars a month against requests a month',
    sentence: sentenceOf(map, title, flips, own),
    x: { title: 'Requests a month', unit: 'requests', scale: 'logarithmic' },
    y: { title: 'US dollars a month', unit: 'dollars', scale: 'logarithmic' },
    series: priced.map((one) => seriesOf(one, range)),
    bands: map.bands.map((band) => chartBand(band, title)),
    marks: [...flips, mine],
    table: tableOf(priced, map, title, [...volumesIn(range), own]),
  }
}

/** Those whose cost is known, as functions of the volume. */
function pricedOf(decision: Decision, table: PriceTable): Priced[] {
  return decision.scenarios.flatMap((decided): Priced[] => {
    const { scenarioId, judgement, usage, way } = decided
    if (way === null || usage === null) return []
    const usd = (requestsPerMonth: number): number =>
      monthlyCost(way, { ...usage, requestsPerMonth }, table).usd
    return [{ scenarioId, judgement, usd, decided }]
  })
}

/** Whole powers of ten, two to either side of the person's volume. */
function rangeAround(own: number): { from: number; to: number } {
  return { from: 10 ** (Math.floor(Math.log10(own)) - 2), to: 10 ** (Math.ceil(Math.log10(own)) + 2) }
}

const roles = { meets: 'main', unknown: 'undecided', fails: 'second' } as const
const endings = { meets: '', unknown: ' (not known yet)', fails: ' (fails)' } as const

function seriesOf(
  { decided, scenarioId, judgement, usd }: Priced,
  range: { from: number; to: number },
): LineSeries {
  const steps = Math.round(Math.log10(range.to / range.from) * pointsPerDecade)
  const volumes = Array.from(
    { length: steps + 1 },
    (_, place) => range.from * 10 ** (place / pointsPerDecade),
  )
  return {
    label: `${decided.title}${endings[judgement]}`,
    endLabel: `${decided.title}${endings[judgement]}`,
    scenarioId,
    role: roles[judgement],
    points: volumes.map((volume) => [volume, Math.max(leastUsd, usd(volume))] as const),
  }
}

function chartBand({ from, to, cheapest, undecided }: Band, title: (id: string | null) => string): ChartBand {
  return {
    from,
    to,
    scenarioId: cheapest ?? undecided,
    label: bandText(cheapest, undecided, title),
    // The question mark alone says that another may be cheaper; the table names it.
    shortLabel:
      cheapest !== null && undecided !== null ? `${title(cheapest)}?` : title(cheapest ?? undecided),
    isUndecided: undecided !== null || cheapest === null,
  }
}

/** `HTTP proxy`, `HTTP proxy, or Lambda-256?`, `Lambda-256?`. */
function bandText(
  cheapest: string | null,
  undecided: string | null,
  title: (id: string | null) => string,
): string {
  if (undecided === null) return cheapest === null ? 'None meets it' : title(cheapest)
  return cheapest === null ? `${title(undecided)}?` : `${title(cheapest)}, or ${title(undecided)}?`
}

function sentenceOf(
  { bands }: FlipMap,
  title: (id: string | null) => string,
  flips: readonly ChartMark[],
  own: number,
): string {
  const here = bands.find(({ from, to }) => from <= own && own <= to)
  const cheaper =
    here === undefined || here.undecided === null
      ? ''
      : ` ${title(here.undecided)} is cheaper, but not known yet to meet them.`
  const cheapest =
    here === undefined || here.cheapest === null
      ? 'no scenario is known to meet the requirements'
      : `the cheapest that meets the requirements: ${title(here.cheapest)}`
  const now = `At ${manyText(own)} requests a month ${cheapest}.${cheaper}`
  const changes = flips.map(({ label }, place) =>
    place === 0 ? label : `above${label.slice('Above'.length)}`,
  )
  return flips.length === 0 ? now : `${now} ${listed(changes)}.`
}

/** 1, 2 and 5 of each power of ten. */
function volumesIn({ from, to }: { from: number; to: number }): number[] {
  const volumes: number[] = []
  for (let power = from; power <= to; power *= 10)
    volumes.push(...[1, 2, 5].map((step) => step * power).filter((volume) => volume <= to))
  return volumes
}

/** Costs at round volumes, at the person's, and on both sides of each flip. */
function tableOf(
  priced: readonly Priced[],
  { bands, flips }: FlipMap,
  title: (id: string | null) => string,
  round: readonly number[],
): ChartTable {
  const volumes = [...new Set([...round, ...flips.map(({ at }) => at)])].toSorted((one, other) => one - other)
  return {
    columns: [
      { title: 'Requests a month', numeric: true },
      ...priced.map(({ decided, judgement }) => ({
        title: `${decided.title}${endings[judgement]}`,
        numeric: true,
      })),
      { title: 'Cheapest that meets the requirements', numeric: false },
    ],
    rows: volumes.map((volume) => {
      const band = bands.find(({ from, to }) => from <= volume && volume < to) ?? bands.at(-1)
      return [
        manyText(volume),
        ...priced.map(({ usd }) => withUnit('dollars', usd(volume))),
        band === undefined ? '' : bandText(band.cheapest, band.undecided, title),
      ]
    }),
    note: null,
  }
}
