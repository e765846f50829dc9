import type { CommandName } from '../../../shared/contract.ts'
import { AppError } from '../../../shared/errors.ts'
import { createRun } from '../runs/create-run.ts'
import { findDeployment, getDeployment } from '../store/deployments.ts'
import { annotateRun, discardRun, finishRun, getRun, listRuns } from '../store/runs.ts'
import { listTrials } from '../store/trials.ts'
import { runJson } from '../reports/run-json.ts'
import { curvesOf } from '../runs/curves.ts'
import type { Run } from '../../../shared/run.ts'
import type { CommandContext, Handlers } from './handlers.ts'

type Names = Extract<CommandName, `runs.${string}`>

export function runCommands({ context, conductor, live }: CommandContext): Pick<Handlers, Names> {
  const { store } = context
  const announced = (id: string): Run => {
    const run = getRun(store, id)
    context.announce('run.changed', run)
    return run
  }
  return {
    'runs.start': async (choices) => {
      const deployment = getDeployment(store, choices.deploymentId)
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
        finishRun(store, run.id, 'failed', 'The run could not be started.', Date.now())
        throw thrown
      }
      context.announce('run.changed', getRun(store, run.id))
      return getRun(store, run.id)
    },
    'runs.cancel': ({ id }) => {
      const run = getRun(store, id)
      if (run.status === 'running') conductor.cancelRun(run.deploymentId)
      return run
    },
    'runs.list': () => listRuns(store),
    'runs.get': ({ id }) => ({ run: getRun(store, id), trials: listTrials(store, id) }),
    'runs.annotate': ({ id, ...notes }) => {
      annotateRun(store, id, notes)
      return announced(id)
    },
    'runs.discard': ({ id }) => {
      if (getRun(store, id).status === 'running')
        throw new AppError('conflict', `Run ${id} is going: stop it first.`)
      discardRun(store, id, Date.now())
      announced(id)
      return {}
    },
    'runs.restore': ({ id }) => {
      discardRun(store, id, null)
      return announced(id)
    },
    'runs.curves': ({ id }) => curvesOf(store, getRun(store, id)),
    'runs.live': ({ id }) => live(id),
    'runs.export': ({ id }) => {
      const run = getRun(store, id)
      return runJson(run, listTrials(store, id), findDeployment(store, run.deploymentId)?.receipt ?? null)
    },
  }
}
