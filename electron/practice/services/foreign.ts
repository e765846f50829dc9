import { createHash } from 'node:crypto'
import type { Faults } from '../faults.ts'
import type { World } from '../world.ts'

/**
 * Names of what somebody else has in every Region of the account (`faults().foreign`): Sluice must see it,
 * and leave it alone.
 */
export function foreignNames(world: Pick<World, 'faults'>, kind: keyof Faults['foreign']): string[] {
  return Array.from({ length: world.faults().foreign[kind] }, (_, place) => `shop-${place + 1}`)
}

/** Ten characters, always the same for the same seed. */
export function foreignId(seed: string): string {
  const digest = createHash('sha256').update(seed).digest('hex').slice(0, 14)
  return BigInt(`0x${digest}`).toString(36).padStart(10, '0').slice(-10)
}
