import { z } from 'zod'
import type { JsonObject } from '../../world.ts'
import { statementsOf } from '../../iam/statements.ts'

export const policyDocument = z
  .record(z.string(), z.json())
  .refine((document) => isPolicy(document as JsonObject), 'Syntax errors in policy.')
export const trustPolicy = policyDocument.refine(
  (document) =>
    statementsOf(document as JsonObject).every(
      ({ Principal, Resource }) => Principal !== undefined && Resource === undefined,
    ),
  'MalformedPolicyDocument: a trust policy has principals and no resources',
)

function isPolicy(document: JsonObject): boolean {
  const statements = statementsOf(document)
  const has = (statement: JsonObject, ...names: string[]): boolean =>
    names.some((name) => statement[name] !== undefined)
  return (
    statements.length > 0 &&
    statements.every(
      (statement) =>
        (statement['Effect'] === 'Allow' || statement['Effect'] === 'Deny') &&
        has(statement, 'Action', 'NotAction'),
    ) &&
    statements.every((statement) => has(statement, 'Principal') || has(statement, 'Resource', 'NotResource'))
  )
}
