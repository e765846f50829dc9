import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { deletionTurnsText, ratedInStacks } from '../../../shared/api-turns.ts'
import { idleRate } from '../../../shared/cost.ts'
import type { Deployment, Failure, Stack } from '../../../shared/deployment.ts'
import { AppError } from '../../../shared/errors.ts'
import { stackConsoleUrl } from '../../../shared/partition.ts'
import type { Aws } from '../aws/clients.ts'
import { createCauses } from '../aws/stack-causes.ts'
import { stackEvents, type StackEvent } from '../aws/stack-events.ts'
import { deleteStack, describeStack, followStack, listResources } from '../aws/stacks.ts'
import { report, reportSteps, type EngineContext } from '../engine-context.ts'
import { keepStackResources } from '../store/stack-resources.ts'
import { awaitInterfacesGone } from './await-interfaces.ts'
import { turnOf } from './call-turns.ts'
import { tellOfOthers, withOthers } from './others-in-network.ts'
import { inOrder, removalOrder, usersOf } from './stack-order.ts'

/** How often a deletion that failed is tried again before a person has to look. */
const deleteAttempts = 3

interface Removal {
  context: EngineContext
  aws: Aws
  deployment: Deployment
  signal: AbortSignal
}

/**
 * Deletes every stack of a deployment that may exist, what costs money first.
 * @returns the deployment as it stands then
 * @throws AppError `deployment-failed` naming what could not be deleted and why; `details` is a Failure
 */
export async function removeStacks(
  context: EngineContext,
  aws: Aws,
  live: Deployment,
  signal: AbortSignal,
): Promise<Deployment> {
  let deployment = live
  for (const group of removalOrder(live.stacks)) {
    const there = group.filter(mayExist)
    const base = there.find(({ kind }) => kind === 'base')
    if (base !== undefined) await prepareBase({ context, aws, deployment, signal }, base)
    await removeGroup({ context, aws, deployment, signal }, there).catch(async (thrown: unknown) => {
      signal.throwIfAborted()
      throw base === undefined ? thrown : await withOthers(context, aws, deployment.id, thrown)
    })
    deployment = noteBilling(context, deployment.id)
  }
  return deployment
}

function mayExist(stack: Stack): boolean {
  return stack.status !== 'PLANNED' && stack.status !== 'DELETE_COMPLETE'
}

/** Waits for what keeps the VPC in use for a while, and tells of what keeps it so for good. */
async function prepareBase({ context, aws, deployment, signal }: Removal, base: Stack): Promise<void> {
  const known = await withOutputs(context, aws, deployment, base)
  // Whatever is not among these is somebody else's.
  const own = await listResources(aws, base.name, base.arn ?? base.name)
  keepStackResources(context.store, deployment.id, own)
  await awaitInterfacesGone(context, aws, known, signal)
  await tellOfOthers(context, aws, known)
}

/** What a sweep has found has no outputs yet, and those of base name the VPC. */
async function withOutputs(
  context: EngineContext,
  aws: Aws,
  deployment: Deployment,
  { name, arn, outputs }: Stack,
): Promise<Deployment> {
  if (Object.keys(outputs).length > 0) return deployment
  const found = await describeStack(aws, arn ?? name)
  if (found === undefined) return deployment
  return context.deployments.changeStack(deployment.id, name, { arn: found.arn, outputs: found.outputs })
}

async function removeGroup(removal: Removal, stacks: readonly Stack[]): Promise<void> {
  const { context, aws, deployment } = removal
  const apis = ratedInStacks(stacks)['rest-api']
  const message = deletionTurnsText(apis, aws.pacing.deleteRestApiMs)
  if (message !== null) report(context, deployment.id, { level: 'info', message })
  const results = await Promise.allSettled(
    inOrder(
      stacks,
      (stack) => usersOf(stack, stacks, context.catalog),
      async (stack, before) => {
        // Users that could not be removed keep no stack from being tried: it may cost money.
        await Promise.allSettled(before)
        removal.signal.throwIfAborted()
        await removeStack(removal, stack)
      },
    ),
  )
  removal.signal.throwIfAborted()
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
}

async function removeStack(removal: Removal, stack: Stack): Promise<void> {
  const { context, aws, deployment, signal } = removal
  // Without an ARN we asked for the stack and never heard back: only its name can tell whether it is there.
  const found = await describeStack(aws, stack.arn ?? stack.name)
  if (found === undefined || found.status === 'DELETE_COMPLETE')
    return recordStatus(removal, stack, 'DELETE_COMPLETE')
  const { arn } = found
  context.deployments.changeStack(deployment.id, stack.name, { arn })
  keepStackResources(context.store, deployment.id, await listResources(aws, stack.name, arn))
  report(context, deployment.id, { level: 'info', message: `Deleting stack ${stack.name}` })
  const seen = new Set<string>()
  reportSteps(context, deployment.id, await stackEvents(aws, arn, seen))
  for (let attempt = 1; ; attempt += 1) {
    const failure = await deleteInTurn(removal, stack, arn, seen)
    // What was still being created when it was listed has an id now.
    if (found.status === 'CREATE_IN_PROGRESS')
      keepStackResources(context.store, deployment.id, await listResources(aws, stack.name, arn))
    if (failure === undefined) break
    const reason = failure.resource === null ? failure.reason : `${failure.resource}: ${failure.reason}`
    if (attempt === deleteAttempts)
      throw new AppError('deployment-failed', `The stack ${stack.name} could not be deleted: ${reason}`, {
        ...failure,
        console: stackConsoleUrl(aws.region, arn),
      })
    report(context, deployment.id, {
      level: 'warning',
      message: `Deleting ${stack.name} failed (${reason}). Trying again.`,
    })
    await delay(aws.pacing.pollMs * 2 ** attempt, undefined, { signal })
  }
  report(context, deployment.id, { level: 'info', message: `Deleted stack ${stack.name}` })
}

/**
 * Deletes a stack. One with a REST API or a VPC link has its turn first: AWS limits how often an account may
 * delete them. An API is billed by request, and a link is free, so waiting costs nothing.
 * @param seen ids of the events that were told already
 * @returns why it failed; undefined once the stack is gone
 */
async function deleteInTurn(
  removal: Removal,
  stack: Stack,
  arn: string,
  seen: Set<string>,
): Promise<Failure | undefined> {
  const { context, aws, deployment, signal } = removal
  const turn = turnOf('delete', stack, deployment, aws.pacing)
  if (turn === undefined) return attemptDeletion(removal, stack, arn, { seen, onEvent: () => undefined })
  const endTurn = await context.callTurns.take(turn.queue, turn.restMs, signal)
  const onEvent = (event: StackEvent): void => {
    if (turn.isOver(event)) endTurn()
  }
  return attemptDeletion(removal, stack, arn, { seen, onEvent }).finally(endTurn)
}

async function attemptDeletion(
  removal: Removal,
  stack: Stack,
  arn: string,
  work: { seen: Set<string>; onEvent: (event: StackEvent) => void },
): Promise<Failure | undefined> {
  const { context, aws, deployment, signal } = removal
  const before = await describeStack(aws, arn)
  if (before !== undefined && before.status !== 'DELETE_COMPLETE')
    await deleteStack(aws, arn, {
      // Each attempt has a token of its own: CloudFormation ignores a request whose token it has seen.
      token: `delete-${randomUUID()}`,
      express: stack.billables.some(({ kind }) => kind === 'function'),
      retain: before.status === 'DELETE_FAILED' ? await retainable(aws, stack, arn) : [],
      signal,
    })
  const causes = createCauses()
  const { state } = await followStack(aws, arn, {
    signal,
    seen: work.seen,
    onEvents: (events) => {
      reportSteps(context, deployment.id, events)
      for (const event of events) work.onEvent(event)
      // A creation that was cut short may still tell of its own failures.
      for (const event of events) if (!event.status.startsWith('CREATE_')) causes.add(event)
    },
  })
  const status = state?.status ?? 'DELETE_COMPLETE'
  recordStatus(removal, stack, status)
  if (status === 'DELETE_COMPLETE') return undefined
  const reason = `it ended as ${status}`
  return causes.failure() ?? { stack: stack.name, resource: null, reason, resources: [], console: null }
}

function recordStatus({ context, deployment }: Removal, { name }: Stack, status: string): void {
  const gone = status === 'DELETE_COMPLETE' ? { deletedAtMs: Date.now() } : {}
  context.deployments.changeStack(deployment.id, name, { status, ...gone })
}

/**
 * Of what a person leaves behind, what CloudFormation could not delete: it refuses to be told so of
 * anything else, also of what it has left already.
 */
async function retainable(aws: Aws, { name, retained }: Stack, arn: string): Promise<string[]> {
  if (retained.length === 0) return []
  const resources = await listResources(aws, name, arn)
  return resources.flatMap(({ logicalId, status }) =>
    status === 'DELETE_FAILED' && retained.includes(logicalId) ? [logicalId] : [],
  )
}

/** The moment when nothing costs money any more is what people wait for: it is kept, and told. */
function noteBilling(context: EngineContext, id: string): Deployment {
  const deployment = context.deployments.get(id)
  if (deployment.billingStoppedAtMs !== null || deployment.stacks.some(mayCost)) return deployment
  const stopped = context.deployments.change(id, { billingStoppedAtMs: Date.now() })
  report(context, id, { level: 'info', message: 'Nothing costs money any more' })
  return stopped
}

/** What a person leaves behind of a stack whose parts cost money by the hour may be such a part. */
function mayCost(stack: Stack): boolean {
  if (mayExist(stack)) return stack.billables.length > 0
  return stack.retained.length > 0 && idleRate([stack]) > 0
}
