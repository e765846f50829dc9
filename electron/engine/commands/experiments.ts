import { startExperiment } from '../experiments/start-experiment.ts'
import type { CommandContext, Handlers } from './handlers.ts'

type Names = 'experiments.list' | 'experiments.run'

export function experimentCommands({ context, conductor }: CommandContext): Pick<Handlers, Names> {
  return {
    'experiments.list': () => context.catalog.experiments,
    'experiments.run': (input) => startExperiment(context, conductor, input),
  }
}
