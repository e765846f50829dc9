import type { Template } from '../catalog.ts'
import { boundaryArn, partitionIn, type Place } from './statement.ts'

/** What a role of a template may do, as one policy to read. */
export interface RolePolicy {
  logicalId: string
  /** The role's own description. */
  description: string
  policy: { Version: '2012-10-17'; Statement: unknown[] }
}

interface RoleProperties {
  Description?: string
  Policies?: { PolicyDocument: { Statement: unknown[] } }[]
}

/** The roles of a template with their permissions. `*` stands for the deployment, which has no name yet. */
export function rolePolicies(template: Template, place: Place): RolePolicy[] {
  return template.resources
    .filter(({ type }) => type === 'AWS::IAM::Role')
    .map(({ logicalId, properties }) => {
      const { Description = '', Policies = [] } = properties as RoleProperties
      const Statement = Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement).map((one) =>
        filledIn(one, place),
      )
      return { logicalId, description: Description, policy: { Version: '2012-10-17', Statement } }
    })
}

/** Resolves `!Sub` and `!Ref`, of which the catalog keeps the bare text, as CloudFormation would. */
export function filledIn(value: unknown, place: Place): unknown {
  if (Array.isArray(value)) return value.map((one) => filledIn(one, place))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filledIn(one, place)]))
  if (typeof value !== 'string') return value
  const names = namesOf(place)
  return names[value] ?? value.replaceAll(/\$\{([^}]+)\}/g, (whole, name: string) => names[name] ?? whole)
}

function namesOf(place: Place): Record<string, string> {
  const { accountId, region } = place
  const { name, dnsSuffix } = partitionIn(place)
  return {
    'AWS::AccountId': accountId,
    'AWS::Partition': name,
    'AWS::Region': region,
    'AWS::URLSuffix': dnsSuffix,
    DeploymentId: '*',
    RoleBoundary: boundaryArn(place),
  }
}
