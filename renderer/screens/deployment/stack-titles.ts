import type { Stack, StackKind } from '../../../shared/deployment.ts'
import { stackPart } from '../../../shared/stack-part.ts'

const titles: Record<Exclude<StackKind, 'shared' | 'scenario'>, string> = {
  guard: 'Guard: roles and automatic removal',
  base: 'Base: private network',
  backend: 'Backend: origin and load balancer',
  'load-generator': 'Load generator: instance that runs wrk',
}

type StackIdentity = Pick<Stack, 'kind' | 'scenarioId' | 'sharedId'>

/** A scenario or a shared stack. */
export interface Named {
  id: string
  title: string
}

/** What a stack is for, in words; its id where that is not known any more. */
export function stackTitle(stack: StackIdentity, known: readonly Named[]): string {
  if (stack.kind !== 'shared' && stack.kind !== 'scenario') return titles[stack.kind]
  const part = stackPart(stack)
  return known.find(({ id }) => id === part)?.title ?? part
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
