import type { ParameterDefinition, Template } from './parse-template.ts'
import { publicParameter } from './public-parameters.ts'
import { validationError } from './validation-error.ts'
import { availabilityZones } from './zones.ts'

export interface ParameterContext {
  region: string
  /** Whether a resource of this type with this physical id is there. */
  exists(type: string, physicalId: string): boolean
}

export interface ResolvedParameters {
  /** As given or by default, one text each: what DescribeStacks shows. */
  values: Record<string, string>
  /** What the names of SSM parameters stand for. */
  resolved: Record<string, string>
  /** What `Ref` gives: text, or a list of texts for the list types. */
  refs: Record<string, string | string[]>
}

const simpleTypes = new Set(['String', 'Number', 'CommaDelimitedList', 'List<Number>', 'List<String>'])
/** Types that name something that exists → the resource type in which it is looked up; null: a zone. */
const specificTypes: Record<string, string | null> = {
  'AWS::EC2::AvailabilityZone::Name': null,
  'AWS::EC2::VPC::Id': 'AWS::EC2::VPC',
  'AWS::EC2::Subnet::Id': 'AWS::EC2::Subnet',
  'AWS::EC2::SecurityGroup::Id': 'AWS::EC2::SecurityGroup',
  'AWS::EC2::Instance::Id': 'AWS::EC2::Instance',
}
const ssmTypes = new Set([
  'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>',
  'AWS::SSM::Parameter::Value<String>',
])

/**
 * Values of a template's parameters: given ones, else defaults, checked against types and constraints.
 * Throws `ServiceError` ValidationError in the words of CloudFormation.
 */
export function resolveParameters(
  template: Template,
  given: Record<string, string>,
  context: ParameterContext,
): ResolvedParameters {
  const unknown = Object.keys(given).filter((name) => template.Parameters[name] === undefined)
  if (unknown.length > 0)
    throw validationError(`Parameters: [${unknown.join(', ')}] do not exist in the template`)
  const missing = Object.keys(template.Parameters).filter(
    (name) => given[name] === undefined && template.Parameters[name]?.Default === undefined,
  )
  if (missing.length > 0) throw validationError(`Parameters: [${missing.join(', ')}] must have values`)

  const result: ResolvedParameters = { values: {}, resolved: {}, refs: {} }
  for (const [name, definition] of Object.entries(template.Parameters)) {
    const value = given[name] ?? String(definition.Default)
    const list = listItemType(definition.Type)
    result.values[name] = value
    if (ssmTypes.has(definition.Type)) {
      checkConstraints(name, value, definition)
      const resolved = publicParameter(value, context.region)
      if (resolved === undefined)
        throw validationError(`Unable to fetch parameters [${value}] from parameter store for this account.`)
      result.resolved[name] = resolved
      result.refs[name] = resolved
    } else if (list === undefined) {
      checkType(name, value, definition.Type, context)
      checkConstraints(name, value, definition)
      result.refs[name] = value
    } else {
      const items = value === '' ? [] : value.split(',').map((item) => item.trim())
      for (const item of items) {
        checkType(name, item, list, context)
        checkConstraints(name, item, definition)
      }
      result.refs[name] = items
    }
  }
  return result
}

function listItemType(type: string): string | undefined {
  if (type === 'CommaDelimitedList') return 'String'
  return /^List<(.+)>$/.exec(type)?.[1]
}

function checkType(name: string, value: string, type: string, context: ParameterContext): void {
  const specific = specificTypes[type]
  if (specific === undefined) {
    if (!simpleTypes.has(type))
      throw validationError(`Template format error: Unrecognized parameter type: ${type}`)
    if (type === 'Number' && !isNumber(value)) throw validationError(`Parameter '${name}' must be a number.`)
    return
  }
  const there =
    specific === null ? availabilityZones(context.region).includes(value) : context.exists(specific, value)
  if (!there)
    throw validationError(
      `Parameter validation failed: parameter value ${value} for parameter name ${name} does not exist. ` +
        'Rollback requested by user.',
    )
}

function checkConstraints(name: string, value: string, definition: ParameterDefinition): void {
  for (const constraint of constraints) {
    const broken = constraint(value, definition)
    if (broken === undefined) continue
    throw validationError(
      `Parameter '${name}' failed to satisfy constraint: ${definition.ConstraintDescription ?? broken}`,
    )
  }
}

type Constraint = (value: string, definition: ParameterDefinition) => string | undefined

/** In the order that CloudFormation checks them: what a value fails, in its words. */
const constraints: Constraint[] = [
  (value, { AllowedValues: allowed }) =>
    allowed !== undefined && !allowed.some((item) => String(item) === value)
      ? `must be one of AllowedValues [${allowed.join(', ')}]`
      : undefined,
  (value, { AllowedPattern: pattern }) =>
    pattern !== undefined && !new RegExp(`^(?:${pattern})$`).test(value)
      ? `must match pattern ${pattern}`
      : undefined,
  (value, { MinLength: limit }) =>
    limit !== undefined && value.length < Number(limit)
      ? `must contain at least ${Number(limit)} characters`
      : undefined,
  (value, { MaxLength: limit }) =>
    limit !== undefined && value.length > Number(limit)
      ? `must contain at most ${Number(limit)} characters`
      : undefined,
  (value, { MinValue: limit }) =>
    limit !== undefined && Number(value) < Number(limit)
      ? `must be a number not less than ${Number(limit)}`
      : undefined,
  (value, { MaxValue: limit }) =>
    limit !== undefined && Number(value) > Number(limit)
      ? `must be a number not greater than ${Number(limit)}`
      : undefined,
]

function isNumber(value: string): boolean {
  return value.trim() !== '' && Number.isFinite(Number(value))
}
