import type { CostItem, RunCost } from './billable.ts'
import {
  balancedUsdPerGb,
  billablesOfScenario,
  existing,
  mayPassBalancer,
  requestItems,
  sum,
  together,
  total,
} from './cost.ts'
import type { PriceTable } from './price-table.ts'
import type { Deployment, Stack } from './deployment.ts'
import type { Load } from './experiment.ts'
import { leadInSecOf } from './lead-in.ts'
import { plainLoad } from './plain-load.ts'
import { lightLeadInSec } from './light-load.ts'
import { builtInPrices } from './prices.ts'
import type { Run, Trial } from './run.ts'

/** What the trials of runs have cost in requests so far. A running trial is not included. */
export function requestsSpent(
  stacks: readonly Stack[],
  trials: readonly Trial[],
  load: Load,
  table = builtInPrices,
): CostItem[] {
  return together(
    trials.flatMap(({ scenarioId, load: kind, result }) => {
      if (result === null) return []
      // The lead-in runs at the same rate, and is charged for like the rest.
      const more = secondsBefore(kind, load) / Math.max(1, result.durationMs / 1000)
      const requests = result.requests * (1 + more)
      const seconds = (result.latencyUs.measured.mean ?? 0) / 1e6
      const data: CostItem = {
        cause: 'Load balancer data',
        scenarioId,
        usd: ((result.bytes ?? 0) / 1e9) * balancedUsdPerGb(table),
      }
      const own = billablesOfScenario(stacks, scenarioId)
      return [
        ...requestItems(scenarioId, own, requests, seconds, table),
        ...(mayPassBalancer(own) ? [data] : []),
      ]
    }),
  )
}

/** Seconds of the same load before a trial; a diagnosis follows without any. */
function secondsBefore(kind: Trial['load'], load: Load): number {
  if (kind === 'diagnosis') return 0
  return kind === 'light' ? lightLeadInSec : leadInSecOf(load)
}

/**
 * What a deployment has cost up to `nowMs`: the hours of its stacks, and the requests of its runs. The
 * practice account costs nothing.
 */
export function spentOf(
  deployment: Pick<Deployment, 'account' | 'stacks'>,
  runs: readonly { load: Load; trials: readonly Trial[] }[],
  nowMs: number,
  table = builtInPrices,
): CostItem[] {
  if (deployment.account.kind === 'practice') return []
  const hours = deployment.stacks.flatMap((stack) => {
    if (stack.createdAtMs === null) return []
    return existing([stack], (stack.deletedAtMs ?? nowMs) - stack.createdAtMs, table)
  })
  return together([
    ...hours,
    ...runs.flatMap(({ load, trials }) => requestsSpent(deployment.stacks, trials, load, table)),
  ])
}

/**
 * What a run has cost: its requests, and the hours of the deployment while it ran. Null on the practice
 * account, where nothing is charged.
 */
export function runCostOf(
  deployment: Pick<Deployment, 'stacks'>,
  run: Run,
  trials: readonly Trial[],
  endMs: number,
  table = builtInPrices,
): RunCost | null {
  if (run.account.kind === 'practice') return null
  const hours = existing(deployment.stacks, endMs - run.startedAtMs, table)
  const requests = requestsSpent(deployment.stacks, trials, run.load, table)
  const items = [...hours, ...requests]
  return {
    usd: total(items),
    items,
    usdPerMillion: perMillion(deployment.stacks, trials, table),
    pricesOf: table.ofDate,
    pricesRegion: table.region,
  }
}

/**
 * Dollars that a million requests add, by scenario, beyond the hours of what is needed: gateway, function
 * (by the client's mean latency, which is more than its time) and data. A month: `monthly-cost.ts`.
 */
function perMillion(
  stacks: readonly Stack[],
  trials: readonly Trial[],
  table: PriceTable,
): Record<string, number> {
  const scenarioIds = [...new Set(trials.map(({ scenarioId }) => scenarioId))]
  const noLeadIn = {
    ...plainLoad,
    threads: 1,
    connections: 1,
    durationSec: 1,
    rounds: 1,
    leadIn: { kind: 'one-request' },
  } as const
  return Object.fromEntries(
    scenarioIds.flatMap((id) => {
      const own = trials.filter(
        (trial) => trial.scenarioId === id && trial.status === 'succeeded' && trial.load !== 'diagnosis',
      )
      const requests = sum(own.map(({ result }) => result?.requests ?? 0))
      return requests === 0
        ? []
        : [[id, (total(requestsSpent(stacks, own, noLeadIn, table)) / requests) * 1e6]]
    }),
  )
}
