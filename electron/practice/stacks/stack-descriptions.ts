import type { JsonObject } from '../world.ts'
import type { StackEvent, StackRecord, StackResource } from './stack-record.ts'

/** A stack as DescribeStacks shows it. */
export function describeStack(stack: StackRecord): JsonObject {
  return {
    StackId: stack.id,
    StackName: stack.name,
    ...(stack.description === '' ? {} : { Description: stack.description }),
    Parameters: stack.parameters.map(({ key, value, resolved, hidden }) => ({
      ParameterKey: key,
      ParameterValue: hidden ? '****' : value,
      ...(resolved === undefined ? {} : { ResolvedValue: resolved }),
    })),
    CreationTime: time(stack.createdAtMs),
    ...(stack.deletedAtMs === undefined ? {} : { DeletionTime: time(stack.deletedAtMs) }),
    RollbackConfiguration: {},
    StackStatus: stack.status,
    ...reason('StackStatusReason', stack.statusReason),
    DisableRollback: stack.onFailure === 'DO_NOTHING',
    NotificationARNs: [],
    ...(stack.timeoutMinutes === undefined ? {} : { TimeoutInMinutes: stack.timeoutMinutes }),
    Capabilities: stack.capabilities,
    Outputs: stack.outputs.map(({ key, value, description }) => ({
      OutputKey: key,
      OutputValue: value,
      ...(description === '' ? {} : { Description: description }),
    })),
    ...(stack.roleArn === '' ? {} : { RoleARN: stack.roleArn }),
    Tags: Object.entries(stack.tags).map(([Key, Value]) => ({ Key, Value })),
    EnableTerminationProtection: false,
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  }
}

/** A stack as ListStacks shows it. */
export function summarizeStack(stack: StackRecord): JsonObject {
  const { StackId, StackName, StackStatus, CreationTime } = describeStack(stack) as Record<string, string>
  return {
    StackId: StackId ?? '',
    StackName: StackName ?? '',
    ...(stack.description === '' ? {} : { TemplateDescription: stack.description }),
    CreationTime: CreationTime ?? '',
    ...(stack.deletedAtMs === undefined ? {} : { DeletionTime: time(stack.deletedAtMs) }),
    StackStatus: StackStatus ?? '',
    ...reason('StackStatusReason', stack.statusReason),
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  }
}

export function describeEvent(stack: StackRecord, event: StackEvent): JsonObject {
  return {
    StackId: stack.id,
    EventId: event.eventId,
    StackName: stack.name,
    OperationId: event.operationId,
    LogicalResourceId: event.logicalId,
    PhysicalResourceId: event.physicalId,
    ResourceType: event.type,
    Timestamp: time(event.atMs),
    ResourceStatus: event.status,
    ...reason('ResourceStatusReason', event.reason),
    ...reason('ResourceProperties', event.properties),
    ...reason('ClientRequestToken', event.token),
  }
}

/** A resource as ListStackResources shows it. */
export function summarizeResource(resource: StackResource): JsonObject {
  return {
    LogicalResourceId: resource.logicalId,
    PhysicalResourceId: resource.physicalId,
    ResourceType: resource.type,
    LastUpdatedTimestamp: time(resource.updatedAtMs),
    ResourceStatus: resource.status ?? '',
    ...reason('ResourceStatusReason', resource.reason),
    DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
  }
}

/** Resources whose turn has come; the others are not there yet for a caller. */
export function visibleResources(stack: StackRecord): StackResource[] {
  return stack.resources.filter(({ updatedAtMs }) => updatedAtMs > 0)
}

function reason(name: string, text: string): JsonObject {
  return text === '' ? {} : { [name]: text }
}

function time(atMs: number): string {
  return new Date(atMs).toISOString()
}
