import type { ActionClasses } from './action-classes.ts'
import { ec2ActionClasses } from './ec2-action-classes.ts'
import { frontDoorActionClasses } from './front-door-action-classes.ts'
import handlers from './handlers.json' with { type: 'json' }
import { serviceActionClasses } from './service-action-classes.ts'

/** What CloudFormation does to a resource of a stack that is created once and then deleted. */
export type Handler = 'create' | 'read' | 'delete'

/** Resource type → what its actions mean; a type without a row asks for nothing. */
export const actionClasses: Readonly<Record<string, ActionClasses>> = {
  ...ec2ActionClasses,
  ...serviceActionClasses,
  ...frontDoorActionClasses,
}

const listed: Readonly<Record<string, Readonly<Partial<Record<string, readonly string[]>>>>> = handlers.types

/**
 * The actions that a handler of a type needs for a resource. `tagging` belongs to `create`. An action that
 * has no class counts as always needed.
 * @param has whether the resource has a property, of which `Tags` stands for its own tags and its stack's
 */
export function handlerActions(type: string, handler: Handler, has: (property: string) => boolean): string[] {
  const classes = actionClasses[type]
  const lists = listed[type] ?? {}
  const tagActions = classes?.when?.['Tags'] ?? []
  const named = [
    ...(lists[handler] ?? []),
    ...(handler === 'create' ? (lists['tagging'] ?? []).filter((action) => tagActions.includes(action)) : []),
    ...(classes?.unnamed?.[handler]?.actions ?? []),
  ]
  return [...new Set(named)].filter((action) => isNeeded(classes, action, has))
}

function isNeeded(
  classes: ActionClasses | undefined,
  action: string,
  has: (property: string) => boolean,
): boolean {
  if (Object.values(classes?.notForUs ?? {}).some((actions) => actions.includes(action))) return false
  const needing = Object.entries(classes?.when ?? {}).filter(([, actions]) => actions.includes(action))
  return needing.length === 0 || needing.some(([property]) => has(property))
}

/** The actions of a type's handlers that have no class yet; of other lists than ours where they are given. */
export function unclassified(type: string, lists = listed[type] ?? {}): string[] {
  const { always = [], when = {}, notForUs = {}, unnamed = {} } = actionClasses[type] ?? {}
  const known = new Set([
    ...always,
    ...Object.values(when).flat(),
    ...Object.values(notForUs).flat(),
    ...Object.values(unnamed).flatMap(({ actions }) => actions),
  ])
  const all = [lists['create'], lists['read'], lists['delete'], lists['tagging']].flatMap(
    (list) => list ?? [],
  )
  return [...new Set(all)].filter((action) => !known.has(action)).toSorted()
}
