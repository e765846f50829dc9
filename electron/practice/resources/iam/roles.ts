import { z } from 'zod'
import type { JsonObject, ResourceContext, ResourceType } from '../../world.ts'
import { ResourceError } from '../../world.ts'
import { newName, randomText } from '../names.ts'
import { parseProperties, propertyList, tagList, wholeNumber } from '../properties.ts'
import { recordPause, waitUntilFree } from '../record-steps.ts'
import { iamArn, path, requireRoles } from './iam-names.ts'
import { policyDocument, trustPolicy } from './policy-documents.ts'

const roleSchema = z.strictObject({
  AssumeRolePolicyDocument: trustPolicy,
  Description: z.string().max(1000).optional(),
  ManagedPolicyArns: z.array(z.string()).default([]),
  MaxSessionDuration: wholeNumber.min(3600).max(43_200).optional(),
  Path: path,
  PermissionsBoundary: z.string().optional(),
  Policies: z.array(z.strictObject({ PolicyName: z.string(), PolicyDocument: policyDocument })).default([]),
  RoleName: z.string().max(64).optional(),
  Tags: tagList.optional(),
})

const role: ResourceType = {
  type: 'AWS::IAM::Role',
  properties: propertyList(roleSchema),
  async create(properties, context) {
    const wanted = parseProperties(roleSchema, properties)
    await recordPause(context)
    const name = wanted.RoleName ?? newName(context, 64)
    if (context.world.resource(name, 'AWS::IAM::Role') !== undefined)
      throw new ResourceError(`Role with name ${name} already exists.`)
    checkOrganization(context, wanted.PermissionsBoundary)
    if (wanted.PermissionsBoundary !== undefined && !policyExists(context, wanted.PermissionsBoundary))
      throw new ResourceError(`Scope ARN: ${wanted.PermissionsBoundary} does not exist or is not attachable.`)
    const missing = wanted.ManagedPolicyArns.find((arn) => !policyExists(context, arn))
    if (missing !== undefined)
      throw new ResourceError(`Policy ${missing} does not exist or is not attachable.`)
    const names = wanted.Policies.map(({ PolicyName }) => PolicyName)
    if (new Set(names).size < names.length) throw new ResourceError('Duplicate policy names in Policies')
    const attributes = {
      Arn: iamArn(context, 'role', wanted.Path, name),
      RoleId: `AROA${randomText('capitals', 17)}`,
      _trust: wanted.AssumeRolePolicyDocument as JsonObject,
      _policies: wanted.Policies as JsonObject[],
      _createdAtMs: Date.now(),
    }
    return { physicalId: name, attributes }
  },
  async delete({ physicalId }, context) {
    const inProfile = (): boolean => rolesNamed(context, 'AWS::IAM::InstanceProfile', physicalId)
    await waitUntilFree(
      context,
      inProfile,
      'Cannot delete entity, must remove roles from instance profile first.',
    )
    const hasPolicies = (): boolean =>
      ['AWS::IAM::ManagedPolicy', 'AWS::IAM::Policy', 'AWS::IAM::RolePolicy'].some((type) =>
        rolesNamed(context, type, physicalId),
      )
    await waitUntilFree(context, hasPolicies, 'Cannot delete entity, must detach all policies first.')
  },
}

/** An organisation may demand a permissions boundary of every new role (fault `roleBoundary`). */
function checkOrganization({ world }: ResourceContext, boundary: string | undefined): void {
  const demanded = world.faults().roleBoundary
  if (demanded === undefined || boundary === demanded) return
  const role = `arn:${world.partition}:iam::${world.accountId}:role/*`
  throw new ResourceError(
    `Caller is not authorized to perform: iam:CreateRole on resource: ${role} ` +
      'with an explicit deny in a service control policy',
  )
}

const profileSchema = z.strictObject({
  InstanceProfileName: z.string().max(128).optional(),
  Path: path,
  Roles: z.array(z.string()).length(1, 'Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1'),
})

const instanceProfile: ResourceType = {
  type: 'AWS::IAM::InstanceProfile',
  properties: propertyList(profileSchema),
  async create(properties, context) {
    const { InstanceProfileName, Path, Roles } = parseProperties(profileSchema, properties)
    await recordPause(context)
    requireRoles(context, Roles)
    const name = InstanceProfileName ?? newName(context, 128)
    if (context.world.resource(name, 'AWS::IAM::InstanceProfile') !== undefined)
      throw new ResourceError(`Instance Profile ${name} already exists.`)
    return { physicalId: name, attributes: { Arn: iamArn(context, 'instance-profile', Path, name) } }
  },
  delete: (_record, context) => recordPause(context),
}

/** A policy of the account, or one that AWS keeps, of which the practice account has no list. */
function policyExists({ world }: ResourceContext, arn: string): boolean {
  return (
    world.resource(arn)?.type === 'AWS::IAM::ManagedPolicy' ||
    arn === world.faults().roleBoundary ||
    world.managedPolicy(arn) !== undefined ||
    arn.startsWith(`arn:${world.partition}:iam::aws:policy/`)
  )
}

function rolesNamed({ world }: ResourceContext, type: string, roleName: string): boolean {
  return world
    .resources(type)
    .some(({ properties }) =>
      [properties['Roles'] ?? [], properties['RoleName'] ?? []].flat().includes(roleName),
    )
}

export const roleResourceTypes: ResourceType[] = [role, instanceProfile]
