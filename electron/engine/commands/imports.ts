import { runsOf } from '../imports/import-runs.ts'
import { refusePublished } from '../runs/published-runs.ts'
import type { CommandContext, Handlers } from './handlers.ts'

export function importCommands({ context }: CommandContext): Pick<Handlers, 'runs.import'> {
  const { catalog, runs } = context
  return {
    'runs.import': (input) => {
      const imported = runsOf(input, Date.now())
      for (const { run } of imported) refusePublished(catalog, run.id)
      return runs.addImported(imported)
    },
  }
}
