import { textList } from '../../json-values.ts'
import { type ResourceRecord, ResourceError, type World } from '../../world.ts'
import { roleMay } from '../iam/role-permissions.ts'

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
    const managed = textList(role.properties['ManagedPolicyArns'])
    if (managed.some((arn) => arn.endsWith(':policy/AmazonSSMManagedInstanceCore'))) return true
    return roleMay(world, role, request)
  })
}
