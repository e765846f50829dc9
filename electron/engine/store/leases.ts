import { z } from 'zod'
import type { Store } from './open.ts'
import { tableOf } from './table.ts'

/** How long a lease is good for without being renewed, and how often it is renewed. */
export const leaseMs = 10_000
export const renewMs = 3_000

export interface Owner {
  /** Random, one per engine. */
  token: string
  pid: number
  host: string
}

const leaseSchema = z.object({
  deploymentId: z.string(),
  token: z.string(),
  pid: z.int(),
  host: z.string(),
  untilMs: z.number(),
})
export type StoredLease = z.infer<typeof leaseSchema>

/** A lease stands in the row of its deployment. */
const leases = tableOf('deployments', leaseSchema, {
  deploymentId: 'id',
  token: 'owner',
  pid: 'owner_pid',
  host: 'owner_host',
  untilMs: 'lease_until_ms',
})

/**
 * Who holds a deployment, or undefined when nobody does. An expired lease is still answered: its holder may
 * be asleep.
 */
export function readLease(store: Store, deploymentId: string): StoredLease | undefined {
  return leases.select(store, 'WHERE id = ? AND owner IS NOT NULL', deploymentId)[0]
}

/**
 * Takes the deployment, unless somebody else holds it.
 * @param gone says of a lease whether its holder is known to be dead before the lease has run out
 * @returns whether this owner holds it now
 */
export function takeLease(
  store: Store,
  deploymentId: string,
  owner: Owner,
  nowMs: number,
  gone: (lease: StoredLease) => boolean,
): boolean {
  return store
    .transaction(() => {
      const lease = readLease(store, deploymentId)
      if (lease && lease.token !== owner.token && lease.untilMs > nowMs && !gone(lease)) return false
      leases.update(store, { deploymentId }, { ...owner, untilMs: nowMs + leaseMs })
      return true
    })
    .immediate()
}

/** @returns false when somebody else has taken the deployment meanwhile */
export function renewLease(store: Store, deploymentId: string, token: string, nowMs: number): boolean {
  return leases.update(store, { deploymentId, token }, { untilMs: nowMs + leaseMs }) === 1
}

export function releaseLease(store: Store, deploymentId: string, token: string): void {
  store
    .prepare(
      `UPDATE deployments SET owner = NULL, owner_pid = NULL, owner_host = NULL, lease_until_ms = NULL
       WHERE id = ? AND owner = ?`,
    )
    .run(deploymentId, token)
}
