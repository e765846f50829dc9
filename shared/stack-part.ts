import type { Stack } from './deployment.ts'

/** Which stack of its deployment this is: the tag `sluice:stack`, and how its name ends. */
export function stackPart({
  kind,
  scenarioId,
  sharedId,
}: Pick<Stack, 'kind' | 'scenarioId' | 'sharedId'>): string {
  return scenarioId ?? sharedId ?? kind
}
