import type { Stack } from '../../../shared/deployment.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import type { Catalog, Template } from '../catalog.ts'

/** Which stacks wait for which: those of one stage are made side by side, stages one after another. */
const stages: readonly Stack['kind'][][] = [['guard'], ['base'], ['backend', 'load-generator'], ['scenario']]

/** The stacks of a deployment, in the order of their creation. */
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
    arn: null,
    status: 'PLANNED',
    outputs: {},
    billables: [],
    createdAtMs: null,
    deletedAtMs: null,
    retained: [],
  }
}

/** Groups of stacks to create: a group waits for the one before it, its members are made side by side. */
export function creationOrder(stacks: readonly Stack[]): Stack[][] {
  return stages
    .map((kinds) => stacks.filter((stack) => kinds.includes(stack.kind)))
    .filter((group) => group.length > 0)
}

/**
 * Groups of stacks to delete. All that costs money goes first and at once; then base, whose subnets wait
 * for the last network interface; guard last, since its role deletes the others.
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

/** The values that a scenario itself gives to its template's parameters. */
export function fixedParameters(scenario: Scenario | undefined): Record<string, string> {
  const own = Object.entries(scenario?.parameters ?? {})
  return Object.fromEntries(
    own.flatMap(([name, value]) => (typeof value === 'object' ? [] : [[name, String(value)]])),
  )
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
 * Values for a template's parameters: what the scenario fixes, what the person chose, and otherwise the
 * output of an earlier stack that has the parameter's name. A parameter with none of these keeps its
 * default.
 * @throws AppError `internal` naming a parameter that nothing supplies
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
      throw new AppError(
        'internal',
        `Nothing gives a value for the parameter ${name} of templates/${template.file}.`,
      )
    values[name] = value
  }
  return values
}
