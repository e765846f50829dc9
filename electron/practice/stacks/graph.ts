import { isObject } from '../json-values.ts'
import type { Json } from '../world.ts'
import { splitAttribute } from './attribute-name.ts'
import { intrinsic } from './evaluate.ts'
import type { Template } from './parse-template.ts'
import { pseudoParameterNames } from './pseudo-parameters.ts'
import { validationError } from './validation-error.ts'

export interface Graph {
  /** Logical ids of the resources that the conditions leave in, each after everything that it needs. */
  order: string[]
  /** By logical id: the resources that must be there first. */
  needs: Record<string, string[]>
}

type Conditions = Record<string, boolean>

/**
 * Which resource needs which, from Ref, Fn::GetAtt, Fn::Sub and DependsOn. Only the taken branch of an
 * Fn::If counts.
 * @throws ServiceError `ValidationError` for names that do not exist and for cycles
 */
export function dependencyGraph(template: Template, conditions: Conditions): Graph {
  const included = Object.keys(template.Resources).filter((id) =>
    isIncluded(template.Resources[id]?.Condition, conditions),
  )
  const known = new Set([...included, ...Object.keys(template.Parameters), ...pseudoParameterNames])
  const unresolved = new Set<string>()
  const needs: Record<string, string[]> = {}
  for (const id of included) {
    const { Properties = {}, DependsOn = [] } = template.Resources[id] ?? {}
    const used = namesIn(Properties, conditions)
    // AWS ignores a DependsOn whose resource a condition leaves out.
    const dependsOn = [DependsOn].flat()
    for (const name of used) if (!known.has(name)) unresolved.add(name)
    for (const name of dependsOn) if (template.Resources[name] === undefined) unresolved.add(name)
    needs[id] = included.filter((other) => used.includes(other) || dependsOn.includes(other))
  }
  refuseUnresolved(unresolved, 'Resources')
  refuseUnresolved(unknownInOutputs(template, conditions, known), 'Outputs')
  return { order: inOrder(included, needs), needs }
}

function unknownInOutputs(template: Template, conditions: Conditions, known: Set<string>): Set<string> {
  const outputs = Object.values(template.Outputs).filter(({ Condition }) => isIncluded(Condition, conditions))
  const used = outputs.flatMap(({ Value }) => namesIn(Value, conditions))
  return new Set(used.filter((name) => !known.has(name)))
}

/** Whether something with this `Condition` member is part of the stack. */
export function isIncluded(condition: string | undefined, conditions: Conditions): boolean {
  if (condition === undefined) return true
  const value = conditions[condition]
  if (value === undefined)
    throw validationError(`Template format error: Unresolved condition dependency ${condition}`)
  return value
}

function refuseUnresolved(names: Set<string>, block: string): void {
  if (names.size === 0) return
  const list = [...names].join(', ')
  throw validationError(
    `Template format error: Unresolved resource dependencies [${list}] in the ${block} block of the template`,
  )
}

/** The names that each function refers to, by its argument. */
const namesInFunction: Record<string, (argument: Json, conditions: Conditions) => string[]> = {
  Ref: (argument, conditions) => (typeof argument === 'string' ? [argument] : namesIn(argument, conditions)),
  'Fn::GetAtt'(argument) {
    const parts = typeof argument === 'string' ? splitAttribute(argument) : argument
    const id = Array.isArray(parts) ? parts[0] : undefined
    return typeof id === 'string' ? [id] : []
  },
  'Fn::Sub'(argument, conditions) {
    const [pattern, variables] = [argument].flat()
    const own = isObject(variables) ? variables : {}
    const substituted = substitutedNames(pattern)
      .filter((name) => own[name] === undefined)
      .map((name) => splitAttribute(name)[0] ?? name)
    return [...namesIn(own, conditions), ...substituted]
  },
  'Fn::If'(argument, conditions) {
    if (!Array.isArray(argument)) return namesIn(argument, conditions)
    const [condition, yes = null, no = null] = argument
    const taken = isIncluded(typeof condition === 'string' ? condition : '', conditions) ? yes : no
    return namesIn(taken, conditions)
  },
}

/** The parameters and resources that an expression refers to. */
function namesIn(expression: Json, conditions: Conditions): string[] {
  if (typeof expression !== 'object' || expression === null) return []
  const [name, argument] = intrinsic(expression) ?? ['', null]
  const namesOf = namesInFunction[name]
  if (namesOf !== undefined) return namesOf(argument, conditions)
  return Object.values(expression).flatMap((member) => namesIn(member, conditions))
}

function substitutedNames(pattern: Json | undefined): string[] {
  if (typeof pattern !== 'string') return []
  return [...pattern.matchAll(/\$\{([^!}][^}]*)\}/g)].map((match) => match[1]?.trim() ?? '')
}

function inOrder(ids: string[], needs: Record<string, string[]>): string[] {
  const order: string[] = []
  const placed = new Set<string>()
  for (;;) {
    const ready = ids.filter((id) => !placed.has(id) && needs[id]?.every((need) => placed.has(need)))
    if (ready.length === 0) break
    for (const id of ready) placed.add(id)
    order.push(...ready)
  }
  const cycle = ids.filter((id) => !placed.has(id) && reaches(id, id, needs))
  if (cycle.length > 0) throw validationError(`Circular dependency between resources: [${cycle.join(', ')}]`)
  return order
}

function reaches(from: string, target: string, needs: Record<string, string[]>): boolean {
  const seen = new Set<string>()
  const open = [...(needs[from] ?? [])]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === target) return true
    if (seen.has(next)) continue
    seen.add(next)
    open.push(...(needs[next] ?? []))
  }
  return false
}
