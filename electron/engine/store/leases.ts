import type { Store } from './open.ts'

/** How long a lease is good for without being renewed, and how often it is renewed. */
export const leaseMs = 10_000
export const renewMs = 3_000

export interface Owner {
  /** Random, one per engine. */
  token: string
  pid: number
  host: string
}

export interface Lease {
  token: string
  pid: number
  host: string
  untilMs: number
}

interface LeaseRow {
  owner: string | null
  owner_pid: number | null
  owner_host: string | null
  lease_until_ms: number | null
}

/**
 * Who holds a deployment, or undefined when nobody does. An expired lease is still answered: its holder may
 * be asleep.
 */
export function readLease(store: Store, deploymentId: string): Lease | undefined {
  const row = store
    .prepare('SELECT owner, owner_pid, owner_host, lease_until_ms FROM deployments WHERE id = ?')
    .get(deploymentId) as LeaseRow | undefined
  if (!row || row.owner === null) return undefined
  return {
    token: row.owner,
    pid: row.owner_pid ?? 0,
    host: row.owner_host ?? '',
    untilMs: row.lease_until_ms ?? 0,
  }
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
  gone: (lease: Lease) => boolean,
): boolean {
  return store
    .transaction(() => {
      const lease = readLease(store, deploymentId)
      if (lease && lease.token !== owner.token && lease.untilMs > nowMs && !gone(lease)) return false
      store
        .prepare(
          'UPDATE deployments SET owner = ?, owner_pid = ?, owner_host = ?, lease_until_ms = ? WHERE id = ?',
        )
        .run(owner.token, owner.pid, owner.host, nowMs + leaseMs, deploymentId)
      return true
    })
    .immediate()
}

/** @returns false when somebody else has taken the deployment meanwhile */
export function renewLease(store: Store, deploymentId: string, token: string, nowMs: number): boolean {
  return (
    store
      .prepare('UPDATE deployments SET lease_until_ms = ? WHERE id = ? AND owner = ?')
      .run(nowMs + leaseMs, deploymentId, token).changes === 1
  )
}

export function releaseLease(store: Store, deploymentId: string, token: string): void {
  store
    .prepare(
      'UPDATE deployments SET owner = NULL, owner_pid = NULL, owner_host = NULL, lease_until_ms = NULL WHERE id = ? AND owner = ?',
    )
    .run(deploymentId, token)
}
