import { randomUUID } from 'node:crypto'
import type { Json, JsonObject, World } from '../world.ts'
import { ServiceError } from '../world.ts'
import { evaluateConditions } from './evaluate.ts'
import { dependencyGraph } from './graph.ts'
import { resolveParameters } from './parameters.ts'
import { textOf } from './json-text.ts'
import { parseTemplate } from './parse-template.ts'
import type { Template } from './parse-template.ts'
import { stackRole } from './passed-roles.ts'
import type { StackRecord } from './stack-record.ts'
import { pseudoParameters } from './stack-runner.ts'
import { availabilityZones } from './zones.ts'

/** The most that a template may have when it comes with the call. */
const maxTemplateBytes = 51_200

/**
 * A new stack out of CreateStack's input, with everything checked that can be before anything is made.
 * Throws `ServiceError`: ValidationError, InsufficientCapabilitiesException.
 */
export function newStack(
  world: World,
  input: JsonObject,
  region: string,
): { stack: StackRecord; templateText: string } {
  const name = stackName(input)
  const templateText = templateBody(input)
  const template = parseTemplate(templateText)
  const capabilities = textList(input['Capabilities'])
  const missing = neededCapability(template, capabilities)
  if (missing !== undefined)
    throw new ServiceError('InsufficientCapabilitiesException', `Requires capabilities : [${missing}]`)
  const roleArn = textOf(input['RoleARN'])
  stackRole(world, roleArn)

  const uuid = randomUUID()
  const id = `arn:${world.partition}:cloudformation:${region}:${world.accountId}:stack/${name}/${uuid}`
  const exists = (type: string, physicalId: string): boolean =>
    world
      .resources(type)
      .some(
        (record) =>
          nameOf(record.physicalId, record.attributes).includes(physicalId) && record.region === region,
      )
  const resolved = resolveParameters(template, pairs(input['Parameters'], 'ParameterKey', 'ParameterValue'), {
    region,
    exists,
  })
  const refs = { ...resolved.refs, ...pseudoParameters(world, region, { id, name }) }
  const scope = {
    region,
    refs,
    mappings: template.Mappings,
    conditions: {},
    resources: {},
    zones: availabilityZones,
  }
  const conditions = evaluateConditions(template.Conditions, scope)
  const graph = dependencyGraph(template, conditions)
  const timeout = input['TimeoutInMinutes']

  const stack: StackRecord = {
    id,
    uuid,
    name,
    region,
    description: template.Description ?? '',
    status: 'CREATE_IN_PROGRESS',
    statusReason: '',
    createdAtMs: Date.now(),
    createToken: textOf(input['ClientRequestToken']),
    operation: { id: randomUUID(), token: textOf(input['ClientRequestToken']), retain: [], force: false },
    parameters: Object.entries(resolved.values).map(([key, value]) => ({
      key,
      value,
      hidden: String(template.Parameters[key]?.NoEcho) === 'true',
      ...(resolved.resolved[key] === undefined ? {} : { resolved: resolved.resolved[key] }),
    })),
    refs: resolved.refs,
    conditions,
    tags: pairs(input['Tags'], 'Key', 'Value'),
    capabilities,
    roleArn,
    onFailure: onFailure(input),
    ...(timeout === undefined ? {} : { timeoutMinutes: positive(timeout, 'timeoutInMinutes') }),
    resources: graph.order.map((logicalId) => ({
      logicalId,
      type: template.Resources[logicalId]?.Type ?? '',
      needs: graph.needs[logicalId] ?? [],
      deletionPolicy: template.Resources[logicalId]?.DeletionPolicy ?? 'Delete',
      reason: '',
      physicalId: '',
      properties: {},
      attributes: {},
      tags: {},
      updatedAtMs: 0,
    })),
    outputs: [],
    events: [],
  }
  return { stack, templateText }
}

/**
 * The capability that a template needs: none, CAPABILITY_IAM, or CAPABILITY_NAMED_IAM when an IAM resource
 * has a name of its own.
 */
export function requiredCapability(
  template: Template,
): 'CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM' | undefined {
  const resources = Object.values(template.Resources).filter(({ Type }) => Type.startsWith('AWS::IAM::'))
  if (resources.length === 0) return undefined
  const names = ['RoleName', 'InstanceProfileName', 'ManagedPolicyName', 'UserName', 'GroupName']
  // A policy attached to a role by that role's name is no name of its own.
  const isNamed = resources.some(
    ({ Type, Properties }) =>
      Type !== 'AWS::IAM::RolePolicy' && names.some((name) => Properties?.[name] !== undefined),
  )
  return isNamed ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM'
}

function neededCapability(template: Template, given: string[]): string | undefined {
  const required = requiredCapability(template)
  if (required === undefined || given.includes(required) || given.includes('CAPABILITY_NAMED_IAM'))
    return undefined
  return required
}

/** The template of a call: `TemplateBody`, as the practice account has no S3 to fetch from. */
export function templateBody(input: JsonObject): string {
  const body = textOf(input['TemplateBody'])
  if (input['TemplateURL'] !== undefined)
    throw validationError('The practice account takes no TemplateURL, only TemplateBody')
  if (body === '') throw validationError('Either Template URL or Template Body must be specified.')
  if (Buffer.byteLength(body) > maxTemplateBytes)
    throw validationError(
      `1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to ${maxTemplateBytes}`,
    )
  return body
}

/** `StackName` of a call that makes a stack. */
function stackName(input: JsonObject): string {
  const name = textOf(input['StackName'])
  const constraint =
    name.length > 128
      ? 'Member must have length less than or equal to 128'
      : 'Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*'
  if (name.length > 128 || !/^[a-zA-Z][-a-zA-Z0-9]*$/.test(name))
    throw validationError(
      `1 validation error detected: Value '${name}' at 'stackName' failed to satisfy constraint: ${constraint}`,
    )
  return name
}

function onFailure(input: JsonObject): StackRecord['onFailure'] {
  const value = textOf(input['OnFailure'])
  const disabled = textOf(input['DisableRollback'])
  if (value !== '' && disabled !== '')
    throw validationError('Either DisableRollback or OnFailure can be specified, not both.')
  if (disabled === 'true') return 'DO_NOTHING'
  if (value === '' || value === 'ROLLBACK') return 'ROLLBACK'
  if (value === 'DELETE' || value === 'DO_NOTHING') return value
  throw validationError(
    `1 validation error detected: Value '${value}' at 'onFailure' failed to satisfy constraint: Member must satisfy enum value set: [DO_NOTHING, ROLLBACK, DELETE]`,
  )
}

/** A list of texts; an empty one arrives as ''. */
export function textList(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

function pairs(value: Json | undefined, keyName: string, valueName: string): Record<string, string> {
  const result: Record<string, string> = {}
  for (const item of Array.isArray(value) ? value : []) {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) continue
    const key = textOf(item[keyName])
    if (result[key] !== undefined) throw validationError(`Duplicate ${keyName} ${key}`)
    result[key] = textOf(item[valueName])
  }
  return result
}

function positive(value: Json, name: string): number {
  const number = Number(value)
  if (!Number.isInteger(number) || number < 1)
    throw validationError(
      `1 validation error detected: Value at '${name}' failed to satisfy constraint: Member must have value greater than or equal to 1`,
    )
  return number
}

/** What a parameter may name a resource by: its physical id, or its group id. */
function nameOf(physicalId: string, attributes: JsonObject): string[] {
  return [physicalId, textOf(attributes['GroupId'])]
}

function validationError(message: string): ServiceError {
  return new ServiceError('ValidationError', message)
}
