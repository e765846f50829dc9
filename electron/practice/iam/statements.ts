import { isObject } from '../json-values.ts'
import type { Json, JsonObject } from '../world.ts'
import { isKnownKey } from './condition-keys.ts'
import { readOperator, type Condition } from './conditions.ts'
import { PolicyError } from './policy-error.ts'

/** A statement of a policy, read. */
export interface Statement {
  /** Its Sid, or its place in the document (`#0`). */
  id: string
  effect: 'Allow' | 'Deny'
  actions: Patterns
  resources: Patterns
  /** `*`, or kind → names; undefined in a policy of an identity. */
  principals: '*' | Readonly<Record<string, readonly string[]>> | undefined
  conditions: readonly Condition[]
}

/** Patterns that a name must fit, or must not fit (`NotAction`, `NotResource`). */
interface Patterns {
  not: boolean
  patterns: readonly string[]
}

const elements: readonly string[] =
  'Sid Effect Principal Action NotAction Resource NotResource Condition'.split(' ')

/** The raw statements of a policy document, of which there may be one without a list. */
export function statementsOf(policy: Json): JsonObject[] {
  if (!isObject(policy)) return []
  return [policy['Statement'] ?? []].flat().filter(isObject)
}

/** Documents come again for every call: each is read once. */
const read = new WeakMap<JsonObject, readonly Statement[]>()

/** Reads a policy document. @throws PolicyError for whatever could not be evaluated */
export function readStatements(policy: Json): readonly Statement[] {
  if (!isObject(policy)) throw new PolicyError('malformed', { statement: '#0', text: JSON.stringify(policy) })
  const known = read.get(policy)
  if (known !== undefined) return known
  const statements = statementsOf(policy).map(readStatement)
  read.set(policy, statements)
  return statements
}

function readStatement(statement: JsonObject, at: number): Statement {
  const id = typeof statement['Sid'] === 'string' && statement['Sid'] !== '' ? statement['Sid'] : `#${at}`
  const strange = Object.keys(statement).find((name) => !elements.includes(name))
  if (strange !== undefined) throw new PolicyError('malformed', { statement: id, text: strange })
  const effect = statement['Effect']
  if (effect !== 'Allow' && effect !== 'Deny')
    throw new PolicyError('malformed', { statement: id, text: 'Effect' })
  const resources = patternsOf(statement, 'Resource', id)
  refuseVariables(resources.patterns, id)
  return {
    id,
    effect,
    actions: patternsOf(statement, 'Action', id),
    resources,
    principals: principalsOf(statement['Principal'], id),
    conditions: conditionsOf(statement['Condition'], id),
  }
}

function patternsOf(statement: JsonObject, name: 'Action' | 'Resource', id: string): Patterns {
  const [allOf, butOf] = [statement[name], statement[`Not${name}`]]
  if (allOf !== undefined && butOf !== undefined)
    throw new PolicyError('malformed', { statement: id, text: name })
  return { not: butOf !== undefined, patterns: textsOf(butOf ?? allOf, id) }
}

function principalsOf(principal: Json | undefined, id: string): Statement['principals'] {
  if (principal === undefined || principal === '*') return principal
  if (!isObject(principal)) throw new PolicyError('malformed', { statement: id, text: 'Principal' })
  return Object.fromEntries(Object.entries(principal).map(([kind, names]) => [kind, textsOf(names, id)]))
}

function conditionsOf(block: Json | undefined, id: string): Condition[] {
  if (block === undefined) return []
  if (!isObject(block)) throw new PolicyError('malformed', { statement: id, text: 'Condition' })
  return Object.entries(block).flatMap(([text, lines]) => {
    const operator = readOperator(text)
    if (operator === undefined) throw new PolicyError('unknown-operator', { statement: id, text })
    if (!isObject(lines)) throw new PolicyError('malformed', { statement: id, text })
    return Object.entries(lines).map(([key, expected]) => {
      if (!isKnownKey(key)) throw new PolicyError('unknown-key', { statement: id, text: key })
      const values = textsOf(expected, id)
      refuseVariables(values, id)
      return { ...operator, key, values }
    })
  })
}

/** Numbers and booleans stand for their texts. */
function textsOf(value: Json | undefined, id: string): string[] {
  return [value ?? []].flat().map((one) => {
    if (typeof one === 'object')
      throw new PolicyError('malformed', { statement: id, text: JSON.stringify(one) })
    return String(one)
  })
}

/** None of Sluice's policies has a variable (`${aws:username}`). */
function refuseVariables(texts: readonly string[], id: string): void {
  const text = texts.find((one) => one.includes('${'))
  if (text !== undefined) throw new PolicyError('policy-variable', { statement: id, text })
}
