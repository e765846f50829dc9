import type { Billable, RunCost } from '../../../../shared/billable.ts'
import { chosenNeeds } from '../../../../shared/chosen-needs.ts'
import { logsCause } from '../../../../shared/cost.ts'
import type { Stack } from '../../../../shared/deployment.ts'
import type { PriceTable } from '../../../../shared/price-table.ts'
import { builtInPrices } from '../../../../shared/prices.ts'
import { runCostOf } from '../../../../shared/spent.ts'
import type { RecordedRun } from '../export-format.ts'
import { nothingCompared, together, type Compared } from './compared.ts'
import { differences } from './differences.ts'

/**
 * Compares what the requests of a run have cost with what its trials and the scenarios' files give. Hours are
 * those of stacks that a file does not hold: they only have to add up. So has all of a run whose prices are
 * neither in the file nor built in, and then that is said.
 */
export function costFigures(recorded: RecordedRun): Compared {
  const { cost } = recorded.run
  if (cost === null) return nothingCompared
  const usd = cost.items.reduce((sum, item) => sum + item.usd, 0)
  const sums = differences({ run: { cost: { usd: cost.usd } } }, { run: { cost: { usd } } })
  const [requests] = tablesOf(recorded, cost)
    .map((table) => ofRequests(recorded, cost, table))
    .toSorted((one, other) => one.mismatches.length - other.mismatches.length)
  return together([sums, requests ?? withoutPrices(cost)])
}

function withoutPrices({ items, pricesOf, pricesRegion }: RunCost): Compared {
  if (items.every(({ scenarioId }) => scenarioId === null)) return nothingCompared
  const of = pricesRegion === undefined ? pricesOf : `${pricesOf} in ${pricesRegion}`
  const why = `the prices of ${of}, or what the scenarios need, are neither in the file nor in this version`
  return { ...nothingCompared, notChecked: [{ figure: 'run.cost.items', why }] }
}

/** The tables at hand that have the date and the Region of a run's prices. */
function tablesOf({ stated, scenarios }: RecordedRun, { pricesOf, pricesRegion }: RunCost): PriceTable[] {
  if (scenarios.length === 0) return []
  return [...(stated ? [stated.prices] : []), builtInPrices].filter(
    ({ ofDate, region }) => ofDate === pricesOf && region === (pricesRegion ?? builtInPrices.region),
  )
}

function ofRequests(recorded: RecordedRun, cost: RunCost, table: PriceTable): Compared {
  const { run, trials } = recorded
  // Without hours: from its start to its start.
  const follows = runCostOf({ stacks: stacksOf(recorded, cost) }, run, trials, run.startedAtMs, table)
  if (follows === null) return nothingCompared
  const charged = follows.items.filter((item) => item.scenarioId !== null && item.usd > 0)
  const written = charged.map(
    ({ cause, scenarioId }) =>
      cost.items.find((one) => one.cause === cause && one.scenarioId === scenarioId) ?? null,
  )
  return differences(
    { run: { cost: { items: written, usdPerMillion: cost.usdPerMillion } } },
    { run: { cost: { items: charged, usdPerMillion: follows.usdPerMillion } } },
  )
}

/** The scenarios' own stacks, as far as they decide what a request costs. */
function stacksOf({ run, scenarios }: RecordedRun, cost: RunCost): Stack[] {
  return scenarios.map((scenario) => ({
    name: scenario.id,
    kind: 'scenario',
    scenarioId: scenario.id,
    sharedId: null,
    arn: null,
    status: '',
    outputs: {},
    billables: chosenNeeds(scenario, run)
      .filter(({ kind }) => kind === 'rest-api' || kind === 'http-api' || kind === 'function')
      .map((need) => (need.kind === 'function' && isLoud(cost, scenario.id) ? loud(need) : need)),
    createdAtMs: null,
    deletedAtMs: null,
    retained: [],
  }))
}

/** A month is counted without logs of each invocation; a run may have had them, for the times in them. */
function isLoud({ items }: RunCost, scenarioId: string): boolean {
  return items.some((item) => item.scenarioId === scenarioId && item.cause === logsCause)
}

function loud({ kind, memoryMb }: Extract<Billable, { kind: 'function' }>): Billable {
  return { kind, memoryMb }
}
