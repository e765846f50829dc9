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
import { commandError, isCommandError } from './tolerance.ts'

export interface ShellResult {
  exitCode: number
  stdout: string
  stderr: string
}

/** The longest output that SSM returns; it cuts off the rest. */
export const longestOutput = 24_000

/** How long a command may wait for an agent that takes it. */
const startsWithinSec = 60
const neverStarted = new Set(['DeliveryTimedOut', 'Delivery Timed Out', 'Undeliverable'])

/** How long SSM may take, after a command has had all its time, to say what became of it. */
const outcomeWithinSec = 60

/** The exit code that sh reports for SIGKILL. No script of Sluice exits with it. */
const killedExitCode = 137

const underWay = new Set(['Pending', 'InProgress', 'Delayed', 'Cancelling'])

export interface ScriptOptions {
  /** Completes "could not …" in errors, and is the comment of the command. */
  doing: string
  timeoutSec: number
  signal: AbortSignal
}

/**
 * Runs a POSIX sh script on an instance over SSM Run Command and waits for its end; only then is there any
 * output. When aborted it asks SSM to cancel, which kills the script's process group, and throws the
 * signal's reason.
 * @throws AppError `load-failed`, a command error, when the script could not be run to its end; an exit code
 * other than 0 is a result
 */
export async function runScript(
  aws: Aws,
  instanceId: string,
  script: string,
  { doing, timeoutSec, signal }: ScriptOptions,
): Promise<ShellResult> {
  signal.throwIfAborted()
  let commandId: string | undefined
  try {
    commandId = await sendScript(aws, instanceId, script, doing, timeoutSec)
    const longestSec = startsWithinSec + executionSec(timeoutSec) + outcomeWithinSec
    const invocation = await awaitInvocation(aws, instanceId, commandId, longestSec, signal)
    if (invocation === undefined) {
      const sentence = `did not learn within ${longestSec} s what became of the command (to ${doing})`
      throw commandError('lost', `The load generator ${instanceId} was asked, but Sluice ${sentence}.`)
    }
    return resultOf(invocation, instanceId, doing)
  } catch (thrown) {
    // A command that is no longer awaited must not keep running.
    if (commandId !== undefined && (signal.aborted || isCommandError(thrown)))
      await cancelCommand(aws, instanceId, commandId)
    signal.throwIfAborted()
    if (!isInvalidInstance(thrown)) throw toAppError(thrown, doing)
    const sentence =
      `The load generator ${instanceId} takes no commands (tried to ${doing}): ` +
      'it was stopped or terminated, or its agent was lost.'
    throw commandError('not-taken', sentence, thrown)
  }
}

/** SSM takes whole seconds, from 5 on. */
function executionSec(timeoutSec: number): number {
  return Math.max(5, Math.ceil(timeoutSec))
}

/** @returns the id of the command */
async function sendScript(
  { ssm }: Aws,
  instanceId: string,
  script: string,
  doing: string,
  timeoutSec: number,
): Promise<string> {
  const { Command } = await ssm.send(
    new SendCommandCommand({
      DocumentName: 'AWS-RunShellScript',
      InstanceIds: [instanceId],
      Parameters: { commands: [script], executionTimeout: [String(executionSec(timeoutSec))] },
      TimeoutSeconds: startsWithinSec,
      Comment: `Sluice: ${doing}`.slice(0, 100),
    }),
  )
  return Command?.CommandId ?? ''
}

async function cancelCommand({ ssm }: Aws, instanceId: string, commandId: string): Promise<void> {
  const cancel = new CancelCommandCommand({ CommandId: commandId, InstanceIds: [instanceId] })
  await ssm.send(cancel).catch(() => undefined)
}

/** Whether a script exited with an error of its own. @throws AppError `load-failed` where it was killed */
function isOwnExit({ exitCode }: ShellResult, doing: string): boolean {
  if (exitCode !== killedExitCode) return exitCode > 0
  throw commandError('failed', `The load generator could not ${doing}: its process was killed.`)
}

/** @throws AppError `load-failed` for a script that did not come to its end */
function resultOf(
  {
    Status,
    StatusDetails = Status,
    ResponseCode = Status === 'Success' ? 0 : -1,
    StandardOutputContent: stdout = '',
    StandardErrorContent: stderr = '',
  }: GetCommandInvocationCommandOutput,
  instanceId: string,
  doing: string,
): ShellResult {
  const result = { exitCode: ResponseCode, stdout, stderr }
  if (Status === 'Success' || (Status === 'Failed' && isOwnExit(result, doing))) return result
  const isTaken = !neverStarted.has(StatusDetails ?? '')
  const sentence = !isTaken
    ? `The load generator ${instanceId} took no command for ${startsWithinSec} s (tried to ${doing}): ` +
      'its agent was lost.'
    : `The load generator could not ${doing}: ${StatusDetails}. ${stderr.trim()}`.trim()
  throw commandError(isTaken ? 'failed' : 'not-taken', sentence)
}

/**
 * Polls quickly at first, since most scripts take milliseconds, then at the account's pace.
 * @returns undefined when the command has no outcome in time
 */
async function awaitInvocation(
  aws: Aws,
  instanceId: string,
  commandId: string,
  longestSec: number,
  signal: AbortSignal,
): Promise<GetCommandInvocationCommandOutput | undefined> {
  const untilMs = performance.now() + longestSec * 1000
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
    if (performance.now() > untilMs) return undefined
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
    const status = await agentStatus(aws, instanceId)
    if (status === 'Online') return
    if (performance.now() > untilMs)
      throw new AppError(
        'deployment-failed',
        silence(instanceId, status, Math.round(options.timeoutMs / 1000)),
      )
    await delay(aws.pacing.pollMs, undefined, { signal: options.signal })
  }
}

/** What Systems Manager says of the agent of an instance; undefined while it has not registered. */
async function agentStatus({ ssm }: Aws, instanceId: string): Promise<string | undefined> {
  try {
    const { InstanceInformationList } = await ssm.send(
      new DescribeInstanceInformationCommand({ Filters: [{ Key: 'InstanceIds', Values: [instanceId] }] }),
    )
    return InstanceInformationList?.[0]?.PingStatus
  } catch (thrown) {
    throw toAppError(thrown, `ask whether ${instanceId} takes commands`)
  }
}

function silence(instanceId: string, status: string | undefined, seconds: number): string {
  return status === undefined
    ? `The load generator ${instanceId} did not register with Systems Manager within ${seconds} s: its ` +
        'agent does not run, has no credentials of its role, or cannot reach the service.'
    : `Systems Manager has lost the load generator ${instanceId} (${status}), and did not find it again ` +
        `within ${seconds} s: its agent has stopped, or cannot reach the service.`
}
