import { AppError } from '../../shared/errors.ts'
import type { SharedStack } from '../../shared/scenario.ts'

/**
 * The shared stacks with these ids and all that they need in turn, each once and after those it needs.
 * @throws AppError `internal` naming an id that is not listed, or one that needs itself
 */
export function sharedClosure(listed: readonly SharedStack[], ids: readonly string[]): SharedStack[] {
  const found = new Set<SharedStack>()
  const add = (id: string, needing: readonly string[]): void => {
    const stack = listed.find((one) => one.id === id)
    if (stack === undefined || needing.includes(id))
      throw new AppError(
        'internal',
        `templates/shared/stacks.json is damaged: ${stack ? `"${id}" needs itself` : `there is no "${id}"`}.`,
        { resource: 'shared stack', id },
      )
    for (const needed of stack.needs) add(needed, [...needing, id])
    found.add(stack)
  }
  for (const id of ids) add(id, [])
  return [...found]
}
