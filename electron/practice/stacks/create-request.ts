import { randomUUID } from 'node:crypto'
import { objectsIn, textList, textOf } from '../json-values.ts'
import type { Call, Json, JsonObject, World } from '../world.ts'
import { ServiceError } from '../world.ts'
import { evaluateConditions } from './evaluate.ts'
import { dependencyGraph, type Graph } from './graph.ts'
import { resolveParameters, type ResolvedParameters } from './parameters.ts'
import { parseTemplate, type Template } from './parse-template.ts'
import { checkParameterAccess } from './parameter-access.ts'
import { stackPrincipal } from './stack-principal.ts'
import { pseudoParameters } from './pseudo-parameters.ts'
import type { StackRecord, StackResource } from './stack-record.ts'
import { validationError } from './validation-error.ts'
import { availabilityZones } from './zones.ts'

/** The most that a template may have when it comes with the call. */
const maxTemplateBytes = 51_200

/**
 * A new stack from CreateStack's input, with everything checked that can be before anything is made.
 * @throws ServiceError `ValidationError`, `InsufficientCapabilitiesException`
 */
export function newStack(
  world: World,
  input: JsonObject,
  { region, callerId }: Pick<Call, 'region' | 'callerId'>,
): { stack: StackRecord; templateText: string } {
  const name = stackName(input)
  const templateText = templateBody(input)
  const template = parseTemplate(templateText)
  const capabilities = textList(input['Capabilities'])
  checkCapabilities(template, capabilities)
  const roleArn = textOf(input['RoleARN'])
  const principal = stackPrincipal(world, { roleArn, ...calledBy(callerId) })

  const uuid = randomUUID()
  const id = `arn:${world.partition}:cloudformation:${region}:${world.accountId}:stack/${name}/${uuid}`
  const given = pairs(input['Parameters'], 'ParameterKey', 'ParameterValue')
  const parameters = resolveParameters(template, given, {
    region,
    exists: (type, physicalId) => resourceExists(world, region, type, physicalId),
  })
  if (principal !== undefined) checkParameterAccess(world, principal, template, parameters.values, region)
  const refs = { ...parameters.refs, ...pseudoParameters(world, region, { id, name }) }
  const scope = { region, refs, mappings: template.Mappings, conditions: {}, resources: {} }
  const conditions = evaluateConditions(template.Conditions, { ...scope, zones: availabilityZones })
  const token = textOf(input['ClientRequestToken'])

  const stack: StackRecord = {
    id,
    uuid,
    name,
    region,
    description: template.Description ?? '',
    status: 'CREATE_IN_PROGRESS',
    statusReason: '',
    createdAtMs: Date.now(),
    createToken: token,
    operation: { id: randomUUID(), token, retain: [], force: false },
    parameters: shownParameters(template, parameters),
    refs: parameters.refs,
    conditions,
    tags: pairs(input['Tags'], 'Key', 'Value'),
    capabilities,
    roleArn,
    ...calledBy(callerId),
    onFailure: onFailure(input),
    ...timeout(input['TimeoutInMinutes']),
    resources: newResources(template, dependencyGraph(template, conditions)),
    outputs: [],
    events: [],
  }
  return { stack, templateText }
}

function calledBy(callerId: string | undefined): Pick<StackRecord, 'callerId'> {
  return callerId === undefined ? {} : { callerId }
}

function newResources(template: Template, graph: Graph): StackResource[] {
  return graph.order.map((logicalId) => ({
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
  }))
}

function shownParameters(
  template: Template,
  { values, resolved }: ResolvedParameters,
): StackRecord['parameters'] {
  return Object.entries(values).map(([key, value]) => ({
    key,
    value,
    hidden: String(template.Parameters[key]?.NoEcho) === 'true',
    ...(resolved[key] === undefined ? {} : { resolved: resolved[key] }),
  }))
}

/** Whether a parameter may name a resource by this: its physical id, or its group id. */
function resourceExists(world: World, region: string, type: string, id: string): boolean {
  return world
    .resources(type)
    .some(
      (record) =>
        record.region === region && [record.physicalId, textOf(record.attributes['GroupId'])].includes(id),
    )
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

function checkCapabilities(template: Template, given: readonly string[]): void {
  const required = requiredCapability(template)
  if (required === undefined || given.includes(required) || given.includes('CAPABILITY_NAMED_IAM')) return
  throw new ServiceError('InsufficientCapabilitiesException', `Requires capabilities : [${required}]`)
}

/** The template of a call: `TemplateBody`, as the practice account has no S3 to fetch from. */
export function templateBody(input: JsonObject): string {
  const body = textOf(input['TemplateBody'])
  if (input['TemplateURL'] !== undefined)
    throw validationError('The practice account takes no TemplateURL, only TemplateBody')
  if (body === '') throw validationError('Either Template URL or Template Body must be specified.')
  if (Buffer.byteLength(body) > maxTemplateBytes)
    throw validationError(
      "1 validation error detected: Value at 'templateBody' failed to satisfy constraint: " +
        `Member must have length less than or equal to ${maxTemplateBytes}`,
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
      `1 validation error detected: Value '${name}' at 'stackName' ` +
        `failed to satisfy constraint: ${constraint}`,
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
    `1 validation error detected: Value '${value}' at 'onFailure' failed to satisfy constraint: ` +
      'Member must satisfy enum value set: [DO_NOTHING, ROLLBACK, DELETE]',
  )
}

function pairs(value: Json | undefined, keyName: string, valueName: string): Record<string, string> {
  const result: Record<string, string> = {}
  for (const item of objectsIn(value)) {
    const key = textOf(item[keyName])
    if (result[key] !== undefined) throw validationError(`Duplicate ${keyName} ${key}`)
    result[key] = textOf(item[valueName])
  }
  return result
}

function timeout(minutes: Json | undefined): Pick<StackRecord, 'timeoutMinutes'> {
  if (minutes === undefined) return {}
  const timeoutMinutes = Number(minutes)
  if (!Number.isInteger(timeoutMinutes) || timeoutMinutes < 1)
    throw validationError(
      "1 validation error detected: Value at 'timeoutInMinutes' failed to satisfy constraint: " +
        'Member must have value greater than or equal to 1',
    )
  return { timeoutMinutes }
}
