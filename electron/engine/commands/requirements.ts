import { requireFaultless } from '../../../shared/faults.ts'
import { defaultRequirements, requirementFaults } from '../../../shared/requirement-rules.ts'
import { keepRequirements, readRequirements } from '../store/requirements.ts'
import type { CommandContext, Handlers } from './handlers.ts'

type Names = 'requirements.get' | 'requirements.set'

export function requirementCommands({ context }: CommandContext): Pick<Handlers, Names> {
  const { announce, catalog, store } = context
  return {
    'requirements.get': ({ experimentId }) =>
      readRequirements(store, catalog.experiment(experimentId).id) ?? {
        experimentId,
        requirements: defaultRequirements,
        changedAtMs: null,
      },
    'requirements.set': ({ experimentId, requirements }) => {
      requireFaultless(requirementFaults(requirements))
      const kept = {
        experimentId: catalog.experiment(experimentId).id,
        requirements,
        changedAtMs: Date.now(),
      }
      keepRequirements(store, kept)
      announce('requirements.changed', kept)
      return kept
    },
  }
}
