import type { Property, PropertyType, ResourceProperties, SpecDatabase } from '@aws-cdk/service-spec-types'
import { splitAttribute } from '../../../electron/practice/stacks/attribute-name.ts'
import type { Template } from '../../../electron/practice/stacks/parse-template.ts'
import type { Json, JsonObject } from '../../../electron/practice/world.ts'

/**
 * Everything in a template that CloudFormation would refuse by its own resource specification, as
 * sentences.
 */
export function checkTemplate(spec: SpecDatabase, template: Template): string[] {
  const problems: string[] = []
  for (const [id, resource] of Object.entries(template.Resources)) {
    const known = spec.lookup('resource', 'cloudFormationType', 'equals', resource.Type)[0]
    if (known) problems.push(...checkObject(spec, resource.Properties ?? {}, known.properties, id))
    else problems.push(`${id}: there is no resource type ${resource.Type}`)
    for (const name of [resource.DependsOn ?? []].flat()) {
      if (!(name in template.Resources)) problems.push(`${id} depends on ${name}, which is not there`)
    }
  }
  for (const reference of references([template.Resources, template.Outputs] as unknown as Json)) {
    problems.push(...checkReference(spec, template, reference))
  }
  return problems
}

function checkObject(
  spec: SpecDatabase,
  value: JsonObject,
  known: ResourceProperties,
  path: string,
): string[] {
  const wrong = Object.entries(value).flatMap(([name, member]) => {
    const property = known[name]
    return property
      ? checkValue(spec, member, property, `${path}.${name}`)
      : [`${path}.${name} is no property`]
  })
  const missing = Object.entries(known).filter(
    ([name, property]) => property.required === true && !(name in value),
  )
  return [...wrong, ...missing.map(([name]) => `${path}.${name} is missing`)]
}

/** The spec keeps earlier types of a property: one that fits is enough. */
function checkValue(
  spec: SpecDatabase,
  value: Json,
  property: Pick<Property, 'type' | 'previousTypes'>,
  path: string,
): string[] {
  if (isIntrinsic(value)) return []
  const attempts = [property.type, ...(property.previousTypes ?? [])].map((type) =>
    checkType(spec, value, type, path),
  )
  return attempts.find((problems) => problems.length === 0) ?? attempts[0] ?? []
}

function checkType(spec: SpecDatabase, value: Json, type: PropertyType, path: string): string[] {
  if (isIntrinsic(value)) return []
  const fits = (right: boolean, what: string) =>
    right ? [] : [`${path}: ${JSON.stringify(value).replaceAll('"', '')} is no ${what}`]
  switch (type.type) {
    case 'ref':
      return isObject(value)
        ? checkObject(spec, value, spec.get('typeDefinition', type.reference).properties, path)
        : fits(false, 'object')
    case 'array':
      if (!Array.isArray(value)) return fits(false, 'list')
      return value.flatMap((item, index) => checkType(spec, item, type.element, `${path}[${index}]`))
    case 'map':
      if (!isObject(value)) return fits(false, 'object')
      return Object.entries(value).flatMap(([name, item]) =>
        checkType(spec, item, type.element, `${path}.${name}`),
      )
    case 'union': {
      const attempts = type.types.map((one) => checkType(spec, value, one, path))
      return attempts.find((problems) => problems.length === 0) ?? attempts[0] ?? []
    }
    case 'tag':
      return fits(isObject(value) && Object.keys(value).toSorted().join() === 'Key,Value', 'tag')
    case 'boolean':
      return fits(value === true || value === false || value === 'true' || value === 'false', 'boolean')
    case 'number':
    case 'integer':
      return fits(typeof value !== 'object' && value !== '' && Number.isFinite(Number(value)), 'number')
    case 'string':
    case 'date-time':
      return fits(typeof value !== 'object', 'string')
    case 'json':
      return fits(typeof value === 'object' || typeof value === 'string', 'JSON')
    case 'null':
      return fits(value === null, 'null')
    default:
      return type satisfies never
  }
}

interface Reference {
  name: string
  attribute?: string
}

/** Every Ref, Fn::GetAtt and `${…}` of an expression, nested ones too. */
function references(expression: Json): Reference[] {
  if (Array.isArray(expression)) return expression.flatMap(references)
  if (!isObject(expression)) return []
  return Object.entries(expression).flatMap(([key, argument]): Reference[] => {
    if (key === 'Ref' && typeof argument === 'string') return [{ name: argument }]
    if (key === 'Fn::GetAtt') return [reference((argument as string[]).join('.'))]
    if (key !== 'Fn::Sub') return references(argument)
    const [text, values] = (Array.isArray(argument) ? argument : [argument, {}]) as [string, JsonObject]
    const names = [...text.matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name = '']) => name)
    return [...names.filter((name) => !(name in values)).map(reference), ...references(values)]
  })
}

function reference(dotted: string): Reference {
  const [name = '', attribute] = splitAttribute(dotted)
  return attribute === undefined ? { name } : { name, attribute }
}

function checkReference(spec: SpecDatabase, template: Template, { name, attribute }: Reference): string[] {
  const resource = template.Resources[name]
  if (attribute === undefined) {
    const known = resource !== undefined || name in template.Parameters || name.startsWith('AWS::')
    return known ? [] : [`Ref ${name} names nothing in the template`]
  }
  const type = spec.lookup('resource', 'cloudFormationType', 'equals', resource?.Type ?? '')[0]
  return type && attribute in type.attributes ? [] : [`${name} has no attribute ${attribute}`]
}

function isIntrinsic(value: Json): boolean {
  if (!isObject(value)) return false
  const [key = '', ...others] = Object.keys(value)
  return others.length === 0 && (key === 'Ref' || key.startsWith('Fn::'))
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
