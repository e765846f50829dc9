import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { idleRate } from '../../../shared/cost.ts'
import type { Failure, Stack } from '../../../shared/deployment.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Aws } from '../aws/clients.ts'
import { stackEvents } from '../aws/stack-events.ts'
import { deleteStack, describeStack, followStack, listResources } from '../aws/stacks.ts'
import { announceDeployment, report, reportStep, type EngineContext } from '../engine-context.ts'
import { getDeployment, updateDeployment, updateStack } from '../store/deployments.ts'
import { keepStackResources } from '../store/stack-resources.ts'
import { awaitInterfacesGone } from './await-interfaces.ts'
import { removalOrder } from './stack-plan.ts'

/** How often a deletion that failed is tried again before a person has to look. */
const deleteAttempts = 3

/**
 * Deletes every stack of a deployment that may exist, what costs money first.
 * @throws AppError `deployment-failed` naming what could not be deleted and why; `details` is a Failure
 */
export async function removeStacks(
  context: EngineContext,
  aws: Aws,
  deploymentId: string,
  signal: AbortSignal,
): Promise<void> {
  const deployment = getDeployment(context.store, deploymentId)
  for (const group of removalOrder(deployment.stacks)) {
    const there = group.filter(mayExist)
    // What a sweep has found has no outputs yet: they name the VPC.
    await Promise.all(
      there
        .filter(({ kind }) => kind === 'base')
        .map((stack) => readOutputs(context, aws, deploymentId, stack)),
    )
    if (there.some((stack) => stack.kind === 'base'))
      await awaitInterfacesGone(context, aws, deploymentId, signal)
    let gateways = 0
    const results = await Promise.allSettled(
      there.map((stack) => {
        // One REST API may be deleted every so often. What waits for its turn costs nothing meanwhile: a
        // gateway is paid for by request.
        const turnMs = hasGateway(stack) ? aws.pacing.deleteRestApiMs * gateways++ : 0
        return removeStack(context, aws, deploymentId, stack, turnMs, signal)
      }),
    )
    signal.throwIfAborted()
    const failed = results.find((result) => result.status === 'rejected')
    if (failed) throw failed.reason
    noteBilling(context, deploymentId)
  }
}

async function readOutputs(
  context: EngineContext,
  aws: Aws,
  deploymentId: string,
  { name, arn, outputs }: Stack,
): Promise<void> {
  if (Object.keys(outputs).length > 0) return
  const found = await describeStack(aws, arn ?? name)
  if (found) updateStack(context.store, deploymentId, name, { arn: found.arn, outputs: found.outputs })
}

function mayExist(stack: Stack): boolean {
  return stack.status !== 'PLANNED' && stack.status !== 'DELETE_COMPLETE'
}

function hasGateway(stack: Stack): boolean {
  return stack.billables.some(({ kind }) => kind === 'rest-api')
}

/** What a person leaves behind of a stack whose parts cost money by the hour may be such a part. */
function mayCost(stack: Stack): boolean {
  if (mayExist(stack)) return stack.billables.length > 0
  return stack.retained.length > 0 && idleRate([stack]) > 0
}

/** The moment when nothing costs money any more is what people wait for: it is kept, and told. */
function noteBilling(context: EngineContext, deploymentId: string): void {
  const { stacks, billingStoppedAtMs } = getDeployment(context.store, deploymentId)
  if (billingStoppedAtMs !== null || stacks.some(mayCost)) return
  updateDeployment(context.store, deploymentId, { billingStoppedAtMs: Date.now() })
  announceDeployment(context, deploymentId)
  report(context, deploymentId, { level: 'info', message: 'Nothing costs money any more' })
}

async function removeStack(
  context: EngineContext,
  aws: Aws,
  deploymentId: string,
  stack: Stack,
  turnMs: number,
  signal: AbortSignal,
): Promise<void> {
  if (turnMs > 0) await delay(turnMs, undefined, { signal })
  // Without an ARN we asked for the stack and never heard back: only its name can tell whether it is there.
  const found = await describeStack(aws, stack.arn ?? stack.name)
  const finish = (status: string) => {
    const gone = status === 'DELETE_COMPLETE' ? { deletedAtMs: Date.now() } : {}
    updateStack(context.store, deploymentId, stack.name, { status, ...gone })
    announceDeployment(context, deploymentId)
  }
  if (found === undefined || found.status === 'DELETE_COMPLETE') return finish('DELETE_COMPLETE')
  const { arn } = found
  updateStack(context.store, deploymentId, stack.name, { arn })
  keepStackResources(context.store, deploymentId, await listResources(aws, stack.name, arn))
  report(context, deploymentId, { level: 'info', message: `Deleting stack ${stack.name}` })
  const seen = new Set<string>()
  await stackEvents(aws, arn, seen)
  for (let attempt = 1; ; attempt += 1) {
    const before = (await describeStack(aws, arn))?.status ?? 'DELETE_COMPLETE'
    if (before === 'DELETE_COMPLETE') return finish(before)
    const retain = before === 'DELETE_FAILED' ? await retainable(aws, stack, arn) : []
    await deleteStack(aws, arn, {
      // Each attempt has a token of its own: CloudFormation ignores a request whose token it has seen.
      token: `delete-${randomUUID()}`,
      express: stack.billables.some(({ kind }) => kind === 'function'),
      retain,
    })
    const { state, failure } = await followStack(aws, arn, {
      signal,
      seen,
      onEvent: (event) => reportStep(context, deploymentId, event),
    })
    const status = state?.status ?? 'DELETE_COMPLETE'
    finish(status)
    if (status === 'DELETE_COMPLETE')
      return report(context, deploymentId, { level: 'info', message: `Deleted stack ${stack.name}` })
    const reason = failure ? `${failure.resource}: ${failure.reason}` : `it ended as ${status}`
    if (attempt === deleteAttempts) throw undeletable(aws, stack, arn, failure, reason)
    report(context, deploymentId, {
      level: 'warning',
      message: `Deleting ${stack.name} failed (${reason}). Trying again.`,
    })
    await delay(aws.pacing.pollMs * 2 ** attempt, undefined, { signal })
  }
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

function undeletable(aws: Aws, stack: Stack, arn: string, failure: Failure | null, reason: string): AppError {
  const details: Failure = {
    stack: stack.name,
    resource: null,
    resources: [],
    reason,
    ...failure,
    console: consoleLink(aws.region, arn),
  }
  return new AppError('deployment-failed', `The stack ${stack.name} could not be deleted: ${reason}`, {
    ...details,
  })
}

/** Where the console shows a stack's events. */
function consoleLink(region: string, arn: string): string {
  return `https://${region}.console.aws.amazon.com/cloudformation/home?region=${region}#/stacks/events?stackId=${encodeURIComponent(arn)}`
}
