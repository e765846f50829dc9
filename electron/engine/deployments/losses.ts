import type { Stack } from '../../../shared/deployment.ts'
import { AppError } from '../../../shared/errors.ts'
import { instanceOutputs } from '../../../shared/template-contract.ts'
import type { Aws } from '../aws/clients.ts'
import { runningAmong } from '../aws/instances.ts'
import { describeStack } from '../aws/stacks.ts'

/**
 * Something that the rows know as there, and that is gone or going in the account: somebody else removes
 * it, or the dead man's switch does.
 */
export interface Loss {
  stack: string
  /** The instance that was lost; null where the whole stack was. */
  instanceId: string | null
}

/** The first thing that is missing of stacks that were complete; undefined when all is there. */
export async function lossOf(aws: Aws, stacks: readonly Stack[]): Promise<Loss | undefined> {
  const complete = stacks.filter(({ status }) => status === 'CREATE_COMPLETE')
  for (const { name, arn } of complete) {
    const found = await describeStack(aws, arn ?? name)
    if (found === undefined || found.status.startsWith('DELETE_')) return { stack: name, instanceId: null }
  }
  const instances = complete.flatMap(({ name, outputs }) =>
    instanceOutputs.flatMap((output) =>
      outputs[output] === undefined ? [] : [{ name, id: outputs[output] }],
    ),
  )
  const running = await runningAmong(
    aws,
    instances.map(({ id }) => id),
  )
  const lost = instances.find(({ id }) => !running.has(id))
  return lost && { stack: lost.name, instanceId: lost.id }
}

export function lossError({ stack, instanceId }: Loss, cause?: unknown): AppError {
  const what =
    instanceId === null
      ? `The stack ${stack} was deleted`
      : `The instance ${instanceId} of ${stack} was stopped or terminated`
  const sentence = `${what}, and not by this Sluice. What is left of the deployment is removed.`
  return new AppError('deployment-failed', sentence, { stack }, cause)
}

/** The first thing that is missing; undefined too where that could not be asked. */
export function findLoss(aws: Aws, stacks: readonly Stack[]): Promise<Loss | undefined> {
  return lossOf(aws, stacks).catch(() => undefined)
}

/** What a failure comes down to: the loss that it shows, where there is one, else itself. */
export async function causeOf(aws: Aws, stacks: readonly Stack[], thrown: unknown): Promise<unknown> {
  const loss = await findLoss(aws, stacks)
  return loss === undefined ? thrown : lossError(loss, thrown)
}
