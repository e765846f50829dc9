import {
  balancedUsdPerGb,
  billablesOfScenario,
  mayPassBalancer,
  mostRequests,
  requestItems,
  sum,
  throttleOf,
  trialCeiling,
} from './cost.ts'
import type { Deployment } from './deployment.ts'
import type { Load } from './experiment.ts'
import { leadInSecOf } from './lead-in.ts'
import { builtInPrices } from './prices.ts'

/** What a trial costs in US dollars, as the runner on the load generator counts it. */
export interface TrialPrice {
  /** At most, whatever happens in it. */
  mostUsd: number
  /** In any case, such as the time of functions that all connections keep busy. */
  fixedUsd: number
  /** For each million of its requests, on top. */
  usdPerMillion: number
}

/** The price of one trial of a scenario at a load. The practice account charges nothing. */
export function trialPrice(
  deployment: Pick<Deployment, 'account' | 'options' | 'stacks'>,
  scenarioId: string,
  load: Load,
  table = builtInPrices,
): TrialPrice {
  if (deployment.account.kind === 'practice') return { mostUsd: 0, fixedUsd: 0, usdPerMillion: 0 }
  const billables = billablesOfScenario(deployment.stacks, scenarioId)
  const usd = (requests: number, seconds: number): number =>
    sum(requestItems(scenarioId, billables, requests, seconds, table).map((item) => item.usd))
  const usdPerMillion = usd(1e6, 0)
  const busySec = load.connections * (load.durationSec + leadInSecOf(load))
  const fixedUsd = usd(1, busySec) - usd(1, 0)
  const mostUsd = Math.max(trialCeiling(deployment, scenarioId, load, table), fixedUsd)
  if (!mayPassBalancer(billables)) return { mostUsd, fixedUsd, usdPerMillion }
  const dataUsd = dataUsdPerMillion(load, table)
  const most = mostRequests(load, throttleOf(deployment, scenarioId)) / 1e6
  return { mostUsd: mostUsd + most * dataUsd, fixedUsd, usdPerMillion: usdPerMillion + dataUsd }
}

/** The data of a million requests through the load balancer: both ways. */
export function dataUsdPerMillion({ service }: Load, table = builtInPrices): number {
  const answer = service.answer.kind === 'generated' ? service.answer.bytes : 0
  const body = service.request.kind === 'post' ? service.request.bytes : 0
  return ((answer + body) / 1000) * balancedUsdPerGb(table)
}
