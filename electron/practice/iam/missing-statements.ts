import { isObject } from '../json-values.ts'
import type { Json } from '../world.ts'
import type { Grants } from './evaluate.ts'
import { statementsOf } from './statements.ts'

/**
 * What a principal may do under the fault `missingStatements`: without those that are named
 * `<owner>/<Sid>`, as if somebody had left them out of its policies.
 * @param owner a role's logical id in its template, such as `StackRole`
 */
export function withoutStatements(grants: Grants, owner: string, missing: readonly string[]): Grants {
  const sids = missing.flatMap((name) => (name.startsWith(`${owner}/`) ? [name.slice(owner.length + 1)] : []))
  if (sids.length === 0) return grants
  return { ...grants, identity: grants.identity.map((document) => without(document, sids)) }
}

function without(document: Json, sids: readonly string[]): Json {
  if (!isObject(document)) return document
  const kept = statementsOf(document).filter(({ Sid }) => typeof Sid !== 'string' || !sids.includes(Sid))
  return { ...document, Statement: kept }
}
