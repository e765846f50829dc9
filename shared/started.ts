import type { Deployment } from './deployment.ts'

/**
 * When a deployment was started: when CloudFormation was asked for the first of its stacks. Before that, when
 * its draft was made.
 */
export function startedAtMs({ stacks, createdAtMs }: Pick<Deployment, 'stacks' | 'createdAtMs'>): number {
  const asked = stacks.flatMap((stack) => (stack.createdAtMs === null ? [] : [stack.createdAtMs]))
  return asked.length === 0 ? createdAtMs : Math.min(...asked)
}
