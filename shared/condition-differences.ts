import { accountTitle, placeTitle } from './account-name.ts'
import { count, listed, times } from './figures.ts'
import { runOutcomes } from './run-endings.ts'
import type { Run } from './run.ts'

/** One condition in which runs differ, with the value of each in the order of the runs. */
export interface ConditionDifference {
  condition: string
  values: string[]
}

const unknown = 'not recorded'

/**
 * What differs between runs beyond their figures: the most decisive condition first. Empty for one run, or
 * where nothing differs.
 */
export function conditionDifferences(runs: readonly Run[]): ConditionDifference[] {
  const names = new Set(runs.flatMap((run) => Object.keys(conditionsOf(run))))
  return [...names].flatMap((condition) => {
    const values = runs.map(
      (run) => conditionsOf(run)[condition] ?? (run.conditions === null ? unknown : 'none'),
    )
    return new Set(values).size > 1 ? [{ condition, values }] : []
  })
}

/** What all runs have in common, in the same words. */
export function sharedConditions(runs: readonly Run[]): { condition: string; value: string }[] {
  const [first] = runs
  if (first === undefined) return []
  const all = runs.map(conditionsOf)
  return Object.entries(conditionsOf(first)).flatMap(([condition, value]) =>
    all.every((one) => one[condition] === value) ? [{ condition, value }] : [],
  )
}

/** The conditions of a run by name, in the order in which they are shown. */
function conditionsOf(run: Run): Record<string, string> {
  const { load, conditions } = run
  return {
    ...accountOf(run),
    Region: run.region,
    Zones: conditions === null ? unknown : conditions.zones.join(', '),
    Experiment: run.experimentId,
    Deployment: run.deploymentId,
    Scenarios: run.scenarios.map(({ title }) => title).join(', '),
    Paths: run.paths.join(', '),
    Rounds: times(load.rounds, 'round'),
    'Trial duration': `${load.durationSec} s`,
    Load: `${times(load.connections, 'connection')}, ${times(load.threads, 'thread')}`,
    ...(run.alongside.length === 0 ? {} : { 'Measured alongside': listed(run.alongside) }),
    'Lead-in': load.leadIn.kind === 'one-request' ? 'one request' : `${load.leadIn.seconds} s of load`,
    Outcome: runOutcomes[run.status],
    ...optionsOf(run),
    ...limitsOf(run),
    ...softwareOf(run),
    'Trial order (seed)': String(run.seed),
  }
}

function softwareOf({ conditions }: Run): Record<string, string> {
  return {
    'Load generator': conditions?.generator ?? unknown,
    Origin: conditions?.origin ?? unknown,
    'Sluice version': conditions?.appVersion ?? unknown,
    'Templates and scripts': conditions?.templatesHash.slice(0, 12) ?? unknown,
  }
}

function accountOf(run: Run): Record<string, string> {
  if (run.endpoint === null) return { Account: accountTitle(run.account) }
  return { Account: placeTitle(run), Endpoint: run.endpoint }
}

/** Options that a person may choose: one condition a scenario. */
function optionsOf({ conditions, scenarios }: Run): Record<string, string> {
  return Object.fromEntries(
    Object.entries(conditions?.options ?? {}).flatMap(([scenarioId, options]) => {
      const chosen = Object.entries(options).map(([parameter, value]) => `${parameter} ${value}`)
      const title = scenarios.find(({ id }) => id === scenarioId)?.title ?? scenarioId
      return chosen.length === 0 ? [] : [[`Options of ${title}`, listed(chosen.toSorted())]]
    }),
  )
}

/** What the account allowed, as far as it was asked. */
function limitsOf({ conditions }: Run): Record<string, string> {
  if (!conditions?.limits) return {}
  const { gatewayRatePerSec, gatewayBurst, lambdaConcurrency } = conditions.limits
  const known = (value: number | null): string => (value === null ? unknown : count(value))
  return {
    'API Gateway throttle of the account': `${known(gatewayRatePerSec)}/s, burst ${known(gatewayBurst)}`,
    'Lambda concurrency of the account': known(lambdaConcurrency),
  }
}
