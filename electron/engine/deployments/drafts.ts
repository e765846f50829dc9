import { choicesOfTyped } from '../../../shared/choices.ts'
import type { Deployment, TypedChoices } from '../../../shared/deployment.ts'
import { requireFaultless } from '../../../shared/faults.ts'
import type { Catalog } from '../catalog.ts'
import type { EngineContext } from '../engine-context.ts'
import { planDeployment, planFaults } from './plan-deployment.ts'

/**
 * Keeps what was typed into a draft. Without a fault it becomes the plan; with one it is kept beside the last
 * plan that had none.
 * @throws AppError `not-found`; `conflict` for a plan that was started
 */
export function saveDraft(
  { catalog, deployments }: Pick<EngineContext, 'catalog' | 'deployments'>,
  id: string,
  typed: TypedChoices,
): Deployment {
  const { createdAtMs, experimentId } = deployments.get(id)
  const choices = choicesOfTyped(typed, experimentId)
  if (planFaults(catalog, choices).length > 0)
    return deployments.changePlanned(id, { typed, changedAtMs: Date.now() })
  return deployments.replacePlanned({ ...planDeployment(catalog, choices, id), createdAtMs })
}

/**
 * A draft that can be checked and started.
 * @throws AppError `invalid-input` naming the fields of one that was left with faults
 */
export function requireComplete(catalog: Catalog, draft: Deployment): Deployment {
  if (draft.phase === 'planned' && draft.typed !== null)
    requireFaultless(planFaults(catalog, choicesOfTyped(draft.typed, draft.experimentId)))
  return draft
}
