import { z } from 'zod'
import { parseProperties, propertyList, tagList, wholeNumber } from '../properties.ts'
import type { JsonObject, ResourceContext, ResourceType } from '../../world.ts'
import { ResourceError } from '../../world.ts'
import { statementsOf } from './policy-decision.ts'
import { newCapitals, newName, recordPause, waitUntilFree } from '../record-steps.ts'

const policyDocument = z
  .record(z.string(), z.json())
  .refine((document) => isPolicy(document as JsonObject), 'Syntax errors in policy.')
const trustPolicy = policyDocument.refine(
  (document) =>
    statementsOf(document as JsonObject).every(
      ({ Principal, Resource }) => Principal !== undefined && Resource === undefined,
    ),
  'MalformedPolicyDocument: a trust policy has principals and no resources',
)
const path = z
  .string()
  .regex(/^\/([\u0021-\u007e]+\/)?$/, 'must begin and end with / and contain only ASCII characters')
  .default('/')

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
    if (context.world.resource(name) !== undefined)
      throw new ResourceError(`Role with name ${name} already exists.`)
    if (wanted.PermissionsBoundary !== undefined && !policyExists(context, wanted.PermissionsBoundary))
      throw new ResourceError(`Scope ARN: ${wanted.PermissionsBoundary} does not exist or is not attachable.`)
    const missing = wanted.ManagedPolicyArns.find((arn) => !policyExists(context, arn))
    if (missing !== undefined)
      throw new ResourceError(`Policy ${missing} does not exist or is not attachable.`)
    const names = wanted.Policies.map(({ PolicyName }) => PolicyName)
    if (new Set(names).size < names.length) throw new ResourceError('Duplicate policy names in Policies')
    const attributes = {
      Arn: iamArn(context, 'role', wanted.Path, name),
      RoleId: `AROA${newCapitals(17)}`,
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
    if (context.world.resource(name) !== undefined)
      throw new ResourceError(`Instance Profile ${name} already exists.`)
    return { physicalId: name, attributes: { Arn: iamArn(context, 'instance-profile', Path, name) } }
  },
  delete: (_record, context) => recordPause(context),
}

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
      PolicyId: `ANPA${newCapitals(17)}`,
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

/** A policy of the account, or one that AWS keeps, of which the practice account has no list. */
function policyExists({ world }: ResourceContext, arn: string): boolean {
  return (
    world.resource(arn)?.type === 'AWS::IAM::ManagedPolicy' ||
    arn.startsWith(`arn:${world.partition}:iam::aws:policy/`)
  )
}

function requireRoles({ world }: ResourceContext, names: string[]): void {
  const missing = names.find((name) => world.resource(name)?.type !== 'AWS::IAM::Role')
  if (missing !== undefined) throw new ResourceError(`The role with name ${missing} cannot be found.`)
}

function rolesNamed({ world }: ResourceContext, type: string, roleName: string): boolean {
  return world
    .resources(type)
    .some(({ properties }) =>
      [properties['Roles'] ?? [], properties['RoleName'] ?? []].flat().includes(roleName),
    )
}

function iamArn({ world }: ResourceContext, kind: string, path: string, name: string): string {
  return `arn:${world.partition}:iam::${world.accountId}:${kind}${path}${name}`
}

export const iamResourceTypes: ResourceType[] = [role, instanceProfile, managedPolicy, policy, rolePolicy]
