import type { CommandName } from '../../../shared/contract.ts'
import { curvesOf } from '../../../shared/curves.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Run } from '../../../shared/run.ts'
import { createRun } from '../runs/create-run.ts'
import { createOutcomes } from '../runs/outcomes.ts'
import { createRunSearch } from '../runs/search-runs.ts'
import { findPublished, refusePublished } from '../runs/published-runs.ts'
import { exportCommands } from './export-runs.ts'
import type { CommandContext, Handlers } from './handlers.ts'

type Names = Exclude<Extract<CommandName, `runs.${string}`>, 'runs.import'>

export function runCommands({ context, conductor, live }: CommandContext): Pick<Handlers, Names> {
  const { catalog, deployments, runs } = context
  const outcomes = createOutcomes(context)
  const search = createRunSearch(context)
  /** A run that was measured here. */
  const own = (id: string): Run => {
    refusePublished(catalog, id)
    return runs.get(id)
  }
  return {
    'runs.start': async (choices) => {
      const deployment = deployments.get(choices.deploymentId)
      if (deployment.phase !== 'ready') {
        throw new AppError(
          'conflict',
          `Deployment ${deployment.id} is ${deployment.phase}; a run needs one that is ready.`,
        )
      }
      const run = createRun(context, deployment, choices)
      try {
        await conductor.measure(deployment.id, run.id)
      } catch (thrown) {
        runs.finish(run.id, 'failed', 'The run could not be started.', Date.now())
        throw thrown
      }
      return runs.get(run.id)
    },
    'runs.cancel': async ({ id }) => {
      const run = own(id)
      if (run.status === 'running') await conductor.cancelRun(run.deploymentId)
      return run
    },
    'runs.list': (wanted) => runs.list(wanted),
    'runs.find': (wanted) => search.find(wanted),
    'runs.outcomes': ({ ids }) => outcomes.of(ids),
    'runs.get': ({ id }) => {
      const published = findPublished(catalog, id)
      if (published) return { run: published.run, trials: [...published.trials], diagnoses: [] }
      return { run: runs.get(id), trials: runs.trials(id), diagnoses: runs.diagnoses(id) }
    },
    'runs.annotate': ({ id, ...notes }) => runs.change(own(id).id, notes),
    'runs.discard': ({ id }) => {
      if (own(id).status === 'running')
        throw new AppError('conflict', `Run ${id} is still running: stop it first.`)
      runs.discard(id, Date.now())
      return {}
    },
    'runs.restore': ({ id }) => runs.discard(own(id).id, null),
    'runs.curves': ({ id }) =>
      findPublished(catalog, id)
        ? []
        : curvesOf(runs.get(id), runs.trials(id), (order) => runs.histogram(id, order)),
    'runs.live': ({ id }) => live(id),
    ...exportCommands(context, own),
  }
}
