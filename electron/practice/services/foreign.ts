import type { Faults } from '../faults.ts'
import type { World } from '../world.ts'

/**
 * Names of what somebody else has in every Region of the account (`faults().foreign`): Sluice must see it,
 * and leave it alone.
 */
export function foreignNames(world: Pick<World, 'faults'>, kind: keyof Faults['foreign']): string[] {
  return Array.from({ length: world.faults().foreign[kind] }, (_, place) => `shop-${place + 1}`)
}
