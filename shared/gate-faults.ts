import { listed } from './figures.ts'
import { fewestRounds } from './gate.ts'
import { ConditionError, quantityOf, type GateCondition } from './gate-grammar.ts'
import { isAdded } from './gate-values.ts'

/** What a run measures or will measure, as far as a gate has to know. */
export interface GatedPlan {
  scenarios: readonly string[]
  /** Those that never reach the origin: they have no share. */
  floors: readonly string[]
  /** The scenario that the others are measured against; undefined where it is not known. */
  baseline: string | undefined
  light: boolean
  /** The most rounds that it takes. */
  rounds: number
  /** Whether runs are named that shares are compared with. */
  hasRunsBefore: boolean
}

/**
 * Refuses conditions that a run can never answer, before it is started.
 * @throws ConditionError for the first of them
 */
export function requireAnswerable(conditions: readonly GateCondition[], plan: GatedPlan): void {
  for (const condition of conditions) {
    const fault = scenarioFault(condition, plan)
    if (fault !== null) throw new ConditionError(condition.text, condition.at.scenario, fault)
    const reason = metricFault(condition, plan)
    if (reason !== null) throw new ConditionError(condition.text, condition.at.metric, reason)
  }
}

function scenarioFault({ scenarioId, metric }: GateCondition, plan: GatedPlan): string | null {
  const { scenarios, baseline } = plan
  if (!scenarios.includes(scenarioId))
    return `"${scenarioId}" is not a scenario of this run. Choose from: ${scenarios.join(', ')}.`
  if (!isRelative(metric)) return null
  const others = scenarios.filter((id) => id !== baseline && !plan.floors.includes(id))
  if (plan.floors.includes(scenarioId))
    return (
      `"${scenarioId}" reaches no service, so it is compared with none: use its rate, light.p50 or ` +
      `light.p90. ${metric} is known of: ${listed(others) || 'none'}.`
    )
  if (scenarioId !== baseline) return null
  return `"${baseline}" is what the others are compared with. Choose from: ${listed(others) || 'none'}.`
}

function metricFault({ metric }: GateCondition, plan: GatedPlan): string | null {
  const { scenarios, baseline, light, rounds, hasRunsBefore } = plan
  if (isRelative(metric) && (baseline === undefined || !scenarios.includes(baseline)))
    return `${metric} needs the baseline in the run${addText(baseline)}.`
  if (quantityOf(metric) === 'time' && !light)
    return `${metric} needs light load, which this run does not measure: --light measures it.`
  if (metric === 'share.ratio')
    return hasRunsBefore ? null : `${metric} needs runs to compare with: name them with --baseline.`
  return rounds < fewestRounds
    ? `A condition is judged from ${fewestRounds} rounds on, and this run has at most ${rounds}.`
    : null
}

function addText(baseline: string | undefined): string {
  return baseline === undefined ? '' : `: choose the scenario ${baseline} too`
}

/** Whether a metric compares with the baseline. */
function isRelative(metric: GateCondition['metric']): boolean {
  return quantityOf(metric) === 'share' || isAdded(metric)
}
