import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import {
  combinedOutput,
  isUnderWay,
  type Command,
  type CommandShelf,
  type Invocation,
} from '../machines/command-record.ts'
import { answers, type CommandRunner } from '../machines/command-runner.ts'
import type { Machine } from '../machines/machine.ts'
import { publicParameter } from '../stacks/public-parameters.ts'
import type { Call, JsonObject, Service, World } from '../world.ts'
import { ServiceError } from '../world.ts'

const texts = z.array(z.string())

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
const invocationSchema = z.looseObject({ CommandId: z.string(), InstanceId: z.string() })
const listSchema = z.looseObject({
  CommandId: z.string().optional(),
  InstanceId: z.string().optional(),
  Details: z.boolean().default(false),
})
const cancelSchema = z.looseObject({ CommandId: z.string(), InstanceIds: texts.default([]) })
const informationSchema = z.looseObject({
  Filters: z.array(z.looseObject({ Key: z.string(), Values: texts })).default([]),
  InstanceInformationFilterList: z.array(z.looseObject({ key: z.string(), valueSet: texts })).default([]),
})
const parameterSchema = z.looseObject({ Name: z.string() })
const parametersSchema = z.looseObject({ Names: texts.min(1).max(10) })

/** Parameters and document of a command may not be larger together. */
const mostCommandBytes = 64 * 1024

interface Parts {
  machines: ReadonlyMap<string, Machine>
  shelf: CommandShelf
  runner: CommandRunner
}

/**
 * Systems Manager, as far as the app asks it: Run Command with `AWS-RunShellScript`, the list of agents,
 * public parameters.
 */
export function ssmService(world: World, { machines, shelf, runner }: Parts): Service {
  /** An instance whose agent has registered, whether it still answers or not. */
  const registered = (instanceId: string, { region }: Call): Machine | undefined => {
    const machine = machines.get(instanceId)
    return machine?.facts.region === region && machine.registeredAtMs() !== undefined ? machine : undefined
  }
  /** Just after SendCommand nobody knows of the command yet. */
  const visible = (command: Command | undefined, { region }: Call): command is Command =>
    command?.region === region && Date.now() - command.requestedAtMs >= world.pace.invocationAppearsMs

  return {
    name: 'ssm',
    protocol: 'json-1.1',
    version: 'AmazonSSM',
    operations: {
      SendCommand(input, call) {
        const wanted = checked(sendCommandSchema, input)
        if (wanted.DocumentName !== 'AWS-RunShellScript')
          throw new ServiceError('InvalidDocument', `Document ${wanted.DocumentName} does not exist.`)
        if (JSON.stringify(wanted.Parameters).length > mostCommandBytes)
          throw new ServiceError('MaxDocumentSizeExceeded', 'The size limit of a document is 64 KB.')
        const unknown = wanted.InstanceIds.filter((id) => registered(id, call) === undefined)
        if (unknown.length > 0)
          throw new ServiceError(
            'InvalidInstanceId',
            `Instances [[${unknown.join(', ')}]] not in a valid state for account ${world.accountId}`,
          )
        const command = newCommand(wanted, call.region)
        shelf.save(command)
        runner.deliver(command)
        return { Command: describeCommand(command) }
      },
      GetCommandInvocation(input, call) {
        const { CommandId, InstanceId } = checked(invocationSchema, input)
        const command = shelf.find(CommandId)
        const invocation = visible(command, call)
          ? command.invocations.find(({ instanceId }) => instanceId === InstanceId)
          : undefined
        if (command === undefined || invocation === undefined)
          throw new ServiceError('InvocationDoesNotExist', '')
        return describeInvocation(command, invocation)
      },
      ListCommandInvocations(input, call) {
        const { CommandId, InstanceId, Details } = checked(listSchema, input)
        const commands = shelf
          .all()
          .filter(
            (command) =>
              visible(command, call) && (CommandId === undefined || command.commandId === CommandId),
          )
        const found = commands
          .toReversed()
          .flatMap((command) =>
            command.invocations
              .filter(({ instanceId }) => InstanceId === undefined || instanceId === InstanceId)
              .map((invocation) => listedInvocation(command, invocation, Details)),
          )
        return { CommandInvocations: found }
      },
      CancelCommand(input, call) {
        const { CommandId, InstanceIds } = checked(cancelSchema, input)
        const command = shelf.find(CommandId)
        if (command?.region !== call.region) throw new ServiceError('InvalidCommandId', '')
        runner.cancel(command, InstanceIds)
        return {}
      },
      DescribeInstanceInformation(input, call) {
        const { Filters, InstanceInformationFilterList } = checked(informationSchema, input)
        const filters = [
          ...Filters,
          ...InstanceInformationFilterList.map(({ key, valueSet }) => ({ Key: key, Values: valueSet })),
        ]
        const found = [...machines.values()]
          .filter(({ facts }) => registered(facts.instanceId, call) !== undefined)
          .map((machine) => describeAgent(world, machine))
          .filter((agent) => filters.every((filter) => matchesFilter(agent, filter)))
        return { InstanceInformationList: found }
      },
      GetParameter(input, call) {
        const { Name } = checked(parameterSchema, input)
        const parameter = describeParameter(world, Name, call.region)
        if (parameter === undefined)
          throw new ServiceError('ParameterNotFound', `Parameter ${Name} not found.`)
        return { Parameter: parameter }
      },
      GetParameters(input, call) {
        const names = checked(parametersSchema, input).Names
        const found = names.flatMap((name) => describeParameter(world, name, call.region) ?? [])
        return {
          Parameters: found,
          InvalidParameters: names.filter((name) => publicParameter(name, call.region) === undefined),
        }
      },
    },
  }
}

/** @throws ServiceError `ValidationException` that names what is wrong */
function checked<S extends z.ZodType>(schema: S, input: JsonObject): z.infer<S> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw new ServiceError('ValidationException', z.prettifyError(parsed.error))
}

function newCommand(wanted: z.infer<typeof sendCommandSchema>, region: string): Command {
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

function listedInvocation(command: Command, invocation: Invocation, details: boolean): JsonObject {
  const status = { Status: invocation.status, StatusDetails: invocation.statusDetails }
  const plugin = {
    Name: 'aws:runShellScript',
    ...status,
    ResponseCode: invocation.responseCode,
    Output: isUnderWay(invocation) ? '' : combinedOutput(invocation),
  }
  return {
    CommandId: command.commandId,
    InstanceId: invocation.instanceId,
    Comment: command.comment,
    DocumentName: command.documentName,
    RequestedDateTime: command.requestedAtMs / 1000,
    ...status,
    CommandPlugins: details ? [plugin] : [],
  }
}

function describeAgent(world: World, machine: Machine): JsonObject {
  return {
    InstanceId: machine.facts.instanceId,
    PingStatus: answers(world, machine) ? 'Online' : 'ConnectionLost',
    LastPingDateTime: Date.now() / 1000,
    AgentVersion: '3.3.0.0',
    PlatformType: 'Linux',
    PlatformName: 'Amazon Linux',
    PlatformVersion: '2023',
    ResourceType: 'EC2Instance',
    IPAddress: machine.facts.privateIp,
  }
}

function matchesFilter(agent: JsonObject, { Key, Values }: { Key: string; Values: string[] }): boolean {
  const fields: Record<string, string> = {
    InstanceIds: 'InstanceId',
    PingStatus: 'PingStatus',
    PlatformTypes: 'PlatformType',
    ResourceType: 'ResourceType',
  }
  const field = fields[Key]
  if (field === undefined) throw new ServiceError('InvalidFilterKey', `The filter ${Key} is not understood.`)
  return Values.some((value) => value === agent[field])
}

function describeParameter(world: World, name: string, region: string): JsonObject | undefined {
  const value = publicParameter(name, region)
  if (value === undefined) return undefined
  return {
    Name: name,
    Type: 'String',
    Value: value,
    Version: 1,
    ARN: `arn:${world.partition}:ssm:${region}::parameter${name}`,
    LastModifiedDate: 1_700_000_000,
    DataType: 'aws:ec2:image',
  }
}

function isoTime(epochMs: number | undefined): string {
  return epochMs === undefined ? '' : new Date(epochMs).toISOString()
}
