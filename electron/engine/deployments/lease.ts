import { setTimeout as delay } from 'node:timers/promises'
import { AppError } from '../../../shared/errors.ts'
import type { EngineContext } from '../engine-context.ts'
import { takeAsks, type Ask } from '../store/asks.ts'
import { readLease, releaseLease, renewLease, renewMs, takeLease, type StoredLease } from '../store/leases.ts'

/**
 * Why work on a deployment is interrupted: a person asks for `remove` or `cancel-run`; `leave` is for a
 * process that ends and leaves everything as it is; `lost` when another process has taken the lease.
 */
class Interruption extends Error {
  override readonly name = 'Interruption'
  readonly what: Ask | 'leave' | 'lost'
  constructor(what: Ask | 'leave' | 'lost') {
    super(`interrupted: ${what}`)
    this.what = what
  }
}

/** This process's right to work on a deployment. Each signal includes the ones below it. */
export interface Lease {
  /** Aborted when the current run has to stop. */
  readonly run: AbortSignal
  /** Aborted when the deployment is to be removed. */
  readonly stop: AbortSignal
  /** Aborted when this process has to stop working on the deployment, whatever is in progress. */
  readonly leave: AbortSignal
  interrupt(what: Interruption['what']): void
}

/** How often the holder reads what other processes ask of it. */
const askMs = 250

/**
 * Takes the lease of a deployment for as long as `work` lasts: renews it, obeys what other processes ask, and
 * releases it at the end.
 * @throws AppError `conflict` when another process that is alive holds the lease
 */
export async function withLease(
  context: EngineContext,
  deploymentId: string,
  work: (lease: Lease) => Promise<void>,
): Promise<void> {
  const { store, owner } = context
  await awaitRenewal(context, deploymentId)
  if (!takeLease(store, deploymentId, owner, Date.now(), (stored) => isHolderDead(stored, owner.host))) {
    throw new AppError('conflict', `Another process is working on deployment ${deploymentId}.`)
  }
  const lease = createLease()
  // A request to cancel a run was for the earlier holder's run; a request to remove still counts.
  if (takeAsks(store, deploymentId).includes('remove')) lease.interrupt('remove')
  const renew = (): void => {
    if (!renewLease(store, deploymentId, owner.token, Date.now())) lease.interrupt('lost')
  }
  const listen = (): void => {
    for (const ask of takeAsks(store, deploymentId)) lease.interrupt(ask)
  }
  const renewing = setInterval(() => context.guarded(renew), renewMs)
  const listening = setInterval(() => context.guarded(listen), askMs)
  try {
    await work(lease)
  } finally {
    clearInterval(renewing)
    clearInterval(listening)
    context.guarded(() => releaseLease(store, deploymentId, owner.token))
  }
}

/**
 * A lease can expire while its holder is alive: the machine was asleep, or the clock has jumped. This gives
 * the holder time to renew it.
 */
async function awaitRenewal({ store, owner }: EngineContext, deploymentId: string): Promise<void> {
  const stored = readLease(store, deploymentId)
  if (stored === undefined || stored.token === owner.token || stored.untilMs > Date.now()) return
  if (stored.host === owner.host && !isHolderDead(stored, owner.host)) await delay(renewMs + 500)
}

function createLease(): Lease {
  const controllers = {
    run: new AbortController(),
    stop: new AbortController(),
    leave: new AbortController(),
  }
  const reach: Record<Interruption['what'], (keyof typeof controllers)[]> = {
    'cancel-run': ['run'],
    remove: ['run', 'stop'],
    leave: ['run', 'stop', 'leave'],
    lost: ['run', 'stop', 'leave'],
  }
  return {
    run: controllers.run.signal,
    stop: controllers.stop.signal,
    leave: controllers.leave.signal,
    interrupt(what) {
      for (const name of reach[what]) controllers[name].abort(new Interruption(what))
    },
  }
}

/** Whether a living process holds the lease of a deployment, this one included. */
export function isHeld({ store, owner }: EngineContext, deploymentId: string): boolean {
  const stored = readLease(store, deploymentId)
  return stored !== undefined && stored.untilMs > Date.now() && !isHolderDead(stored, owner.host)
}

/** A dead process on this machine cannot renew its lease: there is no need to wait until it expires. */
function isHolderDead(stored: StoredLease, host: string): boolean {
  if (stored.host !== host) return false
  try {
    process.kill(stored.pid, 0)
    return false
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'ESRCH'
  }
}
