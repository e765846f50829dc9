import { AppError } from '../../../shared/errors.ts'
import type { Scenario } from '../../../shared/scenario.ts'

/**
 * The chosen options of each scenario, with their defaults filled in.
 * @throws AppError `invalid-input` naming the option and what is allowed
 */
export function completeOptions(
  scenarios: readonly Scenario[],
  chosen: Record<string, Record<string, string>>,
): Record<string, Record<string, string>> {
  for (const id of Object.keys(chosen)) {
    if (!scenarios.some((scenario) => scenario.id === id)) {
      throw new AppError(
        'invalid-input',
        `options: "${id}" is not among the chosen scenarios (${scenarios.map((one) => one.id).join(', ')}).`,
      )
    }
  }
  return Object.fromEntries(
    scenarios.map((scenario) => [scenario.id, complete(scenario, chosen[scenario.id] ?? {})]),
  )
}

function complete(scenario: Scenario, chosen: Record<string, string>): Record<string, string> {
  const known = scenario.options.map((option) => option.parameter)
  const unknown = Object.keys(chosen).find((name) => !known.includes(name))
  if (unknown !== undefined) {
    throw new AppError(
      'invalid-input',
      `options: ${scenario.id} has no option "${unknown}". It has: ${known.join(', ') || 'none'}.`,
    )
  }
  return Object.fromEntries(
    scenario.options.map((option) => {
      const value = chosen[option.parameter] ?? option.default
      const { allowed } = option
      const fits = Array.isArray(allowed)
        ? allowed.includes(value)
        : Number(value) >= allowed.min && Number(value) <= allowed.max
      if (!fits) {
        const range = Array.isArray(allowed) ? allowed.join(', ') : `${allowed.min} to ${allowed.max}`
        throw new AppError(
          'invalid-input',
          `options: ${option.parameter} of ${scenario.id} must be one of ${range}, not "${value}".`,
        )
      }
      return [option.parameter, value]
    }),
  )
}
