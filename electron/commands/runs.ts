import { planTrials } from '../../shared/schedule.ts'
import { AppError } from '../../shared/errors.ts'
import { newId } from '../ids.ts'
import { planDurationMs, planLoad, planRun } from '../runs/plan-run.ts'
import { getDeployment } from '../store/deployments.ts'
import { findGoingRun, finishRun, getRun, insertRun, listRuns } from '../store/runs.ts'
import { insertTrials, listTrials } from '../store/trials.ts'
import type { CommandContext, Handlers } from './index.ts'

type Names = 'runs.check' | 'runs.start' | 'runs.cancel' | 'runs.list' | 'runs.get'

export function runCommands({ desk, conductor }: CommandContext): Pick<Handlers, Names> {
  const { store, catalog } = desk
  return {
    'runs.check': (choices) => {
      const experiment = catalog.experiment(choices.experimentId)
      const { load, paths } = planLoad(experiment, choices)
      const trials = experiment.scenarios.length * paths.length * load.rounds
      return { trials, durationMs: planDurationMs(load, trials) }
    },
    'runs.start': async (choices) => {
      const deployment = getDeployment(store, choices.deploymentId)
      if (deployment.phase !== 'ready') {
        throw new AppError('conflict', `Deployment ${deployment.id} is ${deployment.phase}; a run needs one that is ready.`)
      }
      const { load, paths } = planLoad(catalog.experiment(deployment.experimentId), choices)
      const scenarios = deployment.scenarios.map((id) => catalog.scenario(id))
      const run = planRun(newId('r'), deployment, scenarios, { load, paths, seed: choices.seed })
      store.transaction(() => {
        if (findGoingRun(store, deployment.id)) throw new AppError('conflict', `A run is going on deployment ${deployment.id} already.`)
        insertRun(store, run)
        insertTrials(store, run.id, planTrials({ scenarios: deployment.scenarios, paths, rounds: load.rounds, seed: run.seed }))
      })()
      try {
        await conductor.measure(deployment.id, run.id)
      } catch (thrown) {
        finishRun(store, run.id, 'failed', 'The run could not be started.', Date.now())
        throw thrown
      }
      desk.announce('run.changed', getRun(store, run.id))
      return getRun(store, run.id)
    },
    'runs.cancel': ({ id }) => {
      const run = getRun(store, id)
      if (run.status === 'running') conductor.cancelRun(run.deploymentId)
      return run
    },
    'runs.list': () => listRuns(store),
    'runs.get': ({ id }) => ({ run: getRun(store, id), trials: listTrials(store, id) }),
  }
}
