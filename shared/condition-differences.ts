import { accountTitle, placeTitle } from './account-name.ts'
import { count, listed } from './figures.ts'
import { isPublished } from './published.ts'
import type { Result } from './result.ts'
import { roundsOf } from './rounds.ts'
import { runOutcomes } from './run-endings.ts'
import type { Run } from './run.ts'
import { loadConditions, serviceConditions } from './run-conditions.ts'

/** One condition in which runs differ, with the value of each in the order of the runs. */
export interface ConditionDifference {
  condition: string
  values: string[]
  /** False where they only differ in that it is not known of all runs. */
  known: boolean
}

type Measured = Pick<Result, 'run' | 'trials'>

/**
 * What differs between runs beyond their figures: the most decisive condition first. Empty for one run, or
 * where nothing differs. Rule 15.
 */
export function conditionDifferences(measured: readonly Measured[]): ConditionDifference[] {
  const all = measured.map(conditionsOf)
  const names = new Set(all.flatMap((conditions) => Object.keys(conditions)))
  return [...names].flatMap((condition) => {
    const values = measured.map(({ run }, index) => {
      const value = all[index]?.[condition]
      return value === undefined && run.conditions !== null ? 'none' : (value ?? null)
    })
    if (new Set(values).size < 2) return []
    const known = new Set(values.filter((value) => value !== null)).size > 1
    return [{ condition, values: values.map((value, index) => value ?? unknownOf(measured[index])), known }]
  })
}

/** What all runs have in common, in the same words. */
export function sharedConditions(measured: readonly Measured[]): { condition: string; value: string }[] {
  const [first, ...others] = measured.map(conditionsOf)
  return Object.entries(first ?? {}).flatMap(([condition, value]) =>
    others.every((one) => one[condition] === value)
      ? [{ condition, value: value ?? unknownOf(measured[0]) }]
      : [],
  )
}

/** Files of an imported run that are named. */
const mostNamed = 10

/** By name; null where nobody knows. */
type Conditions = Record<string, string | null>

/** What stands for a condition that nobody knows. */
function unknownOf(measured: Measured | undefined): string {
  if (measured === undefined) return 'not recorded'
  if (measured.run.account.kind === 'elsewhere') return 'not in the file'
  return isPublished(measured.run) ? 'not published' : 'not recorded'
}

/** The conditions of a run by name, in the order in which they are shown. */
function conditionsOf({ run, trials }: Measured): Conditions {
  const { conditions } = run
  return {
    ...accountOf(run),
    Region: run.region === '' ? null : run.region,
    Zones: conditions === null ? null : conditions.zones.join(', '),
    Experiment: run.experimentId === '' ? null : run.experimentId,
    Deployment: run.deploymentId === '' ? null : run.deploymentId,
    Scenarios: run.scenarios.map(({ title }) => title).join(', '),
    Paths: run.paths.join(', '),
    ...serviceConditions(run),
    ...loadConditions(run),
    ...(run.alongside.length === 0 ? {} : { 'Measured alongside': listed(run.alongside) }),
    ...(trials.length === 0 ? {} : { 'Complete rounds': count(roundsOf(trials).complete.length) }),
    Outcome: runOutcomes[run.status],
    ...optionsOf(run),
    ...limitsOf(run),
    ...softwareOf(run),
    ...loadToolOf({ run, trials }),
    ...addressesOf({ run, trials }),
    'Trial order (seed)': isPublished(run) || run.account.kind === 'elsewhere' ? null : String(run.seed),
    ...(run.imported === null
      ? {}
      : { Imported: `from ${listed(run.imported.fileNames.slice(0, mostNamed))}` }),
  }
}

function softwareOf({ conditions }: Run): Conditions {
  return {
    'Load generator': conditions?.generator ?? null,
    Origin: conditions?.origin ?? null,
    'Sluice version': conditions?.appVersion ?? null,
    'Templates and scripts': conditions?.templatesHash.slice(0, 12) ?? null,
  }
}

/** The load tools that trials say they were made with. */
function loadToolOf({ run, trials }: Measured): Conditions {
  if (isPublished(run)) return { 'Load tool': null }
  const tools = new Set(
    trials.flatMap(({ result }) => (result ? [`${result.generator.name} ${result.generator.version}`] : [])),
  )
  return tools.size === 0 ? {} : { 'Load tool': [...tools].toSorted().join(', ') }
}

/** The addresses that the load of a scenario went to, where a trial recorded them. */
function addressesOf({ run, trials }: Measured): Conditions {
  return Object.fromEntries(
    run.scenarios.flatMap(({ id, title }) => {
      const addresses = new Set(
        trials.flatMap(({ scenarioId, result }) => (scenarioId === id && result ? result.addresses : [])),
      )
      return addresses.size === 0 ? [] : [[`Addresses of ${title}`, [...addresses].toSorted().join(', ')]]
    }),
  )
}

function accountOf(run: Run): Conditions {
  if (run.endpoint === null) return { Account: accountTitle(run.account) }
  return { Account: placeTitle(run), Endpoint: run.endpoint }
}

/** Options that a person may choose: one condition a scenario. */
function optionsOf({ conditions, scenarios }: Run): Conditions {
  return Object.fromEntries(
    Object.entries(conditions?.options ?? {}).flatMap(([scenarioId, options]) => {
      const chosen = Object.entries(options).map(([parameter, value]) => `${parameter} ${value}`)
      const title = scenarios.find(({ id }) => id === scenarioId)?.title ?? scenarioId
      return chosen.length === 0 ? [] : [[`Options of ${title}`, listed(chosen.toSorted())]]
    }),
  )
}

/** What the account allowed, as far as it was asked; earlier versions have not asked. */
function limitsOf({ conditions }: Run): Conditions {
  const [throttle, concurrency] = ['API Gateway throttle of the account', 'Lambda concurrency of the account']
  if (conditions === null) return {}
  if (conditions.limits === null) return { [throttle]: null, [concurrency]: null }
  const { gatewayRatePerSec, gatewayBurst, lambdaConcurrency } = conditions.limits
  const known = (value: number | null): string => (value === null ? 'not recorded' : count(value))
  return {
    [throttle]: `${known(gatewayRatePerSec)}/s, burst ${known(gatewayBurst)}`,
    [concurrency]: known(lambdaConcurrency),
  }
}
