import {
  CancelCommandCommand,
  DescribeInstanceInformationCommand,
  GetCommandInvocationCommand,
  SendCommandCommand,
  type GetCommandInvocationCommandOutput,
} from '@aws-sdk/client-ssm'
import { setTimeout as delay } from 'node:timers/promises'
import { AppError } from '../../../shared/errors.ts'
import { isInvalidInstance, isMissingInvocation, toAppError } from './aws-errors.ts'
import type { Aws } from './clients.ts'

export interface ShellResult {
  exitCode: number
  stdout: string
  stderr: string
}

/** Longest output that comes back whole; SSM cuts the rest off. */
export const longestOutput = 24_000

/** How long a command may wait for an agent that takes it. */
const startsWithinSec = 60
const neverStarted = new Set(['DeliveryTimedOut', 'Delivery Timed Out', 'Undeliverable'])

const underWay = new Set(['Pending', 'InProgress', 'Delayed', 'Cancelling'])

/**
 * Runs a POSIX sh script on an instance over SSM Run Command and waits for its end; the output comes only
 * then. When aborted it asks SSM to cancel, which kills the script's process group, and throws the signal's
 * reason.
 * @throws AppError `load-failed` when the script could not be run to its end; an exit code other than 0 is
 * a result
 */
export async function runScript(
  aws: Aws,
  instanceId: string,
  script: string,
  options: { doing: string; timeoutSec: number; signal: AbortSignal },
): Promise<ShellResult> {
  const { doing, timeoutSec, signal } = options
  signal.throwIfAborted()
  let commandId: string | undefined
  try {
    const { Command } = await aws.ssm.send(
      new SendCommandCommand({
        DocumentName: 'AWS-RunShellScript',
        InstanceIds: [instanceId],
        Parameters: { commands: [script], executionTimeout: [String(Math.max(5, Math.ceil(timeoutSec)))] },
        TimeoutSeconds: startsWithinSec,
        Comment: `Sluice: ${doing}`.slice(0, 100),
      }),
    )
    commandId = Command?.CommandId
    const invocation = await awaitInvocation(aws, instanceId, commandId ?? '', signal)
    if (
      invocation.Status === 'Success' ||
      (invocation.Status === 'Failed' && (invocation.ResponseCode ?? -1) > 0)
    ) {
      return {
        exitCode: invocation.ResponseCode ?? 0,
        stdout: invocation.StandardOutputContent ?? '',
        stderr: invocation.StandardErrorContent ?? '',
      }
    }
    if (neverStarted.has(invocation.StatusDetails ?? ''))
      throw new AppError(
        'load-failed',
        `The load generator ${instanceId} took no command for ${startsWithinSec} s (tried to ${doing}): its agent was lost.`,
      )
    const why = invocation.StatusDetails ?? invocation.Status
    throw new AppError(
      'load-failed',
      `The load generator could not ${doing}: ${why}. ${(invocation.StandardErrorContent ?? '').trim()}`.trim(),
    )
  } catch (thrown) {
    if (signal.aborted) {
      if (commandId)
        await aws.ssm
          .send(new CancelCommandCommand({ CommandId: commandId, InstanceIds: [instanceId] }))
          .catch(() => undefined)
      signal.throwIfAborted()
    }
    if (isInvalidInstance(thrown)) {
      const sentence = `The load generator ${instanceId} takes no commands any more (tried to ${doing}): it was stopped or terminated, or its agent was lost.`
      throw new AppError('load-failed', sentence, {}, thrown)
    }
    throw toAppError(thrown, doing)
  }
}

/** Polls quickly at first, since most scripts take milliseconds, then at the account's pace. */
async function awaitInvocation(
  aws: Aws,
  instanceId: string,
  commandId: string,
  signal: AbortSignal,
): Promise<GetCommandInvocationCommandOutput> {
  const appearsBeforeMs = performance.now() + 15_000
  for (let attempt = 0; ; attempt += 1) {
    await delay(Math.min(aws.pacing.pollMs, 120 * 1.5 ** attempt), undefined, { signal })
    try {
      const invocation = await aws.ssm.send(
        new GetCommandInvocationCommand({ CommandId: commandId, InstanceId: instanceId }),
      )
      if (!underWay.has(invocation.Status ?? '')) return invocation
    } catch (thrown) {
      if (!isMissingInvocation(thrown) || performance.now() > appearsBeforeMs) throw thrown
    }
  }
}

/**
 * Waits until the instance's SSM agent has registered: CREATE_COMPLETE of an instance does not mean that it
 * takes commands.
 */
export async function awaitAgent(
  aws: Aws,
  instanceId: string,
  options: { timeoutMs: number; signal: AbortSignal },
): Promise<void> {
  const untilMs = performance.now() + options.timeoutMs
  for (;;) {
    try {
      const { InstanceInformationList } = await aws.ssm.send(
        new DescribeInstanceInformationCommand({ Filters: [{ Key: 'InstanceIds', Values: [instanceId] }] }),
      )
      if (InstanceInformationList?.[0]?.PingStatus === 'Online') return
    } catch (thrown) {
      throw toAppError(thrown, `ask whether ${instanceId} takes commands`)
    }
    if (performance.now() > untilMs) {
      throw new AppError(
        'deployment-failed',
        `The load generator ${instanceId} did not register with SSM within ${Math.round(options.timeoutMs / 1000)} s.`,
      )
    }
    await delay(aws.pacing.pollMs, undefined, { signal: options.signal })
  }
}
