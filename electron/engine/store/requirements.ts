import { keptRequirementsSchema, type KeptRequirements } from '../../../shared/requirements.ts'
import type { Store } from './open.ts'
import { tableOf } from './table.ts'

const requirements = tableOf('requirements', keptRequirementsSchema)

/** What a person requires of an experiment's answer; undefined until they have said so. */
export function readRequirements(store: Store, experimentId: string): KeptRequirements | undefined {
  return requirements.select(store, 'WHERE experiment_id = ?', experimentId)[0]
}

export function keepRequirements(store: Store, kept: KeptRequirements): void {
  const { experimentId } = kept
  store
    .transaction(() => {
      if (requirements.update(store, { experimentId }, kept) === 0) requirements.insert(store, kept)
    })
    .immediate()
}
