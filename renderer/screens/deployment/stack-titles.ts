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

/** How many resources a stack has, by its scenario or kind. */
export function resourceCounts(
  templates: readonly {
    stacks: readonly Pick<Stack, 'kind' | 'scenarioId'>[]
    resources: readonly unknown[]
  }[],
): Map<string, number> {
  return new Map(
    templates.flatMap(({ stacks, resources }) =>
      stacks.map(({ kind, scenarioId }) => [scenarioId ?? kind, resources.length] as const),
    ),
  )
}
