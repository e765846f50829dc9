import type { Deployment } from '../../../shared/deployment.ts'
import { AppError } from '../../../shared/errors.ts'
import { report, type EngineContext } from '../engine-context.ts'
import { listStackResources } from '../store/stack-resources.ts'

/** Stack → logical ids. */
type Retained = Readonly<Record<string, readonly string[]>>

/**
 * Writes down that a person agrees to leave resources behind: the next attempt to remove the stack
 * goes without them.
 * @throws AppError `conflict` where the removal has not failed, `invalid-input` for what did not fail to be
 * deleted
 */
export function agreeToRetain(context: EngineContext, id: string, retained: Retained): void {
  const deployment = context.deployments.get(id)
  requireUndeletable(deployment, retained)
  for (const [name, ids] of Object.entries(retained)) {
    const before = deployment.stacks.find((stack) => stack.name === name)?.retained ?? []
    context.deployments.changeStack(id, name, { retained: [...new Set([...before, ...ids])] })
    report(context, id, {
      level: 'warning',
      message: `Leaving ${ids.join(', ')} of ${name} behind, as agreed`,
    })
  }
}

function requireUndeletable({ id, phase, removalFailure }: Deployment, retained: Retained): void {
  if (phase !== 'stranded')
    throw new AppError(
      'conflict',
      `Deployment ${id} is ${phase}: resources are left behind only where a removal has failed.`,
    )
  const { stack: failedStack = null, resources: failed = [] } = removalFailure ?? {}
  for (const [name, ids] of Object.entries(retained)) {
    const wrong = name === failedStack ? ids.find((logicalId) => !failed.includes(logicalId)) : name
    if (wrong === undefined) continue
    const known =
      failedStack === null || failed.length === 0 ? 'nothing' : `${failed.join(', ')} of ${failedStack}`
    throw new AppError(
      'invalid-input',
      `retained: ${wrong} is not what could not be deleted. That was: ${known}.`,
    )
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
