import { ageMs } from '../age.ts'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { isUnderWay, type Command, type CommandShelf, type Invocation } from '../machines/command-record.ts'
import type { CommandRunner } from '../machines/command-runner.ts'
import type { Machine } from '../machines/machine.ts'
import type { Call, JsonObject, World } from '../world.ts'
import { ServiceError } from '../world.ts'
import { checkedInput, texts } from './ssm-input.ts'

/** What Run Command works with. */
export interface RunCommandParts {
  world: World
  machines: ReadonlyMap<string, Machine>
  shelf: CommandShelf
  runner: CommandRunner
}

const sendCommandSchema = z.looseObject({
  DocumentName: z.string(),
  InstanceIds: texts.max(50).min(1),
  Parameters: z.strictObject({
    commands: texts.min(1),
    workingDirectory: texts.optional(),
    executionTimeout: texts.optional(),
  }),
  TimeoutSeconds: z.int().min(30).max(2_592_000).default(3600),
  Comment: z.string().max(100).default(''),
})
type SendCommandInput = z.infer<typeof sendCommandSchema>

const invocationSchema = z.looseObject({ CommandId: z.string(), InstanceId: z.string() })
const cancelSchema = z.looseObject({ CommandId: z.string(), InstanceIds: texts.default([]) })

/** Parameters and document of a command may not be larger together. */
const mostCommandBytes = 64 * 1024

/** @throws ServiceError `InvalidDocument`, `MaxDocumentSizeExceeded`, `InvalidInstanceId` */
export function sendCommand(parts: RunCommandParts, input: JsonObject, { region }: Call): JsonObject {
  const wanted = checkedInput(sendCommandSchema, input)
  if (wanted.DocumentName !== 'AWS-RunShellScript')
    throw new ServiceError('InvalidDocument', `Document ${wanted.DocumentName} does not exist.`)
  if (JSON.stringify(wanted.Parameters).length > mostCommandBytes)
    throw new ServiceError('MaxDocumentSizeExceeded', 'The size limit of a document is 64 KB.')
  const unknown = wanted.InstanceIds.filter((id) => !isRegistered(parts.machines.get(id), region))
  if (unknown.length > 0)
    throw new ServiceError(
      'InvalidInstanceId',
      `Instances [[${unknown.join(', ')}]] not in a valid state for account ${parts.world.accountId}`,
    )
  const command = newCommand(wanted, region)
  parts.shelf.save(command)
  parts.runner.deliver(command)
  return { Command: describeCommand(command) }
}

/** @throws ServiceError `InvocationDoesNotExist`, also for a moment after SendCommand */
export function getCommandInvocation(
  { world, shelf }: RunCommandParts,
  input: JsonObject,
  { region }: Call,
): JsonObject {
  const { CommandId, InstanceId } = checkedInput(invocationSchema, input)
  const command = shelf.find(CommandId)
  const isVisible =
    command?.region === region && ageMs(command.requestedAtMs) >= world.pace.invocationAppearsMs
  const invocation = isVisible
    ? command.invocations.find(({ instanceId }) => instanceId === InstanceId)
    : undefined
  if (command === undefined || invocation === undefined) throw new ServiceError('InvocationDoesNotExist', '')
  return describeInvocation(command, invocation)
}

/** @throws ServiceError `InvalidCommandId` */
export function cancelCommand(
  { shelf, runner }: RunCommandParts,
  input: JsonObject,
  { region }: Call,
): JsonObject {
  const { CommandId, InstanceIds } = checkedInput(cancelSchema, input)
  const command = shelf.find(CommandId)
  if (command?.region !== region) throw new ServiceError('InvalidCommandId', '')
  runner.cancel(command, InstanceIds)
  return {}
}

/** Whether this is an instance of the Region whose agent has registered, whether it still answers or not. */
export function isRegistered(machine: Machine | undefined, region: string): machine is Machine {
  return machine?.facts.region === region && machine.registeredAtMs() !== undefined
}

function newCommand(wanted: SendCommandInput, region: string): Command {
  const { commands, workingDirectory, executionTimeout } = wanted.Parameters
  const seconds = Number(executionTimeout?.[0] ?? 3600)
  return {
    commandId: randomUUID(),
    region,
    documentName: wanted.DocumentName,
    comment: wanted.Comment,
    script: `${commands.join('\n')}\n`,
    workingDirectory: workingDirectory?.[0] ?? '',
    // As the agent does it: what it does not accept becomes an hour.
    executionTimeoutSec: Number.isInteger(seconds) && seconds >= 5 && seconds <= 172_800 ? seconds : 3600,
    timeoutSec: wanted.TimeoutSeconds,
    requestedAtMs: Date.now(),
    invocations: wanted.InstanceIds.map((instanceId) => ({
      instanceId,
      status: 'Pending',
      statusDetails: 'Pending',
      responseCode: -1,
      stdout: '',
      stderr: '',
    })),
  }
}

function describeCommand(command: Command): JsonObject {
  return {
    CommandId: command.commandId,
    DocumentName: command.documentName,
    Comment: command.comment,
    Parameters: { commands: command.script.split('\n') },
    InstanceIds: command.invocations.map(({ instanceId }) => instanceId),
    RequestedDateTime: command.requestedAtMs / 1000,
    ExpiresAfter: command.requestedAtMs / 1000 + command.timeoutSec + command.executionTimeoutSec,
    Status: 'Pending',
    StatusDetails: 'Pending',
    TimeoutSeconds: command.timeoutSec,
    TargetCount: command.invocations.length,
  }
}

/** Output is there only when the command has ended. */
function describeInvocation(command: Command, invocation: Invocation): JsonObject {
  const ended = !isUnderWay(invocation)
  return {
    CommandId: command.commandId,
    InstanceId: invocation.instanceId,
    Comment: command.comment,
    DocumentName: command.documentName,
    PluginName: 'aws:runShellScript',
    ResponseCode: invocation.responseCode,
    ExecutionStartDateTime: isoTime(invocation.startedAtMs),
    ExecutionEndDateTime: isoTime(invocation.endedAtMs),
    Status: invocation.status,
    StatusDetails: invocation.statusDetails,
    StandardOutputContent: ended ? invocation.stdout : '',
    StandardErrorContent: ended ? invocation.stderr : '',
  }
}

function isoTime(epochMs: number | undefined): string {
  return epochMs === undefined ? '' : new Date(epochMs).toISOString()
}
