import { ageMs } from '../../age.ts'
import type { Json, JsonObject, ResourceRecord, World } from '../../world.ts'
import { evaluate, type AccessRequest, type Grants } from '../../iam/evaluate.ts'
import { trustsService } from '../../iam/trust.ts'

type Records = Pick<World, 'resources' | 'resource' | 'managedPolicy'>

/** The role with this ARN; undefined when the account has none. */
export function findRole(world: Pick<World, 'resources'>, roleArn: string): ResourceRecord | undefined {
  return world.resources('AWS::IAM::Role').find((role) => role.attributes['Arn'] === roleArn)
}

/**
 * Whether a service such as `lambda.amazonaws.com` may assume the role now: a new one is not known
 * everywhere yet.
 */
export function canBeAssumedBy(
  world: Pick<World, 'accountId' | 'pace' | 'faults'>,
  role: ResourceRecord,
  service: string,
): boolean {
  // EventBridge Scheduler says for whom it asks: its user guide, "Cross-service confused deputy prevention".
  const context = service === 'scheduler.amazonaws.com' ? { 'aws:SourceAccount': world.accountId } : {}
  const trustPolicy = role.properties['AssumeRolePolicyDocument'] ?? none
  return !isNewRole(world, role) && trustsService(trustPolicy, service, context)
}

/** IAM is eventually consistent: no service can assume a role right after it was made. */
export function isNewRole({ pace, faults }: Pick<World, 'pace' | 'faults'>, role: ResourceRecord): boolean {
  const createdAtMs = Number(role.attributes['_createdAtMs'] ?? 0)
  return ageMs(createdAtMs) < (faults().roleReadyMs ?? pace.roleReadyMs)
}

/** Whether a role may do something now: its policies, within its permissions boundary. */
export function roleMay(world: Records, role: ResourceRecord, request: AccessRequest): boolean {
  return evaluate(grantsOf(world, role), request).decision === 'allowed'
}

/**
 * What a role of a stack may do: its inline, attached and managed policies, and its permissions boundary. Of
 * AWS's own managed policies only those that allow everything in IAM count; the others allow nothing here.
 */
export function grantsOf(world: Records, role: ResourceRecord): Grants {
  const boundary = role.properties['PermissionsBoundary']
  const identity = policiesOf(world, role)
  return boundary === undefined ? { identity } : { identity, boundary: managedPolicy(world, boundary) }
}

const everything: Json = { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }
const none: Json = { Statement: [] }

function policiesOf(world: Records, role: ResourceRecord): Json[] {
  const attached = (['AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::ManagedPolicy'] as const)
    .flatMap((type) => world.resources(type))
    .filter(({ properties }) =>
      [properties['Roles'] ?? [], properties['RoleName'] ?? []].flat().includes(role.physicalId),
    )
  const inline = [role.properties['Policies'] ?? []]
    .flat()
    .map((policy) => (policy as JsonObject)['PolicyDocument'] ?? none)
  const managed = [role.properties['ManagedPolicyArns'] ?? []].flat().map((arn) => managedPolicy(world, arn))
  return [...inline, ...managed, ...attached.map((policy) => policy.properties['PolicyDocument'] ?? none)]
}

function managedPolicy(world: Records, arn: Json): Json {
  if (typeof arn !== 'string') return none
  if (/^arn:[^:]+:iam::aws:policy\/(AdministratorAccess|IAMFullAccess)$/.test(arn)) return everything
  return world.resource(arn)?.properties['PolicyDocument'] ?? world.managedPolicy(arn) ?? none
}
