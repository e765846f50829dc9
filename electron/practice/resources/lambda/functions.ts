import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { generatedName } from '../names.ts'
import type { ServiceInterfaces } from '../ec2/service-interfaces.ts'
import { requireGroups, requireSubnets } from '../ec2/network-references.ts'
import { parseProperties, propertyList, tagList, textAt, wholeNumber } from '../properties.ts'
import { pause } from '../../stacks/pause.ts'
import type { ResourceRecord, ResourceType, World } from '../../world.ts'
import { ResourceError } from '../../world.ts'
import type { FunctionSettings } from '../../lambda/environment.ts'
import { awaitExecutionRole, checkExecutionRole } from './execution-role.ts'
import type { LambdaPool } from '../../lambda/pool.ts'

const schema = z.strictObject({
  Code: z.strictObject({ ZipFile: z.string().min(1).max(4_194_304) }),
  Handler: z.string().regex(/^index\.\w+$/, 'inline code is the file index.js'),
  Runtime: z.string().regex(/^nodejs\d+\.x$/, 'the practice account runs Node.js functions only'),
  Role: z.string(),
  FunctionName: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .optional(),
  Description: z.string().optional(),
  Architectures: z.tuple([z.literal(['x86_64', 'arm64'])]).optional(),
  MemorySize: wholeNumber.min(128).max(10_240).default(128),
  Timeout: wholeNumber.min(1).max(900).default(3),
  Environment: z.strictObject({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).optional(),
  VpcConfig: z
    .strictObject({ SubnetIds: z.array(z.string()).min(1), SecurityGroupIds: z.array(z.string()).min(1) })
    .optional(),
  LoggingConfig: z
    .strictObject({
      LogGroup: z.string().optional(),
      LogFormat: z.literal(['Text', 'JSON']).optional(),
      ApplicationLogLevel: z.string().optional(),
      SystemLogLevel: z.string().optional(),
    })
    .optional(),
  PackageType: z.literal('Zip').optional(),
  Tags: tagList.optional(),
})

/**
 * Of a function with a new network interface: how much longer than others it stays pending, as a multiple
 * of the pace of records.
 */
const interfaceTakesRecords = 5

export interface LambdaFunctions {
  type: ResourceType
  /** Undefined when there is no such function. */
  settingsOf(functionArn: string): FunctionSettings | undefined
}

/** AWS::Lambda::Function: the template's own inline code, on disk; environments run it when it is invoked. */
export function lambdaFunctions(
  world: World,
  pool: LambdaPool,
  interfaces: ServiceInterfaces,
): LambdaFunctions {
  /** Asked for every request, and of one function they never change. */
  const known = new Map<string, FunctionSettings>()

  const type: ResourceType = {
    type: 'AWS::Lambda::Function',
    properties: propertyList(schema),

    async create(raw, context) {
      const properties = parseProperties(schema, raw)
      await awaitExecutionRole(context, properties.Role)
      checkExecutionRole(world, properties.Role, properties.VpcConfig !== undefined)
      const name = properties.FunctionName ?? generatedName(context.stackName, context.logicalId, 64)
      if (world.resource(name) !== undefined) throw new ResourceError(`Function already exist: ${name}`)
      let isNew = false
      if (properties.VpcConfig !== undefined) {
        const { SubnetIds: subnetIds, SecurityGroupIds: groupIds } = properties.VpcConfig
        const { vpcId } = requireSubnets(world, context.region, subnetIds)
        requireGroups(world, vpcId, groupIds)
        for (const subnetId of new Set(subnetIds)) {
          const held = interfaces.hold(name, {
            description: `AWS Lambda VPC ENI-${name}-${crypto.randomUUID()}`,
            interfaceType: 'lambda',
            requesterId: `AROALAMBDA:${name}`,
            region: context.region,
            vpcId,
            subnetId,
            groupIds,
          })
          isNew ||= held.isNew
        }
      }
      writeCode(codeFolder(world, name), properties.Code.ZipFile)
      // From Pending to Active; CloudFormation waits for it.
      await new Promise((resolve) =>
        setTimeout(resolve, world.pace.recordMs * (isNew ? interfaceTakesRecords : 1)),
      )
      return {
        physicalId: name,
        attributes: {
          Arn: `arn:${world.partition}:lambda:${context.region}:${world.accountId}:function:${name}`,
        },
      }
    },

    async delete(record, { express, signal }) {
      const arn = textAt(record.attributes, 'Arn')
      known.delete(arn)
      await pool.forget(arn)
      rmSync(codeFolder(world, record.physicalId), { recursive: true, force: true })
      const left = interfaces.release(
        record.physicalId,
        world.faults().interfaceLingerMs ?? world.pace.interfaceLingerMs,
      )
      // CloudFormation waits for Lambda to give them up, unless it is told not to.
      if (express) return
      while (interfaces.linger(left)) await pause(world.pace.recordMs, signal)
    },
  }

  const settingsOf = (arn: string): FunctionSettings | undefined => {
    const there = known.get(arn)
    if (there !== undefined) return there
    const record = world
      .resources('AWS::Lambda::Function')
      .find(({ attributes }) => attributes['Arn'] === arn)
    if (record === undefined) return undefined
    const settings = functionSettings(world, record)
    known.set(arn, settings)
    return settings
  }
  return { type, settingsOf }
}

/** A recorded function as its environments need it. */
function functionSettings(world: World, record: ResourceRecord): FunctionSettings {
  const properties = parseProperties(schema, record.properties)
  return {
    arn: textAt(record.attributes, 'Arn'),
    name: record.physicalId,
    region: record.region,
    runtime: properties.Runtime,
    handler: properties.Handler,
    memoryMb: properties.MemorySize,
    timeoutMs: properties.Timeout * 1_000,
    variables: properties.Environment?.Variables ?? {},
    codeFolder: codeFolder(world, record.physicalId),
    groupIds: properties.VpcConfig?.SecurityGroupIds,
    logGroup: properties.LoggingConfig?.LogGroup ?? `/aws/lambda/${record.physicalId}`,
  }
}

function codeFolder(world: World, name: string): string {
  return join(world.folder, 'functions', name)
}

function writeCode(folder: string, code: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(join(folder, 'index.js'), code)
  // CommonJS, whatever package the account's folder may happen to lie in.
  writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}\n')
}
