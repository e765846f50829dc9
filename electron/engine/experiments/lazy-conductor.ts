import type { EngineContext } from '../engine-context.ts'
import type { Conductor } from './conductor.ts'

/**
 * The conductor, which comes with everything that deploys, measures and removes. It is loaded with the first
 * work: most commands of the command line only read.
 */
export function lazyConductor(context: EngineContext): Conductor {
  let loading: Promise<Conductor> | undefined
  const loaded = (): Promise<Conductor> => (loading ??= load(context))
  return {
    run: async (id) => (await loaded()).run(id),
    measure: async (id, runId) => (await loaded()).measure(id, runId),
    remove: async (id) => (await loaded()).remove(id),
    cancelRun: async (id) => (await loaded()).cancelRun(id),
    recover: async () => (await loaded()).recover(),
    // Without a conductor there is no work.
    leave: async () => (await loading)?.leave(),
  }
}

async function load(context: EngineContext): Promise<Conductor> {
  const [{ createConductor }, { createRunWork }] = await Promise.all([
    import('./conductor.ts'),
    import('../runs/run-work.ts'),
  ])
  return createConductor(context, createRunWork(context))
}
