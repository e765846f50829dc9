import type { Fault } from './faults.ts'
import { isWholeWithin, wholeNumberOf, wholeNumberRange } from './number-rules.ts'
import type { Scenario } from './scenario.ts'

/** Scenario → parameter → value, as CloudFormation takes it: always text. */
export type Options = Readonly<Record<string, Readonly<Record<string, string>>>>

/** The options of each of these scenarios, and of no other: what was chosen, else the default. */
export function completeOptions(
  scenarios: readonly Scenario[],
  chosen: Options,
): Record<string, Record<string, string>> {
  return Object.fromEntries(
    scenarios.map(({ id, options }) => [
      id,
      Object.fromEntries(
        options.map(({ parameter, default: usual }) => [parameter, chosen[id]?.[parameter] ?? usual]),
      ),
    ]),
  )
}

/** What is wrong with the options that were chosen for these scenarios. */
export function optionFaults(scenarios: readonly Scenario[], chosen: Options): Fault[] {
  return Object.entries(chosen).flatMap(([id, values]) => {
    const scenario = scenarios.find((one) => one.id === id)
    if (scenario !== undefined) return scenarioFaults(scenario, values)
    const ids = scenarios.map((one) => one.id).join(', ')
    return [{ field: `options.${id}`, message: `"${id}" is not among the chosen scenarios: ${ids}.` }]
  })
}

function scenarioFaults({ id, options }: Scenario, values: Options[string]): Fault[] {
  const known = options.map(({ parameter }) => parameter).join(', ')
  return Object.entries(values).flatMap(([parameter, value]) => {
    const option = options.find((one) => one.parameter === parameter)
    const message =
      option === undefined
        ? `${id} has no option "${parameter}". It has: ${known || 'none'}.`
        : valueFault(option.allowed, value)
    return message === null ? [] : [{ field: `options.${id}.${parameter}`, message }]
  })
}

function valueFault(allowed: Scenario['options'][number]['allowed'], value: string): string | null {
  if (Array.isArray(allowed)) return allowed.includes(value) ? null : `Must be one of ${allowed.join(', ')}.`
  return isWholeWithin(wholeNumberOf(value) ?? Number.NaN, allowed) ? null : wholeNumberRange(allowed)
}
