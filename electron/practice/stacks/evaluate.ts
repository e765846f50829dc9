import { isObject } from '../json-values.ts'
import type { Json, JsonObject } from '../world.ts'
import { ServiceError } from '../world.ts'
import { splitCidr } from './cidr.ts'
import { splitAttribute } from './attribute-name.ts'
import type { Template } from './parse-template.ts'

/** What a template's expressions may see. */
export interface Scope {
  region: string
  /** Parameters and pseudo parameters (`AWS::Region`), by the name that `Ref` uses. */
  refs: Record<string, string | string[]>
  mappings: Template['Mappings']
  conditions: Record<string, boolean>
  /** Resources that exist, by logical id. */
  resources: Record<string, { physicalId: string; attributes: JsonObject }>
  /** Availability zones of a Region. */
  zones(region: string): string[]
}

/** Stands for `AWS::NoValue` while evaluating: the member or list item that holds it is left out. */
const noValue = Symbol('AWS::NoValue')
type Value = Json | typeof noValue
type Evaluator = (argument: Json, scope: Scope) => Value

/**
 * Evaluates an expression of a template. Members that come to `AWS::NoValue` are left out; undefined when
 * the whole is. Throws `ServiceError` ValidationError with `Template error: …` for an unknown function, a
 * wrong argument or a name that is not there.
 */
export function evaluate(expression: Json, scope: Scope): Json | undefined {
  const value = evaluateValue(expression, scope)
  return value === noValue ? undefined : value
}

/** All conditions of a template, which may refer to parameters, mappings and each other. */
export function evaluateConditions(conditions: JsonObject, scope: Scope): Record<string, boolean> {
  const done: Record<string, boolean> = {}
  const visiting = new Set<string>()
  const decide = (name: string): boolean => {
    const known = done[name]
    if (known !== undefined) return known
    const expression = conditions[name]
    if (expression === undefined) throw templateError(`Unresolved condition ${name}`)
    if (visiting.has(name))
      throw templateError(`Circular dependency between conditions: [${[...visiting].join(', ')}]`)
    visiting.add(name)
    const value = evaluateCondition(expression, scope, decide)
    visiting.delete(name)
    done[name] = value
    return value
  }
  for (const name of Object.keys(conditions)) decide(name)
  return done
}

function evaluateCondition(expression: Json, scope: Scope, decide: (name: string) => boolean): boolean {
  const [name, argument] = intrinsic(expression) ?? ['', null]
  const operands = (min: number, max: number): boolean[] => {
    if (!Array.isArray(argument) || argument.length < min || argument.length > max)
      throw templateError(
        `every ${name} object requires a list of ${min === max ? min : `${min} to ${max}`} conditions.`,
      )
    return argument.map((operand) => evaluateCondition(operand, scope, decide))
  }
  switch (name) {
    case 'Condition':
      return decide(text(argument, name))
    case 'Fn::Equals': {
      if (!Array.isArray(argument) || argument.length !== 2)
        throw templateError('every Fn::Equals object requires a list of 2 string parameters.')
      const [left, right] = argument.map((operand) => evaluate(operand, scope))
      return comparable(left) === comparable(right)
    }
    case 'Fn::Not':
      return !operands(1, 1)[0]
    case 'Fn::And':
      return operands(2, 10).every(Boolean)
    case 'Fn::Or':
      return operands(2, 10).some(Boolean)
    default:
      throw templateError(
        'Conditions can only be boolean operations on parameters and other conditions: ' +
          JSON.stringify(expression),
      )
  }
}

/**
 * The function of an expression and its argument, when the expression is one: `{ 'Fn::Join': … }`, `{ Ref:
 * … }`.
 */
export function intrinsic(expression: Json): [string, Json] | undefined {
  if (!isObject(expression)) return undefined
  const entries = Object.entries(expression)
  const [first] = entries
  if (first === undefined || entries.length !== 1) {
    const stray = entries.find(([name]) => name.startsWith('Fn::'))
    if (stray !== undefined) throw templateError(`${stray[0]} must stand alone in its object`)
    return undefined
  }
  const [name, argument] = first
  return name === 'Ref' || name === 'Condition' || name.startsWith('Fn::') ? [name, argument] : undefined
}

function evaluateValue(expression: Json, scope: Scope): Value {
  if (typeof expression !== 'object' || expression === null) return expression
  if (Array.isArray(expression))
    return expression.map((item) => evaluateValue(item, scope)).filter((item) => item !== noValue)
  const call = intrinsic(expression)
  // `Condition` is an ordinary member elsewhere, in policies above all.
  if (call !== undefined && call[0] !== 'Condition') {
    const evaluator = functions[call[0]]
    if (evaluator === undefined) throw templateError(`Unrecognized or unimplemented function ${call[0]}`)
    return evaluator(call[1], scope)
  }
  const result: JsonObject = {}
  for (const [name, member] of Object.entries(expression)) {
    const value = evaluateValue(member, scope)
    if (value !== noValue) result[name] = value
  }
  return result
}

const functions: Record<string, Evaluator> = {
  Ref: (argument, scope) => reference(text(argument, 'Ref'), scope),
  'Fn::GetAtt': (argument, scope) => {
    const [id, ...rest] =
      typeof argument === 'string' ? splitAttribute(argument) : list(argument, 'Fn::GetAtt', scope)
    return attribute(text(id, 'Fn::GetAtt'), rest.map((part) => text(part, 'Fn::GetAtt')).join('.'), scope)
  },
  'Fn::Sub': (argument, scope) => {
    const [pattern, variables] = Array.isArray(argument) ? argument : [argument, {}]
    const own = evaluateValue(variables ?? {}, scope)
    if (typeof own !== 'object' || own === null || Array.isArray(own))
      throw templateError('Fn::Sub takes a string, or a list of a string and a map.')
    return text(pattern, 'Fn::Sub').replaceAll(/\$\{(!?)([^}]*)\}/g, (_, literal: string, name: string) => {
      if (literal === '!') return `\${${name}}`
      const [id = '', attributeName] = splitAttribute(name.trim())
      const value =
        own[name.trim()] ??
        (attributeName === undefined ? reference(id, scope) : attribute(id, attributeName, scope))
      return text(value === noValue ? '' : value, 'Fn::Sub')
    })
  },
  'Fn::Join': (argument, scope) => {
    const [separator, items] = pair(argument, 'Fn::Join', scope)
    return list(items, 'Fn::Join', scope)
      .map((item) => text(item, 'Fn::Join'))
      .join(text(separator, 'Fn::Join'))
  },
  'Fn::Select': (argument, scope) => {
    const [index, items] = pair(argument, 'Fn::Select', scope)
    const chosen = list(items, 'Fn::Select', scope)[Number(text(index, 'Fn::Select'))]
    if (chosen === undefined || chosen === null)
      throw templateError(`Fn::Select cannot select nonexistent value at index ${text(index, 'Fn::Select')}`)
    return chosen
  },
  'Fn::Split': (argument, scope) => {
    const [separator, source] = pair(argument, 'Fn::Split', scope)
    return text(source, 'Fn::Split').split(text(separator, 'Fn::Split'))
  },
  'Fn::GetAZs': (argument, scope) => {
    const region = text(plain(argument, scope), 'Fn::GetAZs')
    return scope.zones(region === '' ? scope.region : region)
  },
  'Fn::If': (argument, scope) => {
    if (!Array.isArray(argument) || argument.length !== 3)
      throw templateError('Fn::If requires a list of 3 arguments.')
    const [condition = null, yes = null, no = null] = argument
    return evaluateValue(decision(text(condition, 'Fn::If'), scope) ? yes : no, scope)
  },
  'Fn::FindInMap': (argument, scope) => {
    const [map, top, second] = list(argument, 'Fn::FindInMap', scope).map((key) => text(key, 'Fn::FindInMap'))
    const found = scope.mappings[map ?? '']?.[top ?? '']?.[second ?? '']
    if (found === undefined) throw templateError(`Unable to get mapping for ${map}::${top}::${second}`)
    return found
  },
  'Fn::Base64': (argument, scope) =>
    Buffer.from(text(plain(argument, scope), 'Fn::Base64'), 'utf8').toString('base64'),
  'Fn::Cidr': (argument, scope) => {
    const [block, count, bits] = list(argument, 'Fn::Cidr', scope).map((part) => text(part, 'Fn::Cidr'))
    const blocks = splitCidr(block ?? '', Number(count), bits === undefined ? 8 : Number(bits))
    if (blocks === undefined)
      throw templateError(`Fn::Cidr cannot make ${count} blocks with ${bits} host bits from ${block}`)
    return blocks
  },
}

function decision(name: string, scope: Scope): boolean {
  const value = scope.conditions[name]
  if (value === undefined) throw templateError(`Unresolved condition ${name}`)
  return value
}

function reference(name: string, scope: Scope): Value {
  if (name === 'AWS::NoValue') return noValue
  const value = scope.refs[name] ?? scope.resources[name]?.physicalId
  if (value === undefined) throw templateError(`Unresolved reference ${name}`)
  return value
}

function attribute(id: string, name: string, scope: Scope): Json {
  const resource = scope.resources[id]
  if (resource === undefined)
    throw templateError(`instance of Fn::GetAtt references undefined resource ${id}`)
  // Names with an underscore are what a resource type remembers for itself.
  const value = name.startsWith('_') ? undefined : resource.attributes[name]
  if (value === undefined)
    throw templateError(`resource ${id} does not support attribute type ${name} in Fn::GetAtt`)
  return value
}

function plain(argument: Json, scope: Scope): Json {
  return evaluate(argument, scope) ?? ''
}

function list(argument: Json | undefined, where: string, scope: Scope): Json[] {
  const value = argument === undefined ? undefined : evaluate(argument, scope)
  if (!Array.isArray(value)) throw templateError(`${where} requires a list`)
  return value
}

function pair(argument: Json, where: string, scope: Scope): [Json, Json] {
  const [first, second, ...rest] = list(argument, where, scope)
  if (first === undefined || second === undefined || rest.length > 0)
    throw templateError(`${where} requires a list of 2 arguments`)
  return [first, second]
}

function text(value: Json | undefined, where: string): string {
  if (value === undefined || value === null || typeof value === 'object')
    throw templateError(`${where} requires a string, not ${JSON.stringify(value)}`)
  return String(value)
}

function comparable(value: Json | undefined): string {
  return typeof value === 'object' || value === undefined ? JSON.stringify(value ?? null) : String(value)
}

function templateError(reason: string): ServiceError {
  return new ServiceError('ValidationError', `Template error: ${reason}`)
}
