import type { Stack, StackKind } from '../../../shared/deployment.ts'
import type { Scenario } from '../../../shared/scenario.ts'

const titles: Record<Exclude<StackKind, 'scenario'>, string> = {
  guard: 'Guard: roles and automatic removal',
  base: 'Base: private network',
  backend: 'Backend: origin and load balancer',
  'load-generator': 'Load generator: instance that runs wrk',
}

/** What a stack is for, in words. */
export function stackTitle(
  { kind, scenarioId }: Pick<Stack, 'kind' | 'scenarioId'>,
  scenarios: readonly Scenario[],
): string {
  if (kind !== 'scenario') return titles[kind]
  return scenarios.find(({ id }) => id === scenarioId)?.title ?? scenarioId ?? 'Scenario'
}

/** How many resources a template has, by the scenario or the kind of the stack that is made from it. */
export function resourceCounts(
  templates: readonly { title: string; resources: readonly unknown[] }[],
): Map<string, number> {
  // A template that several stacks share names them all in its title.
  return new Map(
    templates.flatMap(({ title, resources }) =>
      title.split(', ').map((stack) => [stack, resources.length] as const),
    ),
  )
}
