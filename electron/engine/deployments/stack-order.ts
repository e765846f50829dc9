import type { Stack } from '../../../shared/deployment.ts'
import type { Catalog } from '../catalog.ts'

/** What scenarios and shared stacks say that they need. */
type Needs = Pick<Catalog, 'scenarios' | 'sharedStacks'>

/**
 * The stacks whose outputs a stack may take, and which have to be there before it. A scenario waits for the
 * load generator too: where that cannot be made, nothing more is.
 */
export function awaitedBy(stack: Stack, stacks: readonly Stack[], needs: Needs): Stack[] {
  const after = needs.sharedStacks.find(({ id }) => id === stack.sharedId)?.after
  const kinds = after === undefined ? awaitedKinds[stack.kind] : [after]
  return stacks.filter((one) => kinds.includes(one.kind) || uses(stack, one, needs))
}

const awaitedKinds: Record<Stack['kind'], readonly Stack['kind'][]> = {
  guard: [],
  base: ['guard'],
  backend: ['base'],
  'load-generator': ['base'],
  // Where nothing says which.
  shared: ['backend'],
  scenario: ['backend', 'load-generator'],
}

/**
 * Groups of stacks to delete, one after another. Everything that costs money goes first; then base, whose
 * subnets wait for the last network interface; guard last, since its role deletes the others.
 */
export function removalOrder(stacks: readonly Stack[]): Stack[][] {
  const groups: Stack['kind'][][] = [['scenario', 'shared', 'backend', 'load-generator'], ['base'], ['guard']]
  return groups
    .map((kinds) => stacks.filter((stack) => kinds.includes(stack.kind)))
    .filter((group) => group.length > 0)
}

/**
 * The stacks that use a shared one, and have to be gone before it: a certificate that a listener has, or a
 * link that an API has, cannot be deleted. Nothing waits in this way for what is not shared.
 */
export function usersOf(shared: Stack, stacks: readonly Stack[], needs: Needs): Stack[] {
  return stacks.filter((one) => uses(one, shared, needs))
}

/**
 * How many others go before a shared stack, one after another: 1 where only scenarios use it. 0 for all
 * other stacks, and for a shared one that none of these uses.
 */
export function turnsBefore(stack: Stack, stacks: readonly Stack[], needs: Needs): number {
  const before = usersOf(stack, stacks, needs).map((one) => 1 + turnsBefore(one, stacks, needs))
  return Math.max(0, ...before)
}

/**
 * Starts work on every stack at once, and hands it the work on the stacks that come before. A stack that
 * comes before itself is refused when the catalog is read.
 */
export function inOrder<T>(
  stacks: readonly Stack[],
  before: (stack: Stack) => readonly Stack[],
  work: (stack: Stack, before: Promise<T>[]) => Promise<T>,
): Promise<T>[] {
  const begun = new Map<Stack, Promise<T>>()
  const begin = (stack: Stack): Promise<T> => {
    const known = begun.get(stack)
    if (known !== undefined) return known
    const own = work(stack, before(stack).map(begin))
    begun.set(stack, own)
    return own
  }
  return stacks.map(begin)
}

/** Whether the first names the second. What this version does not know names nothing. */
function uses(stack: Stack, shared: Stack, { scenarios, sharedStacks }: Needs): boolean {
  const named =
    scenarios.find(({ id }) => id === stack.scenarioId)?.stacks ??
    sharedStacks.find(({ id }) => id === stack.sharedId)?.needs ??
    []
  return shared.sharedId !== null && named.includes(shared.sharedId)
}
