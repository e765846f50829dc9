import { setTimeout as delay } from 'node:timers/promises'
import { AppError } from '../../../shared/errors.ts'
import type { EngineContext } from '../engine-context.ts'
import { takeAsks, type Ask } from '../store/asks.ts'
import { readLease, releaseLease, renewLease, renewMs, takeLease, type Lease } from '../store/leases.ts'

/**
 * Why work on a deployment is broken off. `remove` and `cancel-run` are asked for by a person; `leave` when
 * this process ends and leaves things as they are; `lost` when another process has taken the deployment
 * over.
 */
export class Interruption extends Error {
  override readonly name = 'Interruption'
  readonly what: Ask | 'leave' | 'lost'
  constructor(what: Ask | 'leave' | 'lost') {
    super(`interrupted: ${what}`)
    this.what = what
  }
}

/** A deployment that this process holds while it works on it. */
export interface Holding {
  /** Aborted when the run that is going is to stop, for whatever reason. */
  readonly run: AbortSignal
  /** Aborted when the deployment is to be removed, or this process has to let go of it. */
  readonly stop: AbortSignal
  /** Aborted only when this process has to let go: what ends a removal. */
  readonly leave: AbortSignal
  interrupt(what: Interruption['what']): void
}

/** How often the holder looks for what others ask of it. */
const askMs = 250

/**
 * Holds a deployment while `work` goes on: renews the lease, obeys what others ask, lets go at the end.
 * @throws AppError `conflict` when another process that is alive holds it
 */
export async function hold(
  context: EngineContext,
  deploymentId: string,
  work: (holding: Holding) => Promise<void>,
): Promise<void> {
  const { store, owner } = context
  await awaitRenewal(context, deploymentId)
  if (!takeLease(store, deploymentId, owner, Date.now(), (lease) => isDead(lease, owner.host))) {
    throw new AppError('conflict', `Another Sluice is at work on deployment ${deploymentId}.`)
  }
  const holding = createHolding()
  // A run that an earlier holder was to cancel is over; a removal that it was asked for is still wanted.
  if (takeAsks(store, deploymentId).includes('remove')) holding.interrupt('remove')
  const renew = (): void => {
    if (!renewLease(store, deploymentId, owner.token, Date.now())) holding.interrupt('lost')
  }
  const listen = (): void => {
    for (const ask of takeAsks(store, deploymentId)) holding.interrupt(ask)
  }
  const renewing = setInterval(() => context.guarded(renew), renewMs)
  const listening = setInterval(() => context.guarded(listen), askMs)
  try {
    await work(holding)
  } finally {
    clearInterval(renewing)
    clearInterval(listening)
    context.guarded(() => releaseLease(store, deploymentId, owner.token))
  }
}

/**
 * A lease that has run out while its holder lives was slept through, or the clock has jumped: the holder
 * renews it within moments, and is given them.
 */
async function awaitRenewal({ store, owner }: EngineContext, deploymentId: string): Promise<void> {
  const lease = readLease(store, deploymentId)
  if (lease === undefined || lease.token === owner.token || lease.untilMs > Date.now()) return
  if (lease.host === owner.host && !isDead(lease, owner.host)) await delay(renewMs + 500)
}

function createHolding(): Holding {
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

/**
 * A holder on this machine whose process is gone cannot renew any more: no need to wait for its lease to
 * run out.
 */
export function isDead(lease: Lease, host: string): boolean {
  if (lease.host !== host) return false
  try {
    process.kill(lease.pid, 0)
    return false
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'ESRCH'
  }
}
