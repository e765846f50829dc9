import { isInFlight, type Phase } from '../../../shared/lifecycle.ts'
import { isHeld, type Lease } from '../deployments/lease.ts'
import { report, type EngineContext } from '../engine-context.ts'
import type { RunWork } from '../runs/run-work.ts'
import { insertAsk } from '../store/asks.ts'
import { deploy } from './deploy.ts'
import { createInFlight } from './in-flight.ts'
import { measure } from './measure.ts'
import { createRemovals } from './removals.ts'
import type { Stage } from './stage.ts'
import { unlessConflict } from './unless-conflict.ts'

/**
 * The only writer of phases. Each call answers as soon as the work is started: the lease is taken and the row
 * says what is to come.
 */
export interface Conductor {
  /** Deploys a plan, measures it, and removes it where that is planned for afterwards. */
  run(id: string): Promise<void>
  /** Measures a further run on a deployment that is ready. */
  measure(id: string, runId: string): Promise<void>
  /** Starts the removal, or asks the process that works on the deployment for it. */
  remove(id: string): Promise<void>
  /** Stops the run of a deployment, or asks the process that measures it. */
  cancelRun(id: string): Promise<void>
  /** Stops all work of this process, leaving everything as it is, and waits until it has ended. */
  leave(): Promise<void>
  /**
   * Continues the work of processes that have died: stack operations, a run on the load generator, a removal,
   * and everything that was planned to follow.
   */
  recover(): Promise<void>
}

export function createConductor(context: EngineContext, runs: RunWork): Conductor {
  const { store } = context
  const inFlight = createInFlight(context)
  const removals = createRemovals(context, runs, inFlight)
  const stage = (id: string, lease: Lease): Stage => ({ context, runs, id, lease })

  function resume(id: string, phase: Phase): Promise<void> {
    if (phase === 'removing') return removals.begin(id)
    return inFlight.start(id, null, (lease) =>
      phase === 'deploying'
        ? deploy(stage(id, lease))
        : measure(stage(id, lease), context.runs.findGoing(id)?.id),
    )
  }

  return {
    run: (id) => inFlight.start(id, 'deploy', (lease) => deploy(stage(id, lease))),
    measure: (id, runId) => inFlight.start(id, 'measure', (lease) => measure(stage(id, lease), runId)),
    remove: (id) => removals.request(id),
    async cancelRun(id) {
      const work = inFlight.find(id)
      if (work) work.lease.interrupt('cancel-run')
      else insertAsk(store, id, 'cancel-run', Date.now())
    },
    leave: () => inFlight.leaveAll(),
    async recover() {
      const orphaned = context.deployments
        .list()
        .filter(
          ({ id, phase }) => isInFlight(phase) && inFlight.find(id) === undefined && !isHeld(context, id),
        )
      for (const { id, phase } of orphaned) {
        report(context, id, {
          level: 'warning',
          message: `Sluice ended while this deployment was ${phase}: continuing`,
        })
        // On a conflict, its process is alive after all, or another process was quicker.
        await resume(id, phase).catch(unlessConflict)
      }
    },
  }
}
