import type { ChartTable } from './chart.ts'
import type { DecidedScenario, Decision } from './decision.ts'
import { count, listed, roundDollars } from './figures.ts'
import type { Interval, Judged, Judgement } from './judged-requirements.ts'
import { mustHaveNames } from './must-have-text.ts'
import { intervalFigures } from './precision.ts'
import type { Requirements } from './requirements.ts'
import { addedWithInterval } from './verdict-text.ts'

const space = '\u00A0'

export const judgementTexts: Readonly<Record<Judgement, string>> = {
  meets: 'meets',
  fails: 'fails',
  unknown: 'not known yet',
}

/** What a requirement is called at the head of its column: `At most 25 ms added`, `100/s at the peak`. */
export function requirementTitle(one: Judged, { latency, peakPerSec }: Requirements): string {
  if (one.kind === 'must-have') return sentenceCase(mustHaveNames[one.id])
  if (one.kind === 'peak') return `${count(peakPerSec)}/s at the peak`
  if (latency === null) return 'Latency'
  const added = latency.of === 'added' ? ' added' : ''
  return `At most ${latency.ms}${space}ms${added} at ${latency.percentile}`
}

/** The figures behind a judgement: `20–22 ms`, `1,780/s in the run`; null where there are none. */
export function judgedDetail(one: Judged): string | null {
  if (one.kind === 'must-have') return one.why
  if (one.kind === 'latency')
    return one.ms === null ? 'no figure at light load' : intervalText('milliseconds', one.ms)
  if (one.limitPerSec !== null && one.judgement === 'fails')
    return `at most ${count(one.limitPerSec)}/s by AWS’s limit`
  return one.ratePerSec === null ? null : `${intervalText('perSecond', one.ratePerSec)} in the run`
}

function intervalText(unit: 'milliseconds' | 'perSecond', { point, low, high }: Interval): string {
  const bounds = low === null || high === null || low === high ? null : { low, high }
  const { value, interval } = intervalFigures(unit, point, bounds)
  return interval ?? value
}

/** What a scenario adds to the baseline: `21 ms (20–22 ms)`. */
export function addedText(one: DecidedScenario, { basis }: Decision): string {
  if (one.scenarioId === basis.baselineId) return 'baseline'
  return one.added === null ? 'not known' : addedWithInterval(one.added)
}

export function costText({ cost }: DecidedScenario): string {
  return cost === null ? 'not known' : roundDollars(cost.usd)
}

/** The must-haves of a scenario together: it meets all, or fails or may fail some. */
export function mustHavesOf({ judged }: DecidedScenario): {
  judgement: Judgement
  /** Those that decide it; none where all are met. */
  deciding: readonly Extract<Judged, { kind: 'must-have' }>[]
} | null {
  const all = judged.filter((one) => one.kind === 'must-have')
  if (all.length === 0) return null
  const judgement = (['fails', 'unknown'] as const).find((kind) => all.some((one) => one.judgement === kind))
  if (judgement === undefined) return { judgement: 'meets', deciding: [] }
  return { judgement, deciding: all.filter((one) => one.judgement === judgement) }
}

/** What is measured of a scenario; its facts stand in `mustHavesOf`. */
export function measuredOf({ judged }: DecidedScenario): Exclude<Judged, { kind: 'must-have' }>[] {
  return judged.filter((one) => one.kind !== 'must-have')
}

/** The scenarios with their costs, added milliseconds, and how they stand to each requirement. */
export function decisionTable(decision: Decision): ChartTable {
  const { scenarios, requirements, basis } = decision
  const [first] = scenarios
  const measured = first === undefined ? [] : measuredOf(first)
  return {
    columns: [
      { title: 'Scenario', numeric: false },
      { title: '$ a month', numeric: true },
      { title: `Adds at ${basis.percentile}`, numeric: true },
      ...measured.map((one) => ({ title: requirementTitle(one, requirements), numeric: false })),
      ...(requirements.mustHaves.length === 0 ? [] : [{ title: 'Must-haves', numeric: false }]),
    ],
    rows: scenarios.map((one) => [
      one.title,
      costText(one),
      addedText(one, decision),
      ...measuredOf(one).map(cellText),
      ...mustHaveCells(one),
    ]),
    note: null,
  }
}

/** `meets (20–22 ms)` */
function cellText(one: Judged): string {
  const detail = judgedDetail(one)
  return detail === null ? judgementTexts[one.judgement] : `${judgementTexts[one.judgement]} (${detail})`
}

/** Its must-haves in one cell, `fails: TLS to the client`; no cell where none is required. */
export function mustHaveCells(scenario: DecidedScenario): string[] {
  const found = mustHavesOf(scenario)
  if (found === null) return []
  const names = found.deciding.map(({ id }) => mustHaveNames[id])
  const text = judgementTexts[found.judgement]
  return [names.length === 0 ? text : `${text}: ${listed(names)}`]
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
