import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { lowerCaseName } from '../names.ts'
import type { ServiceInterfaces } from '../ec2/service-interfaces.ts'
import { requireGroups, requireSubnets } from '../ec2/network-references.ts'
import { parseProperties, propertyList, tagList, textAt, wholeNumber } from '../properties.ts'
import { pause } from '../../stacks/pause.ts'
import type {
  CreatedResource,
  JsonObject,
  ResourceContext,
  ResourceRecord,
  ResourceType,
  World,
} from '../../world.ts'
import { ResourceError } from '../../world.ts'
import type { FunctionSettings } from '../../lambda/environment.ts'
import { awaitExecutionRole, checkExecutionRole, mayLogTo } from './execution-role.ts'
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
      LogFormat: z.literal(['Text', 'JSON']).default('Text'),
      ApplicationLogLevel: z.literal(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL']).optional(),
      SystemLogLevel: z.literal(['DEBUG', 'INFO', 'WARN']).optional(),
    })
    .refine(
      ({ LogFormat, ApplicationLogLevel, SystemLogLevel }) =>
        LogFormat === 'JSON' || (ApplicationLogLevel ?? SystemLogLevel) === undefined,
      'To use ApplicationLogLevel or SystemLogLevel, you must set LogFormat to JSON.',
    )
    .optional(),
  PackageType: z.literal('Zip').optional(),
  Tags: tagList.optional(),
})

type FunctionProperties = z.infer<typeof schema>

/** A function with a new network interface stays pending for this many times the pace of a record. */
const interfaceTakesRecords = 5

/** AWS::Lambda::Function: the template's own inline code, on disk; environments run it when it is invoked. */
export class FunctionType implements ResourceType {
  readonly type = 'AWS::Lambda::Function'
  readonly properties = propertyList(schema)
  readonly #world: World
  readonly #pool: LambdaPool
  readonly #interfaces: ServiceInterfaces
  /** By ARN: needed for every request, and the settings of a function never change. */
  readonly #settings = new Map<string, FunctionSettings>()

  constructor(world: World, pool: LambdaPool, interfaces: ServiceInterfaces) {
    this.#world = world
    this.#pool = pool
    this.#interfaces = interfaces
  }

  async create(raw: JsonObject, context: ResourceContext): Promise<CreatedResource> {
    const { region } = context
    const { accountId, partition, pace } = this.#world
    const properties = parseProperties(schema, raw)
    await awaitExecutionRole(context, properties.Role)
    checkExecutionRole(this.#world, properties.Role, properties.VpcConfig !== undefined)
    const name = properties.FunctionName ?? lowerCaseName(context, 64)
    if (this.#world.resource(name, this.type) !== undefined)
      throw new ResourceError(`Function already exist: ${name}`)
    const hasNewInterface = this.#holdInterfaces(name, region, properties.VpcConfig)
    writeCode(codeFolder(this.#world, name), properties.Code.ZipFile)
    // From Pending to Active; CloudFormation waits for it.
    await delay(pace.recordMs * (hasNewInterface ? interfaceTakesRecords : 1))
    return {
      physicalId: name,
      attributes: { Arn: `arn:${partition}:lambda:${region}:${accountId}:function:${name}` },
    }
  }

  async delete({ physicalId: name, attributes }: ResourceRecord, context: ResourceContext): Promise<void> {
    const world = this.#world
    const arn = textAt(attributes, 'Arn')
    this.#settings.delete(arn)
    await this.#pool.forget(arn)
    rmSync(codeFolder(world, name), { recursive: true, force: true })
    const left = this.#interfaces.release(
      name,
      world.faults().interfaceLingerMs ?? world.pace.interfaceLingerMs,
    )
    // CloudFormation waits until Lambda has removed them, unless the deletion is EXPRESS.
    if (context.express) return
    while (this.#interfaces.linger(left)) await pause(world.pace.recordMs, context.signal)
  }

  /** What the environments of a function need; undefined when there is no such function. */
  settingsOf(arn: string): FunctionSettings | undefined {
    const known = this.#settings.get(arn)
    if (known !== undefined) return known
    const record = this.#world
      .resources('AWS::Lambda::Function')
      .find(({ attributes }) => attributes['Arn'] === arn)
    if (record === undefined) return undefined
    const settings = functionSettings(this.#world, record)
    this.#settings.set(arn, settings)
    return settings
  }

  /** One network interface per subnet. Answers whether one of them is new. */
  #holdInterfaces(name: string, region: string, network: FunctionProperties['VpcConfig']): boolean {
    if (network === undefined) return false
    const { SubnetIds: subnetIds, SecurityGroupIds: groupIds } = network
    const { vpcId } = requireSubnets(this.#world, region, subnetIds)
    requireGroups(this.#world, vpcId, groupIds)
    const held = [...new Set(subnetIds)].map((subnetId) =>
      this.#interfaces.hold(name, {
        description: `AWS Lambda VPC ENI-${name}-${crypto.randomUUID()}`,
        interfaceType: 'lambda',
        requesterId: `AROALAMBDA:${name}`,
        region,
        vpcId,
        subnetId,
        groupIds,
      }),
    )
    return held.some(({ isNew }) => isNew)
  }
}

/** A recorded function as its environments need it. */
function functionSettings(world: World, record: ResourceRecord): FunctionSettings {
  const properties = parseProperties(schema, record.properties)
  const logGroup = properties.LoggingConfig?.LogGroup ?? `/aws/lambda/${record.physicalId}`
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
    vpc: vpcPlace(world, record.region, properties.VpcConfig),
    logsInvocations: properties.LoggingConfig?.SystemLogLevel !== 'WARN',
    logGroup,
    mayLog: mayLogTo(world, record.region, properties.Role, logGroup),
  }
}

function vpcPlace(
  world: World,
  region: string,
  network: FunctionProperties['VpcConfig'],
): FunctionSettings['vpc'] {
  if (network === undefined) return undefined
  const { vpcId } = requireSubnets(world, region, network.SubnetIds)
  return { vpcId, groupIds: network.SecurityGroupIds }
}

function codeFolder(world: World, name: string): string {
  return join(world.folder, 'functions', name)
}

function writeCode(folder: string, code: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(join(folder, 'index.js'), code)
  // CommonJS, whatever package the account's folder is in.
  writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}\n')
}
