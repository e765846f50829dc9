import type { ErrorCode, ErrorData } from '../../../shared/errors.ts'
import { faultsIn, type Fault } from '../../../shared/faults.ts'
import { planSteps, type PlanStep } from '../../router.ts'

/** What the steps of the rail are called. */
export const stepTitles: Record<PlanStep, string> = {
  question: 'Question',
  account: 'Account',
  scenarios: 'Scenarios',
  load: 'Load',
  predict: 'Predict',
  review: 'Review',
}

/** The fields that each step holds; of a nested field, such as `load.rounds`, the first part. */
const stepFields: Record<PlanStep, readonly string[]> = {
  question: [],
  account: ['account', 'region', 'capUsd', 'lifetimeMs', 'roleBoundary'],
  scenarios: ['scenarios', 'options'],
  load: ['load', 'paths'],
  predict: ['predictions'],
  review: [],
}

/** Errors of the account as a whole: they belong to the step where it is chosen. */
const accountErrors: readonly ErrorCode[] = [
  'account-refused',
  'credentials',
  'practice-unavailable',
  'unreachable',
]

/** The step before and after; null at the ends. */
export function neighbours(step: PlanStep): { before: PlanStep | null; after: PlanStep | null } {
  const place = planSteps.indexOf(step)
  return { before: planSteps[place - 1] ?? null, after: planSteps[place + 1] ?? null }
}

/** The steps that hold a fault, in the order of the rail. */
export function faultySteps(faults: readonly Fault[]): PlanStep[] {
  return planSteps.filter((step) => faults.some((fault) => holds(step, fault)))
}

/** What the engine refused, at the fields of the steps; empty where the error concerns none of them. */
export function placedFaults(error: ErrorData): Fault[] {
  if (accountErrors.includes(error.code)) return [{ field: 'account', message: error.message }]
  return faultsIn(error).filter((fault) => planSteps.some((step) => holds(step, fault)))
}

function holds(step: PlanStep, { field }: Fault): boolean {
  return stepFields[step].includes(field.split('.', 1)[0] ?? '')
}
