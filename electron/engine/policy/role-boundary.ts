import { partitionOf } from '../../../shared/partition.ts'
import type { Template } from '../catalog.ts'
import { mergedStatements, type BareStatement } from './merged-statements.ts'
import { filledIn } from './role-policies.ts'
import { boundaryArn, type Place } from './statement.ts'

type RoleStatement = BareStatement & { Sid?: string }

/**
 * The most that any role of any deployment can do: what the roles of the guard stack may, and what that stack
 * grants to the roles of others. A person with the printed policy can create roles, but none beyond this,
 * since they cannot change it. There is one for all Regions. IAM counts no white space and takes 6,144
 * characters.
 * @param guard its template
 */
export function roleBoundary(
  guard: Template,
  { accountId, region }: Place,
): { Version: '2012-10-17'; Statement: BareStatement[] } {
  const place = { accountId, region: '*', partition: partitionOf(region) }
  const documents = guard.resources.flatMap(({ type, properties }) => {
    if (type === 'AWS::IAM::ManagedPolicy') return [properties['PolicyDocument']]
    const inline = (properties['Policies'] ?? []) as { PolicyDocument: unknown }[]
    return type === 'AWS::IAM::Role' ? inline.map(({ PolicyDocument }) => PolicyDocument) : []
  }) as { Statement: RoleStatement[] }[]
  const statements = documents.flatMap(({ Statement }) => filledIn(Statement, place) as RoleStatement[])
  return {
    Version: '2012-10-17',
    Statement: mergedStatements(statements.map((statement) => forEveryDeployment(statement, place))),
  }
}

function forEveryDeployment(
  { Effect, Action, Resource, Condition }: RoleStatement,
  place: Place,
): BareStatement {
  const conditions = Object.entries(Condition ?? {}).flatMap(([operator, tests]) =>
    Object.entries(tests)
      // There is one boundary for all Regions, and every request has its Region.
      .filter(([key]) => key !== 'aws:RequestedRegion')
      .map(([key, value]) => comparison(operator, key, value, place)),
  )
  const merged: Record<string, Record<string, string | string[]>> = {}
  for (const [operator, key, value] of conditions) merged[operator] = { ...merged[operator], [key]: value }
  return { Effect, Action, Resource, ...(conditions.length === 0 ? {} : { Condition: merged }) }
}

function comparison(
  operator: string,
  key: string,
  value: string | string[],
  place: Place,
): [operator: string, key: string, value: string | string[]] {
  // What a deployment's own stack may use as a boundary is a policy of the person's, who could change it.
  if (key === 'iam:PermissionsBoundary') return ['StringLike', key, boundaryArn(place)]
  const isPattern = operator === 'StringEquals' && [value].flat().some((one) => one.includes('*'))
  return [isPattern ? 'StringLike' : operator, key, value]
}
