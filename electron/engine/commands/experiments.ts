import type { CommandContext, Handlers } from './handlers.ts'

type Names = 'experiments.list' | 'experiments.run'

export function experimentCommands({ context, conductor }: CommandContext): Pick<Handlers, Names> {
  return {
    'experiments.list': () => context.catalog.experiments,
    'experiments.run': async (input) => {
      const { startExperiment } = await import('../experiments/start-experiment.ts')
      return startExperiment(context, conductor, input)
    },
  }
}
