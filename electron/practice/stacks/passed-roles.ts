import { canBeAssumedBy, findRole, mayPassRole } from '../resources/iam/role-permissions.ts'
import type { Json, JsonObject, ResourceRecord, World } from '../world.ts'
import { ResourceError, ServiceError } from '../world.ts'
import type { StackRecord } from './stack-record.ts'

/**
 * The role that a stack works with. Undefined when it has none, and so works with the caller's permissions.
 * Throws `ServiceError` ValidationError when the role is gone or does not trust CloudFormation.
 */
export function stackRole(world: World, roleArn: string): ResourceRecord | undefined {
  if (roleArn === '') return undefined
  const role = findRole(world, roleArn)
  if (role === undefined || !canBeAssumedBy(world, role, 'cloudformation.amazonaws.com'))
    throw new ServiceError('ValidationError', `Role ${roleArn} is invalid or cannot be assumed`)
  return role
}

/**
 * To give a role to a service, a caller needs iam:PassRole on it. Checked for stacks with a role.
 * @throws ResourceError in the words of IAM
 */
export function checkPassedRoles(
  world: World,
  stack: StackRecord,
  type: string,
  properties: JsonObject,
): void {
  const role = stackRole(world, stack.roleArn)
  if (role === undefined) return
  for (const { roleArn, service } of passedRoles(world, type, properties)) {
    if (mayPassRole(world, role, roleArn, service)) continue
    const session = `${role.physicalId}/AWSCloudFormation`
    const user = `arn:${world.partition}:sts::${world.accountId}:assumed-role/${session}`
    throw new ResourceError(
      `User: ${user} is not authorized to perform: iam:PassRole on resource: ${roleArn} ` +
        'because no identity-based policy allows the iam:PassRole action',
    )
  }
}

function passedRoles(
  world: World,
  type: string,
  properties: JsonObject,
): { roleArn: string; service: string }[] {
  const rolesOfProfile = (name: Json | undefined): string[] => {
    const profile = typeof name === 'string' ? world.resource(name) : undefined
    return arnsOf([profile?.properties['Roles'] ?? []].flat())
  }
  const arnsOf = (names: Json[]): string[] =>
    names.flatMap((name) => {
      const arn = typeof name === 'string' ? world.resource(name)?.attributes['Arn'] : undefined
      return typeof arn === 'string' ? [arn] : []
    })
  const passed = (arns: string[], service: string) => arns.map((roleArn) => ({ roleArn, service }))
  switch (type) {
    case 'AWS::Lambda::Function':
      return typeof properties['Role'] === 'string'
        ? passed([properties['Role']], 'lambda.amazonaws.com')
        : []
    case 'AWS::IAM::InstanceProfile':
      return passed(arnsOf([properties['Roles'] ?? []].flat()), 'ec2.amazonaws.com')
    case 'AWS::EC2::Instance':
      return passed(rolesOfProfile(properties['IamInstanceProfile']), 'ec2.amazonaws.com')
    default:
      return []
  }
}
