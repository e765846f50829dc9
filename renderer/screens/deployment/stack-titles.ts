import type { Stack, StackKind } from '../../../shared/deployment.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { stackPart } from '../../../shared/stack-part.ts'

const titles: Record<Exclude<StackKind, 'shared' | 'scenario'>, string> = {
  guard: 'Guard: roles and automatic removal',
  base: 'Base: private network',
  backend: 'Backend: origin and load balancer',
  'load-generator': 'Load generator: instance that runs wrk',
}

type StackIdentity = Pick<Stack, 'kind' | 'scenarioId' | 'sharedId'>

/** What a stack is for, in words. */
export function stackTitle(
  { kind, scenarioId, sharedId }: StackIdentity,
  scenarios: readonly Scenario[],
): string {
  if (kind === 'shared') return `Shared: ${sharedId}`
  if (kind !== 'scenario') return titles[kind]
  return scenarios.find(({ id }) => id === scenarioId)?.title ?? scenarioId ?? 'Scenario'
}

/** How many resources a stack has, by `stackPart`. */
export function resourceCounts(
  templates: readonly {
    stacks: readonly StackIdentity[]
    resources: readonly unknown[]
  }[],
): Map<string, number> {
  return new Map(
    templates.flatMap(({ stacks, resources }) =>
      stacks.map((stack) => [stackPart(stack), resources.length] as const),
    ),
  )
}
