import { randomUUID } from 'node:crypto'
import { isObject, textList, textOf } from '../json-values.ts'
import type { Json, JsonObject, World } from '../world.ts'
import { stackRole } from './stack-principal.ts'
import type { StackRecord } from './stack-record.ts'
import { validationError } from './validation-error.ts'

/**
 * What a stack becomes by DeleteStack's input: the role that deletes it, and the operation.
 * @throws ServiceError `ValidationError` for a wrong role, mode or list of resources to retain
 */
export function newDeletion(
  world: World,
  stack: StackRecord,
  input: JsonObject,
): Pick<StackRecord, 'roleArn' | 'operation'> {
  const retain = textList(input['RetainResources'])
  const force = textOf(input['DeletionMode']) === 'FORCE_DELETE_STACK'
  const express = isExpress(input['DeploymentConfig'], world.faults().noExpressMode)
  checkRetained(stack, retain, force)
  const roleArn = textOf(input['RoleARN']) || stack.roleArn
  stackRole(world, roleArn)
  const token = textOf(input['ClientRequestToken'])
  return { roleArn, operation: { id: randomUUID(), token, retain, force, express } }
}

/** Source: CloudFormation API reference, DeploymentConfig. */
function isExpress(config: Json | undefined, isRefused: boolean): boolean {
  if (config === undefined) return false
  if (isRefused) throw validationError('DeploymentConfig is not supported in this Region.')
  const mode = textOf(isObject(config) ? config['Mode'] : undefined)
  if (mode === 'EXPRESS' || mode === 'STANDARD') return mode === 'EXPRESS'
  throw validationError(
    `1 validation error detected: Value '${mode}' at 'deploymentConfig.mode' failed to satisfy constraint: ` +
      'Member must satisfy enum value set: [STANDARD, EXPRESS]',
  )
}

function checkRetained(stack: StackRecord, retain: string[], force: boolean): void {
  if ((retain.length > 0 || force) && stack.status !== 'DELETE_FAILED')
    throw validationError(
      `Invalid operation on stack [${stack.name}]. ` +
        'Resources can be retained, or the deletion forced, only in the DELETE_FAILED state',
    )
  const wrong = retain.filter(
    (id) =>
      !stack.resources.some((resource) => resource.logicalId === id && resource.status === 'DELETE_FAILED'),
  )
  if (wrong.length > 0)
    throw validationError(
      'The specified resources to retain must be in a valid state. ' +
        `Do not specify following resources : [${wrong.join(', ')}]`,
    )
}
