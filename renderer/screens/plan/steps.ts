import type { ErrorData } from '../../../shared/errors.ts'
import { planSteps, type PlanStep } from '../../router.ts'
import { loadFieldOf, sentence, type Faults } from './draft-faults.ts'

/** What the steps of the rail are called. */
export const stepTitles: Record<PlanStep, string> = {
  question: 'Question',
  account: 'Account',
  scenarios: 'Scenarios',
  load: 'Load',
  predict: 'Predict',
  review: 'Review',
}

/** The step before and after; null at the ends. */
export function neighbours(step: PlanStep): { before: PlanStep | null; after: PlanStep | null } {
  const place = planSteps.indexOf(step)
  return { before: planSteps[place - 1] ?? null, after: planSteps[place + 1] ?? null }
}

/** The steps that hold a fault, in the order of the rail. */
export function faultySteps(faults: Faults): PlanStep[] {
  const by: Record<PlanStep, boolean> = {
    question: false,
    account: faults.account !== null || faults.region !== null || Object.keys(faults.limits).length > 0,
    scenarios: faults.scenarios !== null || Object.keys(faults.options).length > 0,
    load: faults.paths !== null || Object.keys(faults.load).length > 0,
    predict: Object.keys(faults.predictions).length > 0,
    review: false,
  }
  return planSteps.filter((step) => by[step])
}

/**
 * Puts what the engine refused where the person can mend it: its sentences begin with the field that they
 * speak of.
 * @returns the faults with that one added, or null where the error names no field
 */
export function placeError(error: ErrorData, faults: Faults): Faults | null {
  const { code, message, details } = error
  const said = sentence(message.replace(/^[a-z]+: /, ''))
  if (code === 'account-refused' || code === 'credentials' || code === 'practice-unavailable')
    return { ...faults, account: said }
  if (details['field'] === 'account') return { ...faults, account: said }
  if (code !== 'invalid-input') return null
  if (message.startsWith('region:')) return { ...faults, region: said }
  if (/^scenarios?:/.test(message)) return { ...faults, scenarios: said }
  if (/^paths?:/.test(message)) return { ...faults, paths: said }
  const option = /^options: (\w+) of ([a-z0-9-]+) must/.exec(message)
  if (option?.[1] !== undefined && option[2] !== undefined) {
    return {
      ...faults,
      options: { ...faults.options, [option[2]]: { ...faults.options[option[2]], [option[1]]: said } },
    }
  }
  const field = loadFieldOf(message)
  return field === null ? null : { ...faults, load: { ...faults.load, [field]: said } }
}
