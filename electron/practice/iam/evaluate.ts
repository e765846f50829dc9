import type { Json } from '../world.ts'
import { holds, valuesOf, type ConditionContext } from './conditions.ts'
import { isActionLike, isArnLike } from './matching.ts'
import { readStatements, type Statement } from './statements.ts'

/** What IAM decides, in the words of its policy simulator. */
export type Decision = 'allowed' | 'explicitDeny' | 'implicitDeny'

/** The policies that count for a caller: documents, as JSON. */
export interface Grants {
  /** Those of the user or role; one that allows is enough. */
  identity: readonly Json[]
  /** The permissions boundary, which must allow too. */
  boundary?: Json
  /** The policy given when the session was made, which must allow too. */
  session?: Json
}

export interface AccessRequest {
  /** `ec2:RunInstances` */
  action: string
  /** An ARN, or `*` for an action that has no resource. */
  resource: string
  /** Condition keys that the request has, such as `iam:PassedToService`. */
  context: ConditionContext
}

/** A decision, and what it rests on. */
export interface Verdict {
  decision: Decision
  /** Which kind of policy decided. */
  by: keyof Grants
  /** The statement that allowed or denied: its Sid or its place; undefined where none applies. */
  statement: string | undefined
}

/**
 * What the policies of a caller say to a request: an explicit Deny in any of them wins, then every kind of
 * policy that is there must allow. Source: IAM user guide, "Policy evaluation logic".
 * @throws PolicyError for a document that could not be evaluated
 */
export function evaluate(grants: Grants, request: AccessRequest): Verdict {
  const kinds = kindsOf(grants).map(({ by, documents }) => ({
    by,
    applying: documents.flatMap(readStatements).filter((statement) => applies(statement, request)),
  }))
  for (const { by, applying } of kinds) {
    const deny = applying.find(({ effect }) => effect === 'Deny')
    if (deny !== undefined) return { decision: 'explicitDeny', by, statement: deny.id }
  }
  const missing = kinds.find(({ applying }) => applying.length === 0)
  if (missing !== undefined) return { decision: 'implicitDeny', by: missing.by, statement: undefined }
  return { decision: 'allowed', by: 'identity', statement: kinds[0]?.applying[0]?.id }
}

/**
 * The condition keys that statements for this action and resource look at and that the request does not have:
 * with them the decision could be another.
 */
export function missingKeys(grants: Grants, { action, resource, context }: AccessRequest): string[] {
  const keys = kindsOf(grants)
    .flatMap(({ documents }) => documents.flatMap(readStatements))
    .filter(
      ({ actions, resources }) => fits(actions, isActionLike, action) && fits(resources, isArnLike, resource),
    )
    .flatMap(({ conditions }) => conditions.map(({ key }) => key))
  return [...new Set(keys)].filter((key) => valuesOf(context, key) === undefined)
}

/** Whether action, resource and conditions of a statement apply; its principals are not looked at. */
function applies(statement: Statement, { action, resource, context }: AccessRequest): boolean {
  return (
    fits(statement.actions, isActionLike, action) &&
    fits(statement.resources, isArnLike, resource) &&
    statement.conditions.every((condition) => holds(condition, context))
  )
}

function kindsOf(grants: Grants): { by: keyof Grants; documents: readonly Json[] }[] {
  return [
    { by: 'identity', documents: grants.identity },
    ...(grants.boundary === undefined ? [] : [{ by: 'boundary' as const, documents: [grants.boundary] }]),
    ...(grants.session === undefined ? [] : [{ by: 'session' as const, documents: [grants.session] }]),
  ]
}

type Likeness = (pattern: string, value: string) => boolean

function fits({ not, patterns }: Statement['actions'], isLike: Likeness, value: string): boolean {
  return patterns.some((pattern) => isLike(pattern, value)) !== not
}
