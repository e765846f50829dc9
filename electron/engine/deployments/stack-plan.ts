import type { Stack } from '../../../shared/deployment.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import type { OutputName } from '../../../shared/template-contract.ts'
import type { Catalog, Template } from '../catalog.ts'

/** The stages of creation, one after another. The stacks of one stage are created side by side. */
const stages: readonly Stack['kind'][][] = [['guard'], ['base'], ['backend', 'load-generator'], ['scenario']]

/** The stacks of a deployment in the order of their creation. */
export function planStacks(deploymentId: string, scenarios: readonly Scenario[]): Stack[] {
  const shared = (['guard', 'base', 'backend', 'load-generator'] as const).map((kind) =>
    planned(`sluice-${deploymentId}-${kind}`, kind, null),
  )
  const own = scenarios
    .filter((scenario) => scenario.template !== null)
    .map((scenario) => planned(`sluice-${deploymentId}-${scenario.id}`, 'scenario', scenario.id))
  return [...shared, ...own]
}

function planned(name: string, kind: Stack['kind'], scenarioId: string | null): Stack {
  return {
    name,
    kind,
    scenarioId,
    sharedId: null,
    arn: null,
    status: 'PLANNED',
    outputs: {},
    billables: [],
    createdAtMs: null,
    deletedAtMs: null,
    retained: [],
  }
}

/** Groups of stacks to create. Each group waits for the one before it. */
export function creationOrder(stacks: readonly Stack[]): Stack[][] {
  return stages
    .map((kinds) => stacks.filter((stack) => kinds.includes(stack.kind)))
    .filter((group) => group.length > 0)
}

/**
 * Groups of stacks to delete. Everything that costs money goes first; then base, whose subnets wait for the
 * last network interface; guard last, since its role deletes the others.
 */
export function removalOrder(stacks: readonly Stack[]): Stack[][] {
  const groups: Stack['kind'][][] = [['scenario', 'backend', 'load-generator'], ['base'], ['guard']]
  return groups
    .map((kinds) => stacks.filter((stack) => kinds.includes(stack.kind)))
    .filter((group) => group.length > 0)
}

export function templateOf(stack: Stack, catalog: Catalog): Template {
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
