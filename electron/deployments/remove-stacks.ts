import { setTimeout as delay } from 'node:timers/promises'
import type { Stack } from '../../shared/deployment.ts'
import { AppError } from '../../shared/errors.ts'
import type { Aws } from '../aws/clients.ts'
import { interfacesIn } from '../aws/network-interfaces.ts'
import { stackEvents } from '../aws/stack-events.ts'
import { deleteStack, describeStack, followStack } from '../aws/stacks.ts'
import { announceDeployment, report, reportStep, type Desk } from '../desk.ts'
import { getDeployment, updateStack } from '../store/deployments.ts'
import { outputsOf, removalOrder } from './stack-plan.ts'

/** How often a deletion that failed is tried again before a person has to look. */
const deleteAttempts = 3
/** AWS takes 20-45 minutes to give up a function's network interfaces, at times more than an hour. */
const interfacesTimeoutMs = 90 * 60_000

/**
 * Deletes every stack of a deployment that may exist, what costs money first.
 * @throws AppError `deployment-failed` naming what could not be deleted and why
 */
export async function removeStacks(desk: Desk, aws: Aws, deploymentId: string, signal: AbortSignal): Promise<void> {
  const deployment = getDeployment(desk.store, deploymentId)
  for (const group of removalOrder(deployment.stacks)) {
    const there = group.filter((stack) => stack.status !== 'PLANNED' && stack.status !== 'DELETE_COMPLETE')
    if (there.some((stack) => stack.kind === 'base')) await awaitInterfacesGone(desk, aws, deploymentId, signal)
    const results = await Promise.allSettled(there.map((stack) => removeStack(desk, aws, deploymentId, stack, signal)))
    signal.throwIfAborted()
    const failed = results.find((result) => result.status === 'rejected')
    if (failed) throw failed.reason
  }
}

async function removeStack(desk: Desk, aws: Aws, deploymentId: string, stack: Stack, signal: AbortSignal): Promise<void> {
  // Without an ARN we asked for the stack and never heard back: only its name can tell whether it is there.
  const arn = stack.arn ?? (await describeStack(aws, stack.name))?.arn
  const finish = (status: string) => {
    updateStack(desk.store, deploymentId, stack.name, {
      status,
      ...(status === 'DELETE_COMPLETE' ? { deletedAtMs: Date.now() } : {}),
    })
    announceDeployment(desk, deploymentId)
  }
  if (arn === undefined) return finish('DELETE_COMPLETE')
  report(desk, deploymentId, { level: 'info', message: `Deleting stack ${stack.name}` })
  const seen = new Set<string>()
  await stackEvents(aws, arn, seen)
  for (let attempt = 1; ; attempt += 1) {
    await deleteStack(aws, arn, `delete-${attempt}-${stack.name}`)
    const { state, failure } = await followStack(aws, arn, { signal, seen, onEvent: (event) => reportStep(desk, deploymentId, event) })
    const status = state?.status ?? 'DELETE_COMPLETE'
    finish(status)
    if (status === 'DELETE_COMPLETE') return report(desk, deploymentId, { level: 'info', message: `Deleted stack ${stack.name}` })
    const reason = failure ? `${failure.resource}: ${failure.reason}` : `it ended as ${status}`
    if (attempt === deleteAttempts) {
      throw new AppError('deployment-failed', `The stack ${stack.name} could not be deleted: ${reason}`, { stack: stack.name, ...failure })
    }
    report(desk, deploymentId, { level: 'warning', message: `Deleting ${stack.name} failed (${reason}). Trying again.` })
    await delay(aws.pacing.pollMs * 2 ** attempt, undefined, { signal })
  }
}

/** The subnets of base cannot go while any network interface is left in them; none of those costs money. */
async function awaitInterfacesGone(desk: Desk, aws: Aws, deploymentId: string, signal: AbortSignal): Promise<void> {
  const vpcId = outputsOf(getDeployment(desk.store, deploymentId).stacks)['VpcId']
  if (vpcId === undefined) return
  const untilMs = Date.now() + interfacesTimeoutMs
  let told = -1
  for (;;) {
    const left = await interfacesIn(aws, vpcId)
    if (left.length === 0) return
    if (left.length !== told) {
      told = left.length
      report(desk, deploymentId, {
        level: 'info',
        message: `Nothing costs money any more. Waiting for ${left.length} free network interface${left.length === 1 ? '' : 's'} to go.`,
      })
    }
    if (Date.now() > untilMs)
      throw new AppError('deployment-failed', `Network interfaces are still there: ${left.join(', ')}. Try again later.`)
    await delay(aws.pacing.pollMs, undefined, { signal })
  }
}
