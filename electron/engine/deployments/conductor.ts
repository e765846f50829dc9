import { setTimeout as delay } from 'node:timers/promises'
import { AppError, errorMessage } from '../../../shared/errors.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import { isInFlight, isLive, type Phase, type Step } from '../../../shared/lifecycle.ts'
import type { Receipt } from '../../../shared/receipt.ts'
import { provesEmpty, receiptVerdict } from '../../../shared/receipt-verdict.ts'
import { report, type EngineContext } from '../engine-context.ts'
import type { Aws } from '../aws/clients.ts'
import { insertAsk } from '../store/asks.ts'
import { readLease } from '../store/leases.ts'
import { createStacks } from './create-stacks.ts'
import { failureOf } from './failure-of.ts'
import { causeOf } from './losses.ts'
import { proveEmpty } from './receipt.ts'
import { hold, isDead, type Holding } from './holding.ts'
import { awaitReady } from './readiness.ts'
import { removeStacks } from './remove-stacks.ts'

/** What the conductor of deployments needs of the runs: it decides when, they know how. */
export interface RunWork {
  /**
   * Runs the load of a run to its end or to its cancelling, and writes down what it came to. @throws when
   * the deployment is of no more use
   */
  measure(runId: string, aws: Aws, holding: Holding): Promise<void>
  /** Writes down the run that the deployment plans. */
  create(deploymentId: string): string
  /**
   * Keeps what an interrupted run has finished, as far as it can still be had, and ends it. Throws nothing.
   */
  salvage(runId: string, aws: Aws | undefined): Promise<void>
}

/**
 * The only writer of phases. Each call starts its work and answers once the deployment is held and its row
 * says what is to come.
 */
export interface Conductor {
  deploy(id: string): Promise<void>
  /** Deploys and, once all is ready, measures as planned. */
  start(id: string): Promise<void>
  measure(id: string, runId: string): Promise<void>
  /** Starts the removal, or asks whoever is at work on the deployment for it. */
  remove(id: string): Promise<void>
  cancelRun(id: string): void
  /** Lets go of everything that is in flight here, as it is, and waits until that is done. */
  leave(): Promise<void>
  /**
   * Takes up what was in flight when its process died: re-attaches to stack operations, to the detached
   * runner, to a removal.
   */
  recover(): Promise<void>
}

export function createConductor(context: EngineContext, runs: RunWork): Conductor {
  const inFlight = new Map<string, { holding: Holding; done: Promise<void> }>()

  /**
   * Starts `work` and resolves when it holds the deployment and has taken its first step; what comes later
   * is told by events.
   */
  async function begin(
    id: string,
    firstStep: Step | null,
    work: (holding: Holding) => Promise<void>,
  ): Promise<void> {
    await released(id)
    const started = Promise.withResolvers<void>()
    const finished = Promise.withResolvers<void>()
    void hold(context, id, async (holding) => {
      inFlight.set(id, { holding, done: finished.promise })
      if (firstStep) step(id, firstStep)
      started.resolve()
      await work(holding).catch((thrown: unknown) => {
        if (!holding.leave.aborted && !context.storeHealth.isStorageError(thrown))
          report(context, id, { level: 'error', message: errorMessage(thrown) })
      })
    })
      .catch(started.reject)
      .finally(() => {
        inFlight.delete(id)
        context.guarded(() => void context.deployments.announce(id))
        finished.resolve()
      })
    await started.promise
  }

  /**
   * Work that has taken its last step lets go a moment later. @throws AppError `conflict` while it is going
   * on
   */
  async function released(id: string): Promise<void> {
    const here = inFlight.get(id)
    if (!here) return
    const { phase } = context.deployments.get(id)
    if (isInFlight(phase)) throw new AppError('conflict', `Deployment ${id} is busy (${phase}).`)
    await here.done
  }

  function step(id: string, name: Step): void {
    context.deployments.takeStep(id, context.owner.token, name, Date.now())
  }

  async function deployWork(id: string, holding: Holding): Promise<void> {
    try {
      const deployment = startClock(id)
      await withAccount(id, holding.stop, async (aws) => {
        const made = await createStacks(context, aws, deployment, holding.stop)
        await awaitReady(context, aws, made, holding.stop).catch(async (thrown: unknown) => {
          holding.stop.throwIfAborted()
          throw await causeOf(aws, made.stacks, thrown)
        })
      })
      step(id, 'deployed')
      if (!deployment.measureWhenReady) return
      const runId = runs.create(id)
      step(id, 'measure')
      return await measureWork(id, runId, holding)
    } catch (thrown) {
      await giveUp(id, holding, thrown)
    }
  }

  /** Its life begins when it is deployed; a restart does not begin it anew. */
  function startClock(id: string): Deployment {
    const deployment = context.deployments.get(id)
    if (deployment.expiresAtMs !== null) return deployment
    return context.deployments.change(id, { expiresAtMs: Date.now() + deployment.lifetimeMs })
  }

  async function measureWork(id: string, runId: string | undefined, holding: Holding): Promise<void> {
    try {
      if (runId !== undefined) await withAccount(id, holding.stop, (aws) => runs.measure(runId, aws, holding))
      holding.stop.throwIfAborted()
      step(id, 'measured')
    } catch (thrown) {
      await giveUp(id, holding, thrown)
    }
  }

  /**
   * Once something may exist, a failure or a wish to stop leads to removal; only letting go leaves things
   * as they are.
   */
  async function giveUp(id: string, holding: Holding, thrown: unknown): Promise<void> {
    holding.leave.throwIfAborted()
    // Nothing can be written down: it is let go of as it is, and taken up again later.
    if (context.storeHealth.isStorageError(thrown)) throw thrown
    if (!holding.stop.aborted) {
      context.deployments.recordFailure(id, failureOf(thrown))
      report(context, id, { level: 'error', message: errorMessage(thrown) })
    }
    step(id, 'remove')
    await removeWork(id, holding)
  }

  async function removeWork(id: string, holding: Holding): Promise<void> {
    try {
      let receipt: Receipt | undefined
      await withAccount(id, holding.leave, async (aws) => {
        const going = context.runs.findGoing(id)
        if (going) await runs.salvage(going.id, aws)
        const gone = await removeStacks(context, aws, context.deployments.get(id), holding.leave)
        receipt = await proveEmpty(context, aws, gone, holding.leave)
        context.deployments.change(id, { receipt })
      })
      context.deployments.change(id, { removalFailure: null })
      step(id, 'removed')
      if (receipt)
        report(context, id, {
          level: provesEmpty(receipt) ? 'info' : 'warning',
          message: `Removed. ${receiptVerdict(receipt)}`,
        })
    } catch (thrown) {
      holding.leave.throwIfAborted()
      if (context.storeHealth.isStorageError(thrown)) throw thrown
      const going = context.runs.findGoing(id)
      if (going) await runs.salvage(going.id, undefined)
      context.deployments.change(id, { removalFailure: failureOf(thrown) })
      step(id, 'strand')
      report(context, id, {
        level: 'error',
        message: `Removal failed: ${errorMessage(thrown).replace(/\.$/, '')}. Try again with \`sluice teardown ${id}\`.`,
      })
    }
  }

  function isHeld(id: string): boolean {
    const lease = readLease(context.store, id)
    return lease !== undefined && lease.untilMs > Date.now() && !isDead(lease, context.owner.host)
  }

  /** A removal whose process died goes on where it stood, without a step. */
  function beginRemoval(id: string): Promise<void> {
    const { phase } = context.deployments.get(id)
    return begin(id, phase === 'removing' ? null : 'remove', (holding) => removeWork(id, holding))
  }

  function takeUp(id: string, phase: Phase): Promise<void> {
    if (phase === 'deploying') return begin(id, null, (holding) => deployWork(id, holding))
    if (phase === 'removing') return beginRemoval(id)
    return begin(id, null, (holding) => measureWork(id, context.runs.findGoing(id)?.id, holding))
  }

  /** The holder may end, or die, before it has seen what was asked of it: then the removal is ours. */
  async function awaitObeyed(id: string): Promise<void> {
    for (;;) {
      await delay(500)
      const { phase } = context.deployments.get(id)
      if (!isLive(phase) || phase === 'removing' || phase === 'stranded') return
      if (!isHeld(id)) return beginRemoval(id)
    }
  }

  async function withAccount(
    id: string,
    signal: AbortSignal,
    work: (aws: Aws) => Promise<void>,
  ): Promise<void> {
    const { account, region, accountId } = context.deployments.get(id)
    const aws = await context.connect(account, region, { deploymentId: id, accountId, signal })
    try {
      await work(aws)
    } finally {
      aws.close()
    }
  }

  return {
    deploy: (id) => begin(id, 'deploy', (holding) => deployWork(id, holding)),
    start: (id) => {
      context.deployments.change(id, { measureWhenReady: true })
      return begin(id, 'deploy', (holding) => deployWork(id, holding))
    },
    measure: (id, runId) => begin(id, 'measure', (holding) => measureWork(id, runId, holding)),
    async remove(id) {
      const { phase } = context.deployments.get(id)
      if (!isLive(phase))
        throw new AppError('conflict', `Deployment ${id} is ${phase}: there is nothing to remove.`)
      const here = inFlight.get(id)
      if (here && isInFlight(phase)) return here.holding.interrupt('remove')
      await here?.done
      if (!isHeld(id)) {
        // A holder that was asleep has woken up meanwhile: then it is asked.
        const begun = await beginRemoval(id).then(() => true, unlessConflict)
        if (begun) return
      }
      insertAsk(context.store, id, 'remove', Date.now())
      void awaitObeyed(id).catch((thrown: unknown) =>
        report(context, id, { level: 'error', message: errorMessage(thrown) }),
      )
    },
    cancelRun(id) {
      const here = inFlight.get(id)
      if (here) here.holding.interrupt('cancel-run')
      else insertAsk(context.store, id, 'cancel-run', Date.now())
    },
    async recover() {
      const left = context.deployments
        .list()
        .filter(({ id, phase }) => isInFlight(phase) && !inFlight.has(id) && !isHeld(id))
      for (const { id, phase } of left) {
        report(context, id, {
          level: 'warning',
          message: `Sluice was ended while this deployment was ${phase}: going on where it stood`,
        })
        // Its holder has woken up, or another process was quicker: then it is theirs.
        await takeUp(id, phase).catch(unlessConflict)
      }
    },
    async leave() {
      const all = [...inFlight.values()]
      for (const { holding } of all) holding.interrupt('leave')
      await Promise.all(all.map(({ done }) => done))
    },
  }
}

/** @returns false for a deployment that somebody else holds; everything else that was thrown is thrown on */
function unlessConflict(thrown: unknown): false {
  if (thrown instanceof AppError && thrown.code === 'conflict') return false
  throw thrown
}
