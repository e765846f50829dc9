import type { Json, ResourceType, World } from '../world.ts'
import { evaluate } from './evaluate.ts'
import type { Scope } from './evaluate.ts'
import { isIncluded } from './graph.ts'
import { parseTemplate } from './parse-template.ts'
import type { Template } from './parse-template.ts'
import { runInOrder } from './run-in-order.ts'
import { isLive, recordOf, setResourceStatus, setStackStatus } from './stack-record.ts'
import type { StackRecord, StackResource } from './stack-record.ts'
import { closing, contextOf, createResource, deleteResource, staticFault } from './stack-resource-work.ts'
import type { ResourceWork } from './stack-resource-work.ts'
import type { StackShelf } from './stack-shelf.ts'
import { availabilityZones } from './zones.ts'

export interface StackRunner {
  /**
   * Takes up what the stack's status says is in progress. An operation that still runs on it is given up
   * and waited for first.
   */
  start(stack: StackRecord): void
  /** After a restart: brings the live resources back, then goes on with everything that was in progress. */
  resume(): Promise<void>
  /** Resolves once no operation runs. */
  settled(): Promise<void>
  /** Stops all operations where they are, for a later account to go on with. */
  close(): Promise<void>
}

/**
 * Carries out the operations on stacks. Each step is a document before it is announced, so that one can be
 * cut short anywhere.
 */
export function stackRunner(
  world: World,
  types: ReadonlyMap<string, ResourceType>,
  shelf: StackShelf,
): StackRunner {
  const running = new Map<string, { controller: AbortController; done: Promise<void> }>()
  let isClosed = false

  const runner: StackRunner = {
    start(stack) {
      if (isClosed) return
      const previous = running.get(stack.id)
      previous?.controller.abort('given up for another operation')
      const controller = new AbortController()
      const done = (previous?.done ?? Promise.resolve())
        .then(() => operate(stack, controller.signal))
        .catch((thrown: unknown) =>
          world.log('error', 'A stack operation broke off.', { stack: stack.name, reason: String(thrown) }),
        )
        .finally(() => {
          if (running.get(stack.id)?.controller === controller) running.delete(stack.id)
        })
      running.set(stack.id, { controller, done })
    },
    async resume() {
      for (const stack of shelf.all()) await resumeResources(stack)
      for (const stack of shelf.all()) if (stack.status.endsWith('_IN_PROGRESS')) runner.start(stack)
    },
    async settled() {
      while (running.size > 0) await Promise.all([...running.values()].map(({ done }) => done))
    },
    async close() {
      isClosed = true
      for (const { controller } of running.values()) controller.abort(closing)
      await runner.settled()
    },
  }
  return runner

  async function operate(stack: StackRecord, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return
    if (stack.status === 'CREATE_IN_PROGRESS') await create(stack, signal)
    // Not else: a creation that failed goes on as a rollback or a deletion.
    if (stack.status === 'ROLLBACK_IN_PROGRESS' || stack.status === 'DELETE_IN_PROGRESS')
      await remove(stack, signal)
  }

  async function create(stack: StackRecord, signal: AbortSignal): Promise<void> {
    const template = parseTemplate(shelf.templateText(stack))
    const cancel = new AbortController()
    const work = workOn(stack, AbortSignal.any([signal, cancel.signal]))
    let reason = ''
    const timer = setTimeout(() => {
      reason = 'Stack creation time exceeded the specified timeout. '
      cancel.abort('Resource creation cancelled')
    }, timeLeftMs(stack))
    const failed = (): StackResource[] =>
      stack.resources.filter((resource) => resource.status === 'CREATE_FAILED')

    failStatically(stack, template)
    await runInOrder(
      stack.resources
        .filter((resource) => resource.status !== 'CREATE_COMPLETE')
        .map(({ logicalId }) => logicalId),
      (id) => resourceOf(stack, id).needs,
      async (id) => {
        const definition = template.Resources[id] ?? { Type: '' }
        const succeeded = await createResource(
          work,
          resourceOf(stack, id),
          definition,
          scopeOf(stack, template),
        )
        if (!succeeded) cancel.abort('Resource creation cancelled')
        return succeeded
      },
      () => !work.signal.aborted && failed().length === 0,
    ).finally(() => clearTimeout(timer))
    if (signal.aborted) return

    if (failed().length > 0)
      reason += `The following resource(s) failed to create: [${failed()
        .map(({ logicalId }) => logicalId)
        .join(', ')}]. `
    if (reason === '') reason = fillOutputs(stack, template)
    if (reason === '') setStackStatus(stack, 'CREATE_COMPLETE')
    else failCreation(stack, reason)
    shelf.save(stack)
  }

  /** What can be known to be wrong fails before anything is made. */
  function failStatically(stack: StackRecord, template: Template): void {
    for (const resource of stack.resources) {
      if (resource.status !== undefined) continue
      const fault = staticFault(
        types,
        resource.type,
        template.Resources[resource.logicalId]?.Properties ?? {},
      )
      if (fault === undefined) continue
      setResourceStatus(stack, resource, 'CREATE_IN_PROGRESS')
      setResourceStatus(stack, resource, 'CREATE_FAILED', fault)
    }
    shelf.save(stack)
  }

  function failCreation(stack: StackRecord, reason: string): void {
    // Cut short by a restart between the failure of one resource and the cancelling of the others.
    for (const resource of stack.resources)
      if (resource.status === 'CREATE_IN_PROGRESS')
        setResourceStatus(stack, resource, 'CREATE_FAILED', 'Resource creation cancelled')
    if (stack.onFailure === 'DO_NOTHING') setStackStatus(stack, 'CREATE_FAILED', reason)
    else if (stack.onFailure === 'DELETE')
      setStackStatus(stack, 'DELETE_IN_PROGRESS', `${reason}Delete requested by user.`)
    else setStackStatus(stack, 'ROLLBACK_IN_PROGRESS', `${reason}Rollback requested by user.`)
  }

  async function remove(stack: StackRecord, signal: AbortSignal): Promise<void> {
    const work = workOn(stack, signal)
    const isRollback = stack.status === 'ROLLBACK_IN_PROGRESS'
    const gone = ({ status }: StackResource): boolean =>
      status === 'DELETE_COMPLETE' || status === 'DELETE_SKIPPED'
    stack.outputs = []
    await runInOrder(
      stack.resources.filter((resource) => !gone(resource)).map(({ logicalId }) => logicalId),
      (id) => stack.resources.filter(({ needs }) => needs.includes(id)).map(({ logicalId }) => logicalId),
      (id) => deleteResource(work, resourceOf(stack, id)),
      () => !signal.aborted,
    )
    if (signal.aborted) return
    const failed = stack.resources
      .filter(({ status }) => status === 'DELETE_FAILED')
      .map(({ logicalId }) => logicalId)
    if (failed.length === 0) setStackStatus(stack, isRollback ? 'ROLLBACK_COMPLETE' : 'DELETE_COMPLETE')
    else
      setStackStatus(
        stack,
        isRollback ? 'ROLLBACK_FAILED' : 'DELETE_FAILED',
        `The following resource(s) failed to delete: [${failed.join(', ')}]. `,
      )
    shelf.save(stack)
  }

  async function resumeResources(stack: StackRecord): Promise<void> {
    const work = workOn(stack, new AbortController().signal)
    const live = stack.resources.filter(isLive)
    await runInOrder(
      live.map(({ logicalId }) => logicalId),
      (id) => resourceOf(stack, id).needs,
      async (id) => {
        const resource = resourceOf(stack, id)
        try {
          await types.get(resource.type)?.resume?.(recordOf(stack, resource), contextOf(work, resource))
        } catch (thrown) {
          world.log('error', 'A resource did not come back.', {
            stack: stack.name,
            resource: id,
            reason: String(thrown),
          })
        }
        return true
      },
      () => true,
    )
  }

  function workOn(stack: StackRecord, signal: AbortSignal): ResourceWork {
    return { world, types, stack, save: () => shelf.save(stack), signal }
  }

  function scopeOf(stack: StackRecord, template: Template): Scope {
    const { region, conditions } = stack
    const pseudo = pseudoParameters(world, region, { id: stack.id, name: stack.name })
    const resources = Object.fromEntries(
      stack.resources.filter(isLive).map((resource) => [resource.logicalId, resource]),
    )
    return {
      region,
      refs: { ...stack.refs, ...pseudo },
      mappings: template.Mappings,
      conditions,
      resources,
      zones: availabilityZones,
    }
  }

  /** The reason why the outputs cannot be made, or ''. */
  function fillOutputs(stack: StackRecord, template: Template): string {
    const scope = scopeOf(stack, template)
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
}

/** The pseudo parameters of a stack, by the names that `Ref` uses. */
export function pseudoParameters(
  world: Pick<World, 'accountId' | 'partition'>,
  region: string,
  stack: { id: string; name: string },
): Record<string, string | string[]> {
  return {
    'AWS::AccountId': world.accountId,
    'AWS::NotificationARNs': [],
    'AWS::Partition': world.partition,
    'AWS::Region': region,
    'AWS::StackId': stack.id,
    'AWS::StackName': stack.name,
    'AWS::URLSuffix': world.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
  }
}

function resourceOf(stack: StackRecord, logicalId: string): StackResource {
  const resource = stack.resources.find((candidate) => candidate.logicalId === logicalId)
  if (resource === undefined) throw new Error(`The stack ${stack.name} has no resource ${logicalId}`)
  return resource
}

function outputText(key: string, value: Json | undefined): string {
  if (value === undefined || value === null || typeof value === 'object')
    throw new Error(
      `Template format error: Output ${key} is malformed. The Value field of every Outputs member must evaluate to a String`,
    )
  return String(value)
}

/** The longest that a timer can wait is 2³¹ - 1 ms; a stack without a limit waits that long, 24 days. */
function timeLeftMs(stack: StackRecord): number {
  if (stack.timeoutMinutes === undefined) return 2 ** 31 - 1
  return Math.max(0, stack.createdAtMs + stack.timeoutMinutes * 60_000 - Date.now())
}
