import { randomUUID } from 'node:crypto'
import type { JsonObject, ResourceRecord } from '../world.ts'

export type ResourceStatus =
  | 'CREATE_IN_PROGRESS'
  | 'CREATE_COMPLETE'
  | 'CREATE_FAILED'
  | 'DELETE_IN_PROGRESS'
  | 'DELETE_COMPLETE'
  | 'DELETE_FAILED'
  | 'DELETE_SKIPPED'
export type StackStatus =
  | Exclude<ResourceStatus, 'DELETE_SKIPPED'>
  | 'ROLLBACK_IN_PROGRESS'
  | 'ROLLBACK_COMPLETE'
  | 'ROLLBACK_FAILED'

export interface StackResource {
  logicalId: string
  type: string
  /** Logical ids of the resources that it needs. */
  needs: string[]
  deletionPolicy: string
  /** Undefined until its turn comes. */
  status?: ResourceStatus
  reason: string
  /** Empty until it exists. */
  physicalId: string
  properties: JsonObject
  attributes: JsonObject
  tags: Record<string, string>
  updatedAtMs: number
}

export interface StackEvent {
  eventId: string
  operationId: string
  token: string
  atMs: number
  logicalId: string
  physicalId: string
  type: string
  status: ResourceStatus | StackStatus
  reason: string
  /** JSON text of the evaluated properties; empty for the stack itself. */
  properties: string
}

interface StackOperation {
  id: string
  /** The caller's ClientRequestToken, or ''. */
  token: string
  /** Of a deletion: logical ids of resources that are kept. */
  retain: string[]
  /** Of a deletion: whether resources that cannot be deleted are kept. */
  force: boolean
  /** Of a deletion: whether it does not wait for what AWS removes later. */
  express?: boolean
}

/** A stack as it is kept: written before anything about it is announced. */
export interface StackRecord {
  id: string
  /** The last part of the id, and the key of its documents. */
  uuid: string
  name: string
  region: string
  description: string
  status: StackStatus
  statusReason: string
  createdAtMs: number
  deletedAtMs?: number
  createToken: string
  operation: StackOperation
  parameters: { key: string; value: string; resolved?: string; hidden: boolean }[]
  /** What Ref gives for each parameter. */
  refs: Record<string, string | string[]>
  conditions: Record<string, boolean>
  tags: Record<string, string>
  capabilities: string[]
  roleArn: string
  /** Who asked for the operation (`iam/callers.ts`): without a role the stack acts in their name. */
  callerId?: string
  onFailure: 'ROLLBACK' | 'DELETE' | 'DO_NOTHING'
  timeoutMinutes?: number
  /** In the order of their dependencies. */
  resources: StackResource[]
  outputs: { key: string; value: string; description: string }[]
  /** Oldest first. */
  events: StackEvent[]
}

const stackType = 'AWS::CloudFormation::Stack'

/** A new status of the stack, with its event. */
export function setStackStatus(stack: StackRecord, status: StackStatus, reason = ''): void {
  stack.status = status
  stack.statusReason = reason
  if (status === 'DELETE_COMPLETE') {
    stack.deletedAtMs = Date.now()
    forgetSecrets(stack)
  }
  addEvent(
    stack,
    { logicalId: stack.name, physicalId: stack.id, type: stackType, status, reason, properties: '' },
    randomUUID(),
  )
}

/** Nothing needs the values of NoEcho parameters any more, but for a resource that the stack has kept. */
function forgetSecrets(stack: StackRecord): void {
  for (const resource of stack.resources)
    if (!isLive(resource))
      resource.properties = JSON.parse(maskedText(stack, resource.properties)) as JsonObject
  for (const parameter of stack.parameters) {
    if (!parameter.hidden) continue
    parameter.value = '****'
    delete parameter.resolved
    stack.refs[parameter.key] = '****'
  }
}

/** The properties as an event shows them: values of NoEcho parameters are masked. */
function maskedText({ parameters }: StackRecord, properties: JsonObject): string {
  const secrets = parameters.filter(({ hidden, value }) => hidden && value !== '').map(({ value }) => value)
  return JSON.stringify(properties, (_name, value: unknown) =>
    typeof value === 'string' && secrets.some((secret) => value.includes(secret)) ? '****' : value,
  )
}

/** A new status of a resource, with its event. */
export function setResourceStatus(
  stack: StackRecord,
  resource: StackResource,
  status: ResourceStatus,
  reason = '',
): void {
  resource.status = status
  resource.reason = reason
  resource.updatedAtMs = Date.now()
  const { logicalId, physicalId, type } = resource
  // Like AWS's, and unique also when two events fall into one millisecond.
  const at = new Date(resource.updatedAtMs).toISOString()
  const eventId = `${logicalId}-${status}-${at}-${stack.events.length}`
  addEvent(
    stack,
    { logicalId, physicalId, type, status, reason, properties: maskedText(stack, resource.properties) },
    eventId,
  )
}

function addEvent(
  stack: StackRecord,
  event: Omit<StackEvent, 'eventId' | 'operationId' | 'token' | 'atMs'>,
  eventId: string,
): void {
  stack.events.push({
    ...event,
    eventId,
    operationId: stack.operation.id,
    token: stack.operation.token,
    atMs: Date.now(),
  })
}

/**
 * Whether it exists in the account: also while it is being deleted, when it could not be deleted, or when
 * its stack has kept it.
 */
export function isLive(resource: StackResource): boolean {
  return resource.physicalId !== '' && resource.status !== 'DELETE_COMPLETE'
}

export function recordOf(stack: StackRecord, resource: StackResource): ResourceRecord {
  const { logicalId, type, physicalId, properties, attributes, tags } = resource
  return {
    stackId: stack.id,
    region: stack.region,
    logicalId,
    type,
    physicalId,
    properties,
    attributes,
    tags,
  }
}

/** A stack's own resource. Throws for an id that the stack does not have. */
export function resourceOf(stack: StackRecord, logicalId: string): StackResource {
  const resource = stack.resources.find((candidate) => candidate.logicalId === logicalId)
  if (resource === undefined) throw new Error(`The stack ${stack.name} has no resource ${logicalId}`)
  return resource
}
