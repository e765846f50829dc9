import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit, YAMLMap } from 'yaml'
import type { CollectionTag, ScalarTag } from 'yaml'
import type { Json, JsonObject } from '../world.ts'
import { ServiceError } from '../world.ts'

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

export interface OutputDefinition {
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

const shortTags = [
  'Base64',
  'Cidr',
  'FindInMap',
  'GetAZs',
  'If',
  'Equals',
  'Not',
  'And',
  'Or',
  'Join',
  'Select',
  'Split',
  'Sub',
  'GetAtt',
  'ImportValue',
]
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
const definitionMembers = {
  Parameters: new Set([
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
  ]),
  Outputs: new Set(['Value', 'Description', 'Condition']),
}

/**
 * Reads a CloudFormation template, JSON or YAML (1.2 core scalars, and the service's short tags such as
 * `!GetAtt A.B`). Checks the structure, not the intrinsics nor the resource types. Throws `ServiceError`
 * ValidationError, `Template format error: …` or `Invalid template …`, for a damaged one.
 */
export function parseTemplate(text: string): Template {
  const raw = /^\s*\{/.test(text) ? parseJson(text) : parseYaml(text)
  if (!isObject(raw)) throw formatError('unsupported structure.')
  refuseUnimplemented(raw, ['Transform', 'Rules', 'Hooks'], 'a template')
  const unknown = Object.keys(raw).filter((name) => !sections.has(name))
  if (unknown.length > 0)
    throw new ServiceError(
      'ValidationError',
      `Invalid template property or properties [${unknown.join(', ')}]`,
    )
  const version = raw['AWSTemplateFormatVersion']
  if (version !== undefined && version !== '2010-09-09')
    throw formatError(`Template version ${JSON.stringify(version)} is not supported.`)
  if (raw['Description'] !== undefined && typeof raw['Description'] !== 'string')
    throw formatError('Description must be a string.')

  const resources = section(raw, 'Resources')
  if (Object.keys(resources).length === 0) throw formatError('At least one Resources member must be defined.')
  for (const [id, resource] of Object.entries(resources)) checkResource(id, resource)
  const parameters = section(raw, 'Parameters')
  for (const [id, parameter] of Object.entries(parameters)) {
    checkMembers('Parameters', id, parameter)
    checkScalars(id, parameter)
    if (typeof parameter['Type'] !== 'string')
      throw formatError(`Every Parameters object must contain a Type member. [/Parameters/${id}]`)
  }
  const outputs = section(raw, 'Outputs')
  for (const [id, output] of Object.entries(outputs)) {
    refuseUnimplemented(output, ['Export'], `output ${id}`)
    checkMembers('Outputs', id, output)
    if (output['Value'] === undefined)
      throw formatError(`Every Outputs member must contain a Value object. [/Outputs/${id}]`)
  }
  const mappings = section(raw, 'Mappings')
  for (const [id, mapping] of Object.entries(mappings)) {
    if (!Object.values(mapping).every(isObject))
      throw formatError(`Every Mappings attribute must be a JSON object. [/Mappings/${id}]`)
  }
  const metadata = raw['Metadata'] ?? {}
  const conditions = raw['Conditions'] ?? {}
  if (!isObject(metadata) || !isObject(conditions))
    throw formatError('Metadata and Conditions must be objects.')

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

function checkResource(id: string, resource: JsonObject): void {
  if (!/^[A-Za-z0-9]+$/.test(id)) throw formatError(`Resource name ${id} is non alphanumeric.`)
  if (typeof resource['Type'] !== 'string')
    throw formatError(`[/Resources/${id}] Every Resources object must contain a Type member.`)
  refuseUnimplemented(resource, ['CreationPolicy', 'UpdatePolicy'], `resource ${id}`)
  const unknown = Object.keys(resource).filter((name) => !resourceMembers.has(name))
  if (unknown.length > 0)
    throw new ServiceError('ValidationError', `Invalid template resource property '${unknown.join(', ')}'`)
  const properties = resource['Properties']
  if (properties !== undefined && !isObject(properties))
    throw formatError(`[/Resources/${id}] Any Properties member must be a JSON object.`)
  const dependsOn = resource['DependsOn'] ?? []
  const names = Array.isArray(dependsOn) ? dependsOn : [dependsOn]
  if (!names.every((name) => typeof name === 'string'))
    throw formatError(`[/Resources/${id}] DependsOn must be a string or list of strings.`)
  const policy = resource['DeletionPolicy'] ?? 'Delete'
  if (policy !== 'Delete' && policy !== 'Retain' && policy !== 'RetainExceptOnCreate')
    throw formatError(`Unrecognized DeletionPolicy ${JSON.stringify(policy)} for resource ${id}`)
}

function checkScalars(id: string, parameter: JsonObject): void {
  for (const [name, member] of Object.entries(parameter)) {
    const values = name === 'AllowedValues' && Array.isArray(member) ? member : [member]
    if (values.some((value) => typeof value === 'object'))
      throw formatError(`Every ${name} member must be a string. [/Parameters/${id}]`)
  }
}

/** Valid on AWS, and would silently change the outcome if it were passed over. */
function refuseUnimplemented(value: JsonObject, members: string[], where: string): void {
  const found = members.find((member) => value[member] !== undefined)
  if (found !== undefined)
    throw new ServiceError(
      'ValidationError',
      `The practice account does not implement ${found} (of ${where})`,
    )
}

function checkMembers(name: keyof typeof definitionMembers, id: string, value: JsonObject): void {
  const unknown = Object.keys(value).filter((member) => !definitionMembers[name].has(member))
  if (unknown.length > 0)
    throw new ServiceError(
      'ValidationError',
      `Invalid template ${name.slice(0, -1).toLowerCase()} property '${unknown.join(', ')}' [/${name}/${id}]`,
    )
}

function section(raw: JsonObject, name: string): Record<string, JsonObject> {
  const value = raw[name] ?? {}
  if (!isObject(value)) throw formatError(`${name} must be an object.`)
  const members: Record<string, JsonObject> = {}
  for (const [id, member] of Object.entries(value)) {
    if (!isObject(member)) throw formatError(`[/${name}/${id}] Every ${name} member must be an object.`)
    members[id] = member
  }
  return members
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function formatError(reason: string): ServiceError {
  return new ServiceError('ValidationError', `Template format error: ${reason}`)
}

function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch (error) {
    throw formatError(`JSON not well-formed. (${error instanceof Error ? error.message : String(error)})`)
  }
}

function parseYaml(text: string): Json {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, {
    schema: 'core',
    customTags: intrinsicTags,
    lineCounter,
    prettyErrors: false,
  })
  // An unknown tag is only a warning of the parser: the value would silently pass without it.
  const problem = document.errors[0] ?? document.warnings[0]
  if (problem !== undefined) {
    const { line, col } = lineCounter.linePos(problem.pos[0])
    throw formatError(`YAML not well-formed. (line ${line}, column ${col}): ${problem.message}`)
  }
  visit(document, {
    Node(_, node) {
      if (isAlias(node))
        throw new ServiceError(
          'ValidationError',
          'Template error: YAML aliases are not allowed in CloudFormation templates',
        )
    },
    Pair(_, pair) {
      const key = pair.key
      if (isScalar(key) && typeof key.value !== 'string') key.value = key.source ?? String(key.value)
    },
  })
  return document.toJS() as Json
}

/**
 * `!Sub text` → `{ 'Fn::Sub': 'text' }`: one tag each for scalars, sequences and maps, as the parser wants
 * them.
 */
const intrinsicTags: (ScalarTag | CollectionTag)[] = [
  ...tagsFor('Ref', 'Ref'),
  ...tagsFor('Condition', 'Condition'),
  ...shortTags.flatMap((name) => tagsFor(name, `Fn::${name}`)),
]

function tagsFor(shortName: string, longName: string): (ScalarTag | CollectionTag)[] {
  const tag = `!${shortName}`
  return [
    {
      tag,
      // Plain data, since the parser wraps what a scalar's tag gives into a scalar.
      resolve: (value) => ({ [longName]: longName === 'Fn::GetAtt' ? splitAttribute(value) : value }),
    },
    ...(['seq', 'map'] as const).map((collection): CollectionTag => ({
      tag,
      collection,
      resolve(value) {
        if (!isSeq(value) && !isMap(value)) return value
        value.tag = `tag:yaml.org,2002:${collection}`
        const map = new YAMLMap()
        map.set(longName, value)
        return map
      },
    })),
  ]
}

/** `A.B.C` → `['A', 'B.C']`: only the first dot separates, nested attributes keep theirs. */
export function splitAttribute(value: string): string[] {
  const dot = value.indexOf('.')
  return dot === -1 ? [value] : [value.slice(0, dot), value.slice(dot + 1)]
}
