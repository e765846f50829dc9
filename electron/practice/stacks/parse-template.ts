import { isObject } from '../json-values.ts'
import type { Json, JsonObject } from '../world.ts'
import { parseYaml } from './template-yaml.ts'
import { templateFormatError, validationError } from './validation-error.ts'

export type Scalar = string | number | boolean

export interface ParameterDefinition {
  Type: string
  Description?: string
  Default?: Scalar
  AllowedValues?: Scalar[]
  AllowedPattern?: string
  ConstraintDescription?: string
  MinLength?: Scalar
  MaxLength?: Scalar
  MinValue?: Scalar
  MaxValue?: Scalar
  NoEcho?: Scalar
}

export interface ResourceDefinition {
  Type: string
  Properties?: JsonObject
  DependsOn?: string | string[]
  Condition?: string
  DeletionPolicy?: string
  UpdateReplacePolicy?: string
  Metadata?: JsonObject
}

interface OutputDefinition {
  Value: Json
  Description?: string
  Condition?: string
}

/**
 * A template as data: intrinsics in their long form (`{ 'Fn::GetAtt': ['A', 'B.C'] }`), every section there
 * (empty when left out).
 */
export interface Template {
  Description?: string
  Metadata: JsonObject
  Parameters: Record<string, ParameterDefinition>
  Mappings: Record<string, Record<string, JsonObject>>
  Conditions: JsonObject
  Resources: Record<string, ResourceDefinition>
  Outputs: Record<string, OutputDefinition>
}

const sections = new Set([
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Parameters',
  'Mappings',
  'Conditions',
  'Resources',
  'Outputs',
])
const resourceMembers = new Set([
  'Type',
  'Properties',
  'DependsOn',
  'Condition',
  'DeletionPolicy',
  'UpdateReplacePolicy',
  'Metadata',
])
const parameterMembers = new Set([
  'Type',
  'Description',
  'Default',
  'AllowedValues',
  'AllowedPattern',
  'ConstraintDescription',
  'MinLength',
  'MaxLength',
  'MinValue',
  'MaxValue',
  'NoEcho',
])
const outputMembers = new Set(['Value', 'Description', 'Condition'])
const deletionPolicies: Json[] = ['Delete', 'Retain', 'RetainExceptOnCreate']

/**
 * Reads a CloudFormation template, JSON or YAML. Checks the structure, not the intrinsics nor the resource
 * types.
 * @throws ServiceError `ValidationError`, `Template format error: …` or `Invalid template …`
 */
export function parseTemplate(text: string): Template {
  const raw = /^\s*\{/.test(text) ? parseJson(text) : parseYaml(text)
  if (!isObject(raw)) throw templateFormatError('unsupported structure.')
  checkHead(raw)
  const resources = section(raw, 'Resources', checkResource)
  if (Object.keys(resources).length === 0)
    throw templateFormatError('At least one Resources member must be defined.')
  const parameters = section(raw, 'Parameters', checkParameter)
  const outputs = section(raw, 'Outputs', checkOutput)
  const mappings = section(raw, 'Mappings', checkMapping)
  const metadata = raw['Metadata'] ?? {}
  const conditions = raw['Conditions'] ?? {}
  if (!isObject(metadata) || !isObject(conditions))
    throw templateFormatError('Metadata and Conditions must be objects.')

  return {
    ...(typeof raw['Description'] === 'string' ? { Description: raw['Description'] } : {}),
    Metadata: metadata,
    Conditions: conditions,
    // The casts are what the checks above have established.
    Parameters: parameters as unknown as Template['Parameters'],
    Mappings: mappings as unknown as Template['Mappings'],
    Resources: resources as unknown as Template['Resources'],
    Outputs: outputs as unknown as Template['Outputs'],
  }
}

/** The names of the sections, and those that are no objects. */
function checkHead(raw: JsonObject): void {
  refuseUnimplemented(raw, ['Transform', 'Rules', 'Hooks'], 'a template')
  const unknown = Object.keys(raw).filter((name) => !sections.has(name))
  if (unknown.length > 0)
    throw validationError(`Invalid template property or properties [${unknown.join(', ')}]`)
  const { AWSTemplateFormatVersion: version, Description: description } = raw
  if (version !== undefined && version !== '2010-09-09')
    throw templateFormatError(`Template version ${JSON.stringify(version)} is not supported.`)
  if (description !== undefined && typeof description !== 'string')
    throw templateFormatError('Description must be a string.')
}

function checkResource(id: string, resource: JsonObject): void {
  if (!/^[A-Za-z0-9]+$/.test(id)) throw templateFormatError(`Resource name ${id} is non alphanumeric.`)
  if (typeof resource['Type'] !== 'string')
    throw templateFormatError(`[/Resources/${id}] Every Resources object must contain a Type member.`)
  refuseUnimplemented(resource, ['CreationPolicy', 'UpdatePolicy'], `resource ${id}`)
  const unknown = Object.keys(resource).filter((name) => !resourceMembers.has(name))
  if (unknown.length > 0) throw validationError(`Invalid template resource property '${unknown.join(', ')}'`)
  const {
    Properties: properties = {},
    DependsOn: dependsOn = [],
    DeletionPolicy: policy = 'Delete',
  } = resource
  if (!isObject(properties))
    throw templateFormatError(`[/Resources/${id}] Any Properties member must be a JSON object.`)
  if (![dependsOn].flat().every((name) => typeof name === 'string'))
    throw templateFormatError(`[/Resources/${id}] DependsOn must be a string or list of strings.`)
  if (!deletionPolicies.includes(policy))
    throw templateFormatError(`Unrecognized DeletionPolicy ${JSON.stringify(policy)} for resource ${id}`)
}

function checkParameter(id: string, parameter: JsonObject): void {
  refuseUnknownMembers(parameter, parameterMembers, 'parameter', `/Parameters/${id}`)
  for (const [name, member] of Object.entries(parameter)) {
    const values = name === 'AllowedValues' && Array.isArray(member) ? member : [member]
    if (values.some((value) => typeof value === 'object'))
      throw templateFormatError(`Every ${name} member must be a string. [/Parameters/${id}]`)
  }
  if (typeof parameter['Type'] !== 'string')
    throw templateFormatError(`Every Parameters object must contain a Type member. [/Parameters/${id}]`)
}

function checkOutput(id: string, output: JsonObject): void {
  refuseUnimplemented(output, ['Export'], `output ${id}`)
  refuseUnknownMembers(output, outputMembers, 'output', `/Outputs/${id}`)
  if (output['Value'] === undefined)
    throw templateFormatError(`Every Outputs member must contain a Value object. [/Outputs/${id}]`)
}

function checkMapping(id: string, mapping: JsonObject): void {
  if (!Object.values(mapping).every(isObject))
    throw templateFormatError(`Every Mappings attribute must be a JSON object. [/Mappings/${id}]`)
}

/** Refuses what is valid on AWS, and would silently change the outcome if it were ignored. */
function refuseUnimplemented(value: JsonObject, members: string[], where: string): void {
  const found = members.find((member) => value[member] !== undefined)
  if (found !== undefined)
    throw validationError(`The practice account does not implement ${found} (of ${where})`)
}

function refuseUnknownMembers(value: JsonObject, known: Set<string>, what: string, path: string): void {
  const unknown = Object.keys(value).filter((member) => !known.has(member))
  if (unknown.length > 0)
    throw validationError(`Invalid template ${what} property '${unknown.join(', ')}' [${path}]`)
}

function section(
  raw: JsonObject,
  name: string,
  check: (id: string, member: JsonObject) => void,
): Record<string, JsonObject> {
  const value = raw[name] ?? {}
  if (!isObject(value)) throw templateFormatError(`${name} must be an object.`)
  const members: Record<string, JsonObject> = {}
  for (const [id, member] of Object.entries(value)) {
    if (!isObject(member))
      throw templateFormatError(`[/${name}/${id}] Every ${name} member must be an object.`)
    members[id] = member
  }
  for (const [id, member] of Object.entries(members)) check(id, member)
  return members
}

function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch (error) {
    throw templateFormatError(
      `JSON not well-formed. (${error instanceof Error ? error.message : String(error)})`,
    )
  }
}
