import { z } from 'zod'
import { answers } from '../machines/command-runner.ts'
import type { Machine } from '../machines/machine.ts'
import { publicParameter } from '../stacks/public-parameters.ts'
import type { Call, JsonObject, Service, World } from '../world.ts'
import { ServiceError } from '../world.ts'
import {
  cancelCommand,
  getCommandInvocation,
  isRegistered,
  sendCommand,
  type RunCommandParts,
} from './ssm-commands.ts'
import { checkedInput, texts } from './ssm-input.ts'

const informationSchema = z.looseObject({
  Filters: z.array(z.looseObject({ Key: z.string(), Values: texts })).default([]),
  InstanceInformationFilterList: z.array(z.looseObject({ key: z.string(), valueSet: texts })).default([]),
})
const parametersSchema = z.looseObject({ Names: texts.min(1).max(10) })

/**
 * Systems Manager, as far as the app asks it: Run Command with `AWS-RunShellScript`, the list of agents,
 * public parameters.
 */
export function ssmService(world: World, parts: Omit<RunCommandParts, 'world'>): Service {
  const all: RunCommandParts = { world, ...parts }
  return {
    name: 'ssm',
    protocol: 'json-1.1',
    version: 'AmazonSSM',
    operations: {
      SendCommand: (input, call) => sendCommand(all, input, call),
      GetCommandInvocation: (input, call) => getCommandInvocation(all, input, call),
      CancelCommand: (input, call) => cancelCommand(all, input, call),
      DescribeInstanceInformation: (input, call) => describeInstanceInformation(all, input, call),
      GetParameters: (input, call) => getParameters(world, input, call),
    },
  }
}

function describeInstanceInformation(
  { world, machines }: RunCommandParts,
  input: JsonObject,
  { region }: Call,
): JsonObject {
  const { Filters, InstanceInformationFilterList } = checkedInput(informationSchema, input)
  const filters = [
    ...Filters,
    ...InstanceInformationFilterList.map(({ key, valueSet }) => ({ Key: key, Values: valueSet })),
  ]
  const found = [...machines.values()]
    .filter((machine) => isRegistered(machine, region))
    .map((machine) => describeAgent(world, machine))
    .filter((agent) => filters.every((filter) => matchesFilter(agent, filter)))
  return { InstanceInformationList: found }
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

/** Names of filters → the member of an agent's description that they look at. */
const filteredMembers: Record<string, string> = {
  InstanceIds: 'InstanceId',
  PingStatus: 'PingStatus',
  PlatformTypes: 'PlatformType',
  ResourceType: 'ResourceType',
}

function matchesFilter(agent: JsonObject, { Key, Values }: { Key: string; Values: string[] }): boolean {
  const member = filteredMembers[Key]
  if (member === undefined) throw new ServiceError('InvalidFilterKey', `The filter ${Key} is not understood.`)
  return Values.some((value) => value === agent[member])
}

function getParameters(world: World, input: JsonObject, { region }: Call): JsonObject {
  const names = checkedInput(parametersSchema, input).Names
  return {
    Parameters: names.flatMap((name) => describeParameter(world, name, region) ?? []),
    InvalidParameters: names.filter((name) => publicParameter(name, region) === undefined),
  }
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
