import { personPolicy, type Policy } from './policies.ts'
import type { Place, Statement } from './statement.ts'

/**
 * The longest customer managed policy in characters; IAM does not count white space. Source: IAM user guide,
 * "IAM and AWS STS quotas".
 */
export const mostCharacters = 6_144

/** What a person's credentials need, as documents that IAM takes. */
export function printedPolicies(place: Place): Policy[] {
  return documentsOf(personPolicy(place))
}

/**
 * A policy in documents that are short enough for IAM: statements in their order, and one that is too long
 * alone in parts. Attached together the documents allow what the policy does.
 */
export function documentsOf({ Version, Statement }: Policy): Policy[] {
  const documents: Policy[] = []
  for (const statement of Statement.flatMap(inParts)) {
    const last = documents.at(-1)
    const longer = { Version, Statement: [...(last?.Statement ?? []), statement] }
    if (last !== undefined && charactersOf(longer) <= mostCharacters) documents.splice(-1, 1, longer)
    else documents.push({ Version, Statement: [statement] })
  }
  return documents
}

/** How many characters of a document IAM counts. */
export function charactersOf(policy: object): number {
  return JSON.stringify(policy).replaceAll(/\s/g, '').length
}

/** Halves of its actions, again and again until each fits; a Sid is unique in a document. */
function inParts(statement: Statement): Statement[] {
  const alone = { Version: '2012-10-17', Statement: [statement] }
  if (charactersOf(alone) <= mostCharacters || statement.Action.length < 2) return [statement]
  const half = Math.ceil(statement.Action.length / 2)
  const parts = [statement.Action.slice(0, half), statement.Action.slice(half)]
  return parts.flatMap((Action, at) => inParts({ ...statement, Sid: `${statement.Sid}${at + 1}`, Action }))
}
