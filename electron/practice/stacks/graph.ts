import type { Json } from '../world.ts'
import { ServiceError } from '../world.ts'
import { intrinsic } from './evaluate.ts'
import { splitAttribute } from './parse-template.ts'
import type { Template } from './parse-template.ts'

export interface Graph {
  /** Logical ids of the resources that the conditions leave in, each after everything that it needs. */
  order: string[]
  /** By logical id: the resources that must be there first. */
  needs: Record<string, string[]>
}

const pseudoParameters = new Set([
  'AWS::AccountId',
  'AWS::NoValue',
  'AWS::NotificationARNs',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
])

/**
 * Which resource needs which, from Ref, Fn::GetAtt, Fn::Sub and DependsOn. Only the taken branch of an
 * Fn::If counts. Throws `ServiceError` ValidationError for names that are not there and for cycles.
 */
export function dependencyGraph(template: Template, conditions: Record<string, boolean>): Graph {
  const included = Object.keys(template.Resources).filter((id) =>
    isIncluded(template.Resources[id]?.Condition, conditions),
  )
  const known = new Set([...included, ...Object.keys(template.Parameters), ...pseudoParameters])
  const needs: Record<string, string[]> = {}
  const unresolved = new Set<string>()

  for (const id of included) {
    const resource = template.Resources[id]
    const used = new Set<string>()
    collectNames(resource?.Properties ?? {}, conditions, used)
    for (const name of used) if (!known.has(name)) unresolved.add(name)
    for (const name of [resource?.DependsOn ?? []].flat()) {
      if (template.Resources[name] === undefined) unresolved.add(name)
      // AWS passes over a DependsOn whose resource a condition leaves out.
      else used.add(name)
    }
    needs[id] = included.filter((other) => used.has(other))
  }
  throwUnresolved(unresolved, 'Resources')

  for (const output of Object.values(template.Outputs)) {
    if (!isIncluded(output.Condition, conditions)) continue
    const used = new Set<string>()
    collectNames(output.Value, conditions, used)
    for (const name of used) if (!known.has(name)) unresolved.add(name)
  }
  throwUnresolved(unresolved, 'Outputs')

  return { order: inOrder(included, needs), needs }
}

/** Whether something with this `Condition` member is part of the stack. */
export function isIncluded(condition: string | undefined, conditions: Record<string, boolean>): boolean {
  if (condition === undefined) return true
  const value = conditions[condition]
  if (value === undefined)
    throw new ServiceError(
      'ValidationError',
      `Template format error: Unresolved condition dependency ${condition}`,
    )
  return value
}

function throwUnresolved(names: Set<string>, block: string): void {
  if (names.size === 0) return
  const message = `Template format error: Unresolved resource dependencies [${[...names].join(', ')}] in the ${block} block of the template`
  throw new ServiceError('ValidationError', message)
}

function collectNames(expression: Json, conditions: Record<string, boolean>, names: Set<string>): void {
  if (typeof expression !== 'object' || expression === null) return
  const [name, argument] = intrinsic(expression) ?? ['', null]
  if (name === 'Ref' && typeof argument === 'string') {
    names.add(argument)
  } else if (name === 'Fn::GetAtt') {
    const [id] =
      typeof argument === 'string' ? splitAttribute(argument) : Array.isArray(argument) ? argument : []
    if (typeof id === 'string') names.add(id)
  } else if (name === 'Fn::Sub') {
    const [pattern, variables] = Array.isArray(argument) ? argument : [argument]
    const own =
      typeof variables === 'object' && variables !== null && !Array.isArray(variables) ? variables : {}
    collectNames(own, conditions, names)
    for (const variable of substitutedNames(pattern))
      if (own[variable] === undefined) names.add(splitAttribute(variable)[0] ?? variable)
  } else if (name === 'Fn::If' && Array.isArray(argument)) {
    const [condition, yes = null, no = null] = argument
    collectNames(
      isIncluded(typeof condition === 'string' ? condition : '', conditions) ? yes : no,
      conditions,
      names,
    )
  } else {
    for (const member of Object.values(expression)) collectNames(member, conditions, names)
  }
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
  if (cycle.length > 0)
    throw new ServiceError('ValidationError', `Circular dependency between resources: [${cycle.join(', ')}]`)
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
