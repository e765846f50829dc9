import type { Stack } from '../../../shared/deployment.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Scenario, SharedStack } from '../../../shared/scenario.ts'
import { stackPart } from '../../../shared/stack-part.ts'
import type { OutputName } from '../../../shared/template-contract.ts'
import type { Catalog, Template } from '../catalog.ts'
import { sharedClosure } from '../shared-closure.ts'

/** Those that every deployment has, each with one template of its name. */
export const usualKinds = ['guard', 'base', 'backend', 'load-generator'] as const

/**
 * The stacks of a deployment, each after those that it takes outputs of. What several scenarios share is
 * there once, and only where one of them needs it.
 * @param listed all shared stacks that there are
 * @throws AppError `internal` where a scenario names one that is not listed
 */
export function planStacks(
  deploymentId: string,
  scenarios: readonly Scenario[],
  listed: readonly SharedStack[],
): Stack[] {
  const needed = scenarios.flatMap(({ stacks }) => stacks)
  const parts = [
    ...usualKinds.map((kind) => ({ kind, scenarioId: null, sharedId: null })),
    ...sharedClosure(listed, needed).map(({ id }) => ({
      kind: 'shared' as const,
      scenarioId: null,
      sharedId: id,
    })),
    ...scenarios
      .filter(({ template }) => template !== null)
      .map(({ id }) => ({ kind: 'scenario' as const, scenarioId: id, sharedId: null })),
  ]
  return parts.map((part) => planned(`sluice-${deploymentId}-${stackPart(part)}`, part))
}

type StackPart = Pick<Stack, 'kind' | 'scenarioId' | 'sharedId'>

function planned(name: string, part: StackPart): Stack {
  return {
    name,
    ...part,
    arn: null,
    status: 'PLANNED',
    outputs: {},
    billables: [],
    createdAtMs: null,
    deletedAtMs: null,
    retained: [],
  }
}

export function templateOf(stack: StackPart, catalog: Catalog): Template {
  if (stack.sharedId !== null) {
    const { id } = catalog.sharedStack(stack.sharedId)
    return catalog.template(`shared/${id}.yaml`)
  }
  const own =
    stack.scenarioId === null ? undefined : catalog.scenarioTemplate(catalog.scenario(stack.scenarioId))
  return own ?? catalog.template(`${stack.kind}.yaml`)
}

/** The values that a scenario sets for parameters of its template. */
export function fixedParameters(scenario: Scenario | undefined): Record<string, string> {
  const own = Object.entries(scenario?.parameters ?? {})
  return Object.fromEntries(
    own.flatMap(([name, value]) => (typeof value === 'object' ? [] : [[name, String(value)]])),
  )
}

/** An output that the engine reads; undefined until the stack that has it is complete. */
export function outputOf(stacks: readonly Stack[], name: OutputName): string | undefined {
  return outputsOf(stacks)[name]
}

/** Outputs of all the stacks that are complete, by name. */
export function outputsOf(
  stacks: readonly Stack[],
  scenarioId: string | null = null,
): Record<string, string> {
  const visible = stacks.filter((stack) => stack.scenarioId === null || stack.scenarioId === scenarioId)
  return Object.assign({}, ...visible.map((stack) => stack.outputs)) as Record<string, string>
}

/**
 * Values for a template's parameters: what the scenario sets, what the person chose, else the output of an
 * earlier stack with the parameter's name, else the default.
 * @throws AppError `internal` naming a parameter that has none of these
 */
export function parametersFor(
  template: Template,
  sources: {
    scenario: Scenario | undefined
    chosen: Record<string, string>
    outputs: Record<string, string>
  },
): Record<string, string> {
  const { scenario, chosen, outputs } = sources
  const values: Record<string, string> = {}
  for (const [name, fallback] of Object.entries(template.parameters)) {
    const fixed = scenario?.parameters[name]
    const option = scenario?.options.find((one) => one.parameter === name)
    const value =
      (typeof fixed === 'object' ? outputs[fixed.output] : fixed?.toString()) ??
      chosen[name] ??
      option?.default ??
      outputs[name] ??
      fallback
    if (value === undefined)
      throw new AppError('internal', `The parameter ${name} of templates/${template.file} has no value.`, {
        resource: name,
      })
    values[name] = value
  }
  return values
}
