import type { Deployment } from '../../../shared/deployment.ts'
import { AppError } from '../../../shared/errors.ts'
import { report, type EngineContext } from '../engine-context.ts'
import { getDeployment, updateStack } from '../store/deployments.ts'
import { listStackResources } from '../store/stack-resources.ts'

/**
 * Writes down that a person agrees to leave resources behind (stack → logical ids): the next attempt to
 * remove the stack goes without them.
 * @throws AppError `conflict` where the removal has not failed, `invalid-input` for what did not fail to be
 * deleted
 */
export function agreeToRetain(
  context: EngineContext,
  id: string,
  retained: Readonly<Record<string, readonly string[]>>,
): void {
  const { phase, removalFailure: failure, stacks } = getDeployment(context.store, id)
  if (phase !== 'stranded')
    throw new AppError(
      'conflict',
      `Deployment ${id} is ${phase}: resources are left behind only where a removal has failed.`,
    )
  for (const [name, ids] of Object.entries(retained)) {
    const failed = failure?.stack === name ? failure.resources : []
    const wrong = ids.find((logicalId) => !failed.includes(logicalId))
    if (wrong !== undefined || !stacks.some((stack) => stack.name === name)) {
      const known =
        failure?.stack && failed.length > 0 ? `${failed.join(', ')} of ${failure.stack}` : 'nothing'
      throw new AppError(
        'invalid-input',
        `retained: ${wrong ?? name} is not what could not be deleted. That was: ${known}.`,
      )
    }
  }
  for (const [name, ids] of Object.entries(retained)) {
    const before = stacks.find((stack) => stack.name === name)?.retained ?? []
    updateStack(context.store, id, name, { retained: [...new Set([...before, ...ids])] })
    report(context, id, {
      level: 'warning',
      message: `Leaving ${ids.join(', ')} of ${name} behind, as agreed`,
    })
  }
}

/** The ids that AWS gave to what a person has agreed to leave behind. */
export function retainedIds(
  { store }: EngineContext,
  { id, stacks }: Pick<Deployment, 'id' | 'stacks'>,
): string[] {
  const resources = listStackResources(store, id)
  return stacks.flatMap(({ name, retained }) =>
    retained.map(
      (logicalId) =>
        resources.find((one) => one.stack === name && one.logicalId === logicalId)?.physicalId ?? logicalId,
    ),
  )
}
