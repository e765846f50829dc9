import { ageMs } from '../../age.ts'
import type { Json, JsonObject, ResourceRecord, World } from '../../world.ts'
import { decide, trustsService } from './policy-decision.ts'

type Records = Pick<World, 'resources' | 'resource'>

/** The role with this ARN; undefined when the account has none. */
export function findRole(world: Records, roleArn: string): ResourceRecord | undefined {
  return world.resources('AWS::IAM::Role').find((role) => role.attributes['Arn'] === roleArn)
}

/**
 * Whether a service such as `lambda.amazonaws.com` may assume the role now: a new one is not known
 * everywhere yet.
 */
export function canBeAssumedBy(
  world: Pick<World, 'pace' | 'faults'>,
  role: ResourceRecord,
  service: string,
): boolean {
  return (
    !isNewRole(world, role) && trustsService(role.properties['AssumeRolePolicyDocument'] ?? null, service)
  )
}

/** IAM is eventually consistent: no service can assume a role right after it was made. */
export function isNewRole({ pace, faults }: Pick<World, 'pace' | 'faults'>, role: ResourceRecord): boolean {
  const createdAtMs = Number(role.attributes['_createdAtMs'] ?? 0)
  return ageMs(createdAtMs) < (faults().roleReadyMs ?? pace.roleReadyMs)
}

/**
 * Whether a role may hand another role to a service (`iam:PassRole`): its inline, attached and managed
 * policies, limited by its permissions boundary. Of AWS's own managed policies only those that allow
 * everything in IAM count; the others allow no PassRole.
 */
export function mayPassRole(
  world: Records,
  role: ResourceRecord,
  passedArn: string,
  service: string,
): boolean {
  const request = { action: 'iam:PassRole', resource: passedArn, context: { 'iam:PassedToService': service } }
  if (decide(policiesOf(world, role), request) !== 'allow') return false
  const boundary = role.properties['PermissionsBoundary']
  return boundary === undefined || decide([managedPolicy(world, boundary)], request) === 'allow'
}

const everything: Json = { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }

export function policiesOf(world: Records, role: ResourceRecord): Json[] {
  const attached = (['AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::ManagedPolicy'] as const)
    .flatMap((type) => world.resources(type))
    .filter(({ properties }) =>
      [properties['Roles'] ?? [], properties['RoleName'] ?? []].flat().includes(role.physicalId),
    )
  const inline = [role.properties['Policies'] ?? []]
    .flat()
    .map((policy) => (policy as JsonObject)['PolicyDocument'] ?? null)
  const managed = [role.properties['ManagedPolicyArns'] ?? []].flat().map((arn) => managedPolicy(world, arn))
  return [...inline, ...managed, ...attached.map((policy) => policy.properties['PolicyDocument'] ?? null)]
}

function managedPolicy(world: Records, arn: Json): Json {
  if (typeof arn !== 'string') return null
  if (/^arn:[^:]+:iam::aws:policy\/(AdministratorAccess|IAMFullAccess)$/.test(arn)) return everything
  return world.resource(arn)?.properties['PolicyDocument'] ?? null
}
