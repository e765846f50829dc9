import { isObject, textOf } from '../json-values.ts'
import type { Json, JsonObject, ResourceContext, ResourceType, World } from '../world.ts'
import { ResourceError, ServiceError } from '../world.ts'
import { evaluate } from './evaluate.ts'
import type { Scope } from './evaluate.ts'
import { checkHandlerAccess } from './handler-access.ts'
import type { ResourceDefinition, Scalar } from './parse-template.ts'
import { pause } from './pause.ts'
import { runInOrder } from './run-in-order.ts'
import {
  isLive,
  recordOf,
  resourceOf,
  setResourceStatus,
  type StackRecord,
  type StackResource,
} from './stack-record.ts'

/** What creating and deleting one resource needs. */
export interface ResourceWork {
  world: World
  types: ReadonlyMap<string, ResourceType>
  stack: StackRecord
  save: () => void
  /**
   * Aborted when another operation replaces this one; with `closing` when the account ends and the next
   * one continues the operation.
   */
  signal: AbortSignal
}

/** The reason of an abort because the account ends. */
export const closing = 'the account ends'

/**
 * What is wrong with a resource before anything is created: an unknown type, or a property that is not
 * understood.
 */
export function staticFault(
  types: ReadonlyMap<string, ResourceType>,
  type: string,
  properties: JsonObject,
): string | undefined {
  const known = types.get(type)
  if (known === undefined) return `The practice account has no resource type ${type}`
  const extraneous = Object.keys(properties).find((name) => known.properties[name] === undefined)
  if (extraneous !== undefined)
    return `Properties validation failed for ${type}: #: extraneous key [${extraneous}] is not permitted`
  return undefined
}

/** Creates a resource and records the outcome. True when it exists. */
export async function createResource(
  work: ResourceWork,
  resource: StackResource,
  definition: ResourceDefinition,
  scope: Scope,
): Promise<boolean> {
  const { world, stack, save, signal } = work
  if (resource.status === undefined) {
    setResourceStatus(stack, resource, 'CREATE_IN_PROGRESS')
    save()
  }
  try {
    if (faulty(world.faults().createFailed, resource)) {
      await pause(world.pace.recordMs, signal)
      throw new ResourceError(
        `Made to fail by the fault "createFailed" of the practice account (${resource.logicalId})`,
      )
    }
    const properties = (evaluate(definition.Properties ?? {}, scope) ?? {}) as JsonObject
    const type = checkedType(work.types, resource.type, properties)
    resource.properties = properties
    resource.tags = tagsOf(stack, resource)
    checkHandlerAccess(world, stack, resource, 'create')
    const created = await type.create(properties, contextOf(work, resource))
    Object.assign(resource, created)
    checkHandlerAccess(world, stack, resource, 'read')
    // Cancelled meanwhile, but it exists: the rollback has to delete it.
    if (signal.aborted && signal.reason !== closing) throw new ResourceError('Resource creation cancelled')
    setResourceStatus(stack, resource, 'CREATE_IN_PROGRESS', 'Resource creation Initiated')
    setResourceStatus(stack, resource, 'CREATE_COMPLETE')
    save()
    return true
  } catch (thrown) {
    // Left in progress: the next account creates it again.
    if (signal.reason === closing) return false
    setResourceStatus(
      stack,
      resource,
      'CREATE_FAILED',
      signal.aborted ? 'Resource creation cancelled' : reasonOf(world, resource, thrown),
    )
    save()
    return false
  }
}

/** Deletes a resource and records the outcome. True when what it needs may be deleted too. */
export async function deleteResource(work: ResourceWork, resource: StackResource): Promise<boolean> {
  const { world, stack, save, signal } = work
  const { retain, force } = stack.operation
  if (resource.physicalId === '') {
    // It was never created; the stack's own list says so, without an event.
    resource.status = 'DELETE_COMPLETE'
    save()
    return true
  }
  const isRollback = stack.status === 'ROLLBACK_IN_PROGRESS'
  const kept =
    resource.deletionPolicy === 'Retain' ||
    (resource.deletionPolicy === 'RetainExceptOnCreate' && !isRollback)
  if (kept || retain.includes(resource.logicalId)) {
    setResourceStatus(stack, resource, 'DELETE_SKIPPED')
    save()
    return true
  }
  if (resource.status !== 'DELETE_IN_PROGRESS') setResourceStatus(stack, resource, 'DELETE_IN_PROGRESS')
  save()
  try {
    checkHandlerAccess(world, stack, resource, 'delete')
    if (countedFault(world, stack, resource)) {
      await pause(world.pace.recordMs, signal)
      throw new ResourceError(
        `Made to fail by the fault "deleteFailed" of the practice account (${resource.logicalId})`,
      )
    }
    const type = work.types.get(resource.type)
    if (type === undefined)
      throw new ResourceError(`The practice account has no resource type ${resource.type}`)
    await type.delete(recordOf(stack, resource), contextOf(work, resource))
    setResourceStatus(stack, resource, 'DELETE_COMPLETE')
    save()
    return true
  } catch (thrown) {
    if (signal.aborted) return false
    const reason = reasonOf(world, resource, thrown)
    setResourceStatus(stack, resource, force ? 'DELETE_SKIPPED' : 'DELETE_FAILED', reason)
    save()
    return force
  }
}

/** After a restart: brings back what live resources run. */
export async function resumeResources(work: ResourceWork): Promise<void> {
  const { world, types, stack } = work
  await runInOrder(
    stack.resources.filter(isLive).map(({ logicalId }) => logicalId),
    (id) => resourceOf(stack, id).needs,
    async (id) => {
      const resource = resourceOf(stack, id)
      try {
        await types.get(resource.type)?.resume?.(recordOf(stack, resource), contextOf(work, resource))
      } catch (thrown) {
        const details = { stack: stack.name, resource: id, reason: String(thrown) }
        world.log('error', 'A resource did not come back.', details)
      }
      return true
    },
    () => true,
  )
}

/** What a resource type is told about where it works. */
function contextOf(work: ResourceWork, resource: StackResource): ResourceContext {
  const { world, stack, signal } = work
  const { logicalId, tags } = resource
  const express = stack.operation.express === true
  return {
    world,
    region: stack.region,
    stackId: stack.id,
    stackName: stack.name,
    logicalId,
    tags,
    express,
    signal,
  }
}

function checkedType(
  types: ReadonlyMap<string, ResourceType>,
  name: string,
  properties: JsonObject,
): ResourceType {
  const fault = staticFault(types, name, properties)
  const type = types.get(name)
  if (fault !== undefined || type === undefined) throw new ResourceError(fault ?? name)
  const missing = Object.entries(type.properties).find(
    ([property, need]) => need === 'required' && properties[property] === undefined,
  )
  if (missing !== undefined)
    throw new ResourceError(
      `Properties validation failed for ${name}: #: required key [${missing[0]}] not found`,
    )
  return type
}

function tagsOf(stack: StackRecord, resource: StackResource): Record<string, string> {
  return {
    ...stack.tags,
    ...ownTags(resource.properties['Tags']),
    'aws:cloudformation:stack-name': stack.name,
    'aws:cloudformation:stack-id': stack.id,
    'aws:cloudformation:logical-id': resource.logicalId,
  }
}

/** Most types have a list of tags; those of the second version of API Gateway have a map. */
function ownTags(tags: Json | undefined): Record<string, string> {
  if (isObject(tags))
    return Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, textOf(value)]))
  const own: Record<string, string> = {}
  for (const tag of Array.isArray(tags) ? tags : []) {
    const { Key, Value } = (tag ?? {}) as Record<string, Scalar>
    if (Key !== undefined && Value !== undefined) own[String(Key)] = String(Value)
  }
  return own
}

function faulty(names: readonly string[], resource: StackResource): boolean {
  return names.includes(resource.logicalId) || names.includes(resource.type)
}

/**
 * Counted on disk, so that a restart of the account does not make a deletion fail more often than the
 * fault says.
 */
function countedFault(world: World, stack: StackRecord, resource: StackResource): boolean {
  const fault = world.faults().deleteFailed.find((item) => faulty([item.resource], resource))
  if (fault === undefined) return false
  const key = `delete-failed/${stack.uuid}-${resource.logicalId}`
  const times = Number(world.documents.get(key) ?? 0)
  if (times >= fault.times) return false
  world.documents.put(key, times + 1)
  return true
}

function reasonOf(world: World, resource: StackResource, thrown: unknown): string {
  if (thrown instanceof ResourceError || thrown instanceof ServiceError) return thrown.message
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  world.log('error', 'A resource failed unexpectedly.', {
    resource: resource.logicalId,
    type: resource.type,
    reason: message,
  })
  return `Internal Failure: ${message}`
}
