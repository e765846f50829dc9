import { z } from 'zod'
import { ResourceError, type ResourceType } from '../../world.ts'
import { newName, randomText } from '../names.ts'
import { parseProperties, propertyList } from '../properties.ts'
import { recordPause, waitUntilFree } from '../record-steps.ts'
import { iamArn, path, requireRoles } from './iam-names.ts'
import { policyDocument } from './policy-documents.ts'

const managedPolicySchema = z.strictObject({
  ManagedPolicyName: z.string().max(128).optional(),
  Description: z.string().max(1000).optional(),
  Path: path,
  PolicyDocument: policyDocument,
  Roles: z.array(z.string()).default([]),
})

const managedPolicy: ResourceType = {
  type: 'AWS::IAM::ManagedPolicy',
  properties: propertyList(managedPolicySchema),
  async create(properties, context) {
    const { ManagedPolicyName, Path, Roles } = parseProperties(managedPolicySchema, properties)
    await recordPause(context)
    requireRoles(context, Roles)
    const PolicyArn = iamArn(context, 'policy', Path, ManagedPolicyName ?? newName(context, 128))
    if (context.world.resource(PolicyArn) !== undefined)
      throw new ResourceError(`A policy called ${PolicyArn} already exists.`)
    const now = new Date().toISOString()
    const attributes = {
      PolicyArn,
      PolicyId: `ANPA${randomText('capitals', 17)}`,
      AttachmentCount: Roles.length,
      PermissionsBoundaryUsageCount: 0,
      CreateDate: now,
      UpdateDate: now,
      DefaultVersionId: 'v1',
      IsAttachable: true,
    }
    return { physicalId: PolicyArn, attributes }
  },
  async delete({ physicalId }, context) {
    const used = (): boolean =>
      context.world
        .resources('AWS::IAM::Role')
        .some(({ properties }) =>
          [properties['PermissionsBoundary'] ?? [], properties['ManagedPolicyArns'] ?? []]
            .flat()
            .includes(physicalId),
        )
    await waitUntilFree(context, used, 'Cannot delete a policy attached to entities.')
  },
}

const attachedSchema = z.strictObject({
  PolicyName: z.string(),
  PolicyDocument: policyDocument,
  Roles: z.array(z.string()).min(1),
})

const policy: ResourceType = {
  type: 'AWS::IAM::Policy',
  properties: propertyList(attachedSchema),
  async create(properties, context) {
    const { Roles } = parseProperties(attachedSchema, properties)
    await recordPause(context)
    requireRoles(context, Roles)
    const Id = newName(context, 64)
    return { physicalId: Id, attributes: { Id } }
  },
  delete: (_record, context) => recordPause(context),
}

const rolePolicySchema = z.strictObject({
  RoleName: z.string(),
  PolicyName: z.string(),
  PolicyDocument: policyDocument,
})

const rolePolicy: ResourceType = {
  type: 'AWS::IAM::RolePolicy',
  properties: propertyList(rolePolicySchema),
  async create(properties, context) {
    const { RoleName, PolicyName } = parseProperties(rolePolicySchema, properties)
    await recordPause(context)
    requireRoles(context, [RoleName])
    return { physicalId: `${PolicyName}|${RoleName}`, attributes: {} }
  },
  delete: (_record, context) => recordPause(context),
}

export const policyResourceTypes: ResourceType[] = [managedPolicy, policy, rolePolicy]
