import { decide } from '../iam/policy-decision.ts'
import type { Json, JsonObject, ResourceRecord, World } from '../../world.ts'
import { ResourceError } from '../../world.ts'

/**
 * The instance profile that an instance names. @throws ResourceError in the words of the service when there
 * is none
 */
export function requireProfile(world: World, name: string): ResourceRecord {
  const profile = world.resources('AWS::IAM::InstanceProfile').find(({ physicalId }) => physicalId === name)
  if (profile === undefined)
    throw new ResourceError(
      `Value (${name}) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name`,
    )
  return profile
}

/**
 * Whether the role of a profile lets the SSM agent of an instance register: without that it never takes
 * commands.
 */
export function mayRegister(world: World, profile: ResourceRecord | undefined): boolean {
  const names = [profile?.properties['Roles'] ?? []].flat()
  const roles = world.resources('AWS::IAM::Role').filter(({ physicalId }) => names.includes(physicalId))
  const request = { action: 'ssm:UpdateInstanceInformation', resource: '*', context: {} }
  return roles.some((role) => {
    const managed = [role.properties['ManagedPolicyArns'] ?? []].flat()
    if (
      managed.some((arn) => typeof arn === 'string' && arn.endsWith(':policy/AmazonSSMManagedInstanceCore'))
    )
      return true
    const inline = [role.properties['Policies'] ?? []]
      .flat()
      .map((policy): Json => (policy as JsonObject)['PolicyDocument'] ?? null)
    const attached = ['AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::ManagedPolicy']
      .flatMap((type) => world.resources(type))
      .filter(({ properties }) =>
        [properties['Roles'] ?? [], properties['RoleName'] ?? []].flat().includes(role.physicalId),
      )
      .map(({ properties }) => properties['PolicyDocument'] ?? null)
    return decide([...inline, ...attached], request) === 'allow'
  })
}
