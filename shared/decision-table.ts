import type { ChartTable } from './chart.ts'
import type { DecidedScenario, Decision } from './decision.ts'
import { count, manyText, roundDollars } from './figures.ts'
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
  if (one.kind === 'peak') return `${manyText(peakPerSec)}/s at the peak`
  if (latency === null) return 'Latency'
  const added = latency.of === 'added' ? ' added' : ''
  return `At most ${latency.ms}${space}ms${added} at ${latency.percentile}`
}

/** The figures behind a judgement: `20–22 ms`, `1,780/s in the run`; null where there are none. */
export function judgedDetail(one: Judged): string | null {
  if (one.kind === 'must-have') return one.why
  if (one.kind === 'latency')
    return one.ms === null ? 'not measured at light load' : intervalText('milliseconds', one.ms)
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
  return one.added === null ? 'not measured' : addedWithInterval(one.added)
}

export function costText({ cost }: DecidedScenario): string {
  return cost === null ? 'not known' : roundDollars(cost.usd)
}

/** The scenarios with their costs, added milliseconds, and how they stand to each requirement. */
export function decisionTable(decision: Decision): ChartTable {
  const { scenarios, requirements, basis } = decision
  return {
    columns: [
      { title: 'Scenario', numeric: false },
      { title: '$ a month', numeric: true },
      { title: `Adds at ${basis.percentile}`, numeric: true },
      ...(scenarios[0]?.judged ?? []).map((one) => ({
        title: requirementTitle(one, requirements),
        numeric: false,
      })),
    ],
    rows: scenarios.map((one) => [
      one.title,
      costText(one),
      addedText(one, decision),
      ...one.judged.map(cellText),
    ]),
    note: null,
  }
}

/** `meets (20–22 ms)`; of a must-have the bare word. */
function cellText(one: Judged): string {
  const text = judgementTexts[one.judgement]
  const detail = one.kind === 'must-have' ? null : judgedDetail(one)
  return detail === null ? text : `${text} (${detail})`
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
