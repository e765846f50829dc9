import { leftMs } from '../age.ts'
import type { Json } from '../world.ts'
import { evaluate, type Scope } from './evaluate.ts'
import { isIncluded } from './graph.ts'
import type { Template } from './parse-template.ts'
import { pseudoParameters } from './pseudo-parameters.ts'
import { runInOrder } from './run-in-order.ts'
import { isLive, resourceOf, setResourceStatus, setStackStatus, type StackRecord } from './stack-record.ts'
import { createResource, staticFault, type ResourceWork } from './stack-resource-work.ts'
import { availabilityZones } from './zones.ts'

const cancelled = 'Resource creation cancelled'

/**
 * Creates a stack's resources, then its outputs. Afterwards the stack is complete, failed, or about to be
 * rolled back or deleted; unchanged when the operation was aborted.
 */
export async function createResources(work: ResourceWork, template: Template): Promise<void> {
  const { stack, save, signal } = work
  const isSound = failStatically(work, template)
  const { timedOut } = await createInOrder(work, template, isSound && stack.onFailure === 'DO_NOTHING')
  if (signal.aborted) return
  const reason = failureReason(work, template, timedOut)
  if (reason === '') setStackStatus(stack, 'CREATE_COMPLETE')
  else failCreation(stack, reason)
  save()
}

/** What can be known to be wrong fails before anything is created. @returns whether nothing is */
function failStatically({ types, stack, save }: ResourceWork, template: Template): boolean {
  let isSound = true
  for (const resource of stack.resources) {
    const properties = template.Resources[resource.logicalId]?.Properties ?? {}
    const fault = staticFault(types, resource.type, properties)
    if (fault === undefined) continue
    isSound = false
    if (resource.status !== undefined) continue
    setResourceStatus(stack, resource, 'CREATE_IN_PROGRESS')
    setResourceStatus(stack, resource, 'CREATE_FAILED', fault)
  }
  save()
  return isSound
}

/**
 * The stack's own timeout, and a failure, cancel what is still being created. Of a stack that keeps what was
 * created, everything that does not need what has failed is created all the same.
 */
async function createInOrder(
  work: ResourceWork,
  template: Template,
  isKept: boolean,
): Promise<{ timedOut: boolean }> {
  const { stack } = work
  const cancel = new AbortController()
  const creating = { ...work, signal: AbortSignal.any([work.signal, cancel.signal]) }
  const progress = { timedOut: false }
  const timer = setTimeout(() => {
    progress.timedOut = true
    cancel.abort(cancelled)
  }, timeLeftMs(stack))
  const missing = stack.resources.filter(({ status }) => status !== 'CREATE_COMPLETE')
  await runInOrder(
    missing.map(({ logicalId }) => logicalId),
    (id) => resourceOf(stack, id).needs,
    async (id) => {
      if (resourceOf(stack, id).status === 'CREATE_FAILED') return false
      const definition = template.Resources[id] ?? { Type: '' }
      const scope = scopeOf(work, template)
      const succeeded = await createResource(creating, resourceOf(stack, id), definition, scope)
      if (!succeeded && !isKept) cancel.abort(cancelled)
      return succeeded
    },
    () => !creating.signal.aborted && (isKept || failedIds(stack).length === 0),
  ).finally(() => clearTimeout(timer))
  return progress
}

/** Why the stack failed, or '' when it has not. Makes the outputs of a stack that has not. */
function failureReason(work: ResourceWork, template: Template, timedOut: boolean): string {
  const failed = failedIds(work.stack)
  const reasons = [
    timedOut ? 'Stack creation time exceeded the specified timeout. ' : '',
    failed.length > 0 ? `The following resource(s) failed to create: [${failed.join(', ')}]. ` : '',
  ]
  return reasons.join('') || fillOutputs(work, template)
}

function failCreation(stack: StackRecord, reason: string): void {
  // Interrupted by a restart between the failure of one resource and the cancelling of the others.
  for (const resource of stack.resources)
    if (resource.status === 'CREATE_IN_PROGRESS')
      setResourceStatus(stack, resource, 'CREATE_FAILED', cancelled)
  if (stack.onFailure === 'DO_NOTHING') setStackStatus(stack, 'CREATE_FAILED', reason)
  else if (stack.onFailure === 'DELETE')
    setStackStatus(stack, 'DELETE_IN_PROGRESS', `${reason}Delete requested by user.`)
  else setStackStatus(stack, 'ROLLBACK_IN_PROGRESS', `${reason}Rollback requested by user.`)
}

/** The reason why the outputs cannot be made, or ''. */
function fillOutputs(work: ResourceWork, template: Template): string {
  const { stack } = work
  const scope = scopeOf(work, template)
  try {
    stack.outputs = Object.entries(template.Outputs)
      .filter(([, output]) => isIncluded(output.Condition, stack.conditions))
      .map(([key, output]) => ({
        key,
        value: outputText(key, evaluate(output.Value, scope)),
        description: output.Description ?? '',
      }))
    return ''
  } catch (thrown) {
    return `${thrown instanceof Error ? thrown.message : String(thrown)}. `
  }
}

function outputText(key: string, value: Json | undefined): string {
  if (value === undefined || value === null || typeof value === 'object')
    throw new Error(
      `Template format error: Output ${key} is malformed. ` +
        'The Value field of every Outputs member must evaluate to a String',
    )
  return String(value)
}

function scopeOf({ world, stack }: ResourceWork, template: Template): Scope {
  const { region, conditions } = stack
  const live = stack.resources.filter(isLive)
  return {
    region,
    refs: { ...stack.refs, ...pseudoParameters(world, region, stack) },
    mappings: template.Mappings,
    conditions,
    resources: Object.fromEntries(live.map((resource) => [resource.logicalId, resource])),
    zones: availabilityZones,
  }
}

function failedIds(stack: StackRecord): string[] {
  return stack.resources.filter(({ status }) => status === 'CREATE_FAILED').map(({ logicalId }) => logicalId)
}

/** The longest that a timer can wait is 2³¹ - 1 ms; a stack without a limit waits that long, 24 days. */
function timeLeftMs(stack: StackRecord): number {
  if (stack.timeoutMinutes === undefined) return 2 ** 31 - 1
  const mostMs = stack.timeoutMinutes * 60_000
  return leftMs(stack.createdAtMs + mostMs, mostMs)
}
