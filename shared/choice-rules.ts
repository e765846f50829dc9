import type { Account } from './account.ts'
import { budgetLimits } from './budget.ts'
import type { FullChoices } from './choices.ts'
import type { Experiment, Load } from './experiment.ts'
import { mostScenarios, offeredScenarios } from './offered-scenarios.ts'
import type { Fault, Field } from './faults.ts'
import { floorsAmong } from './floors.ts'
import { loadFaults } from './load-rules.ts'
import { isWholeWithin, isWithin } from './number-rules.ts'
import { optionFaults } from './option-rules.ts'
import { regionFault } from './region.ts'
import type { Scenario } from './scenario.ts'

/**
 * What is wrong with the choices of a plan, field by field; empty where it can be deployed. The wizard, the
 * command line and the engine all ask this one function. Whether an account and its Region exist is for the
 * preflight to find out.
 */
export function choiceFaults(
  choices: FullChoices,
  known: { experiment: Experiment; scenarios: readonly Scenario[] },
): Fault[] {
  const { experiment } = known
  const chosen = known.scenarios.filter(({ id }) => choices.scenarios.includes(id))
  return [
    ...accountFaults(choices.account),
    ...fault('region', regionFault(choices.region)),
    ...fault('capUsd', capFault(choices.capUsd)),
    ...fault('lifetimeMs', lifetimeFault(choices.lifetimeMs)),
    ...fault('roleBoundary', boundaryFault(choices.roleBoundary)),
    ...fault('scenarios', scenariosFault(choices.scenarios, experiment)),
    ...optionFaults(chosen, choices.options),
    ...pathFaults(choices.paths, experiment),
    ...loadFaults(choices.load),
    ...comparisonFaults(choices.load, choices.scenarios, experiment),
    ...predictionFaults(choices.predictions, choices.scenarios, experiment),
  ]
}

/**
 * What a load compares, but cannot among these scenarios: both a run until sure and light load are about
 * differences from the baseline. A floor is no scenario to compare with.
 */
export function comparisonFaults(
  { untilSure, light }: Pick<Load, 'untilSure' | 'light'>,
  scenarios: readonly string[],
  { baseline, floors }: Pick<Experiment, 'baseline' | 'floors'>,
): Fault[] {
  if (scenarios.length === 0) return []
  const hasBaseline = scenarios.includes(baseline)
  const others = scenarios.filter((id) => id !== baseline && !floors.includes(id))
  return [
    ...fault('load.untilSure', untilSure === null ? null : untilSureFault(hasBaseline, others, baseline)),
    ...fault(
      'load.light',
      light && !hasBaseline ? `Compares with the baseline: choose the scenario ${baseline} too.` : null,
    ),
  ]
}

function untilSureFault(hasBaseline: boolean, others: readonly string[], baseline: string): string | null {
  if (!hasBaseline)
    return `Compares with the baseline: choose the scenario ${baseline} too, or an exact number of rounds.`
  if (others.length > 0) return null
  return `Needs a scenario to compare with ${baseline}: choose one more, or an exact number of rounds.`
}

function scenariosFault(chosen: readonly string[], experiment: Experiment): string | null {
  const unknown = memberFault('scenario', chosen, offeredScenarios(experiment), experiment.id)
  const ways = chosen.length - floorsAmong(chosen, experiment)
  if (unknown !== null || ways <= mostScenarios) return unknown
  return `Choose at most ${mostScenarios}: the intervals hold for no more comparisons in one run.`
}

/** What is wrong with the paths of a run. */
export function pathFaults(paths: readonly string[], experiment: Experiment): Fault[] {
  return fault('paths', memberFault('path', paths, experiment.paths, experiment.id))
}

/** Null, or why a deployment may not cost this much. */
function capFault(capUsd: number): string | null {
  const { capUsd: bounds } = budgetLimits
  return isWithin(capUsd, bounds) ? null : `Must be from ${bounds.min} to ${bounds.max} US dollars.`
}

/** Null, or why a deployment may not live this long. */
function lifetimeFault(lifetimeMs: number): string | null {
  const { min, max } = budgetLimits.lifetimeMs
  if (isWholeWithin(lifetimeMs, { min, max })) return null
  return `Must be from ${min / 60_000} minutes to ${max / 3_600_000} hours.`
}

/** Null, or why this is no permissions boundary. A policy of AWS's own has `aws` for its account. */
function boundaryFault(arn: string | null): string | null {
  if (arn === null || /^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/\S+$/.test(arn)) return null
  return 'Must be the ARN of an IAM policy, such as arn:aws:iam::123456789012:policy/developers.'
}

function accountFaults(account: Account): Fault[] {
  const named = account.kind !== 'profile' || account.profile !== ''
  return fault('account', named ? null : 'Choose an AWS profile.')
}

function predictionFaults(
  predictions: FullChoices['predictions'],
  scenarios: readonly string[],
  { floors }: Pick<Experiment, 'floors'>,
): Fault[] {
  return Object.entries(predictions).flatMap(([id, share]) =>
    fault(
      `predictions.${id}`,
      floors.includes(id)
        ? 'It reaches no service, so it has no share of the baseline.'
        : predictionFault(id, share, scenarios),
    ),
  )
}

function predictionFault(id: string, share: number, scenarios: readonly string[]): string | null {
  if (!scenarios.includes(id)) return `"${id}" is not among the chosen scenarios: ${scenarios.join(', ')}.`
  return isWithin(share, { min: 0, max: 1 }) ? null : 'Must be from 0 to 100 %.'
}

function memberFault(
  what: 'scenario' | 'path',
  chosen: readonly string[],
  all: readonly string[],
  experimentId: string,
): string | null {
  if (chosen.length === 0) return `Choose at least one ${what}.`
  const unknown = chosen.find((one) => !all.includes(one))
  if (unknown === undefined) return null
  return `"${unknown}" is not a ${what} of ${experimentId}. Choose from: ${all.join(', ')}.`
}

function fault(field: Field, message: string | null): Fault[] {
  return message === null ? [] : [{ field, message }]
}
