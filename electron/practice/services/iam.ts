import { X509Certificate } from 'node:crypto'
import { linkedRoleOf } from '../iam/iam-targets.ts'
import { textOf } from '../json-values.ts'
import { textAt } from '../resources/properties.ts'
import type { JsonObject, Operation, ResourceRecord, Service, World } from '../world.ts'
import { ServiceError } from '../world.ts'
import { derivedId } from './derived-id.ts'
import { simulatePrincipalPolicy } from './iam-simulation.ts'
import { markedPage } from './iam-page.ts'
import { reservedRoleName, reservedRolePath } from './sso-portal.ts'

/** IAM keeps no times here that a record would have; the model wants one. */
const createDate = '2026-01-01T00:00:00Z'

/**
 * IAM, as far as the app asks it: the account's alias, what its user may do, and the roles, policies and
 * profiles of the stacks. It is global.
 */
export function iamService(world: World): Service {
  const role = (input: JsonObject): ResourceRecord => {
    const name = textOf(input['RoleName'])
    const found = world.resources('AWS::IAM::Role').find(({ physicalId }) => physicalId === name)
    if (found === undefined)
      throw new ServiceError('NoSuchEntity', `The role with name ${name} cannot be found.`, 404)
    return found
  }
  const underPath =
    (list: string, type: string, describe: (record: ResourceRecord) => JsonObject): Operation =>
    (input) => {
      const prefix = textOf(input['PathPrefix']) || '/'
      const found = world.resources(type).filter((record) => pathOf(record).startsWith(prefix))
      return markedPage(list, found.map(describe), input)
    }
  return {
    name: 'iam',
    protocol: 'query',
    version: '2010-05-08',
    operations: {
      ListAccountAliases: () => ({ AccountAliases: ['practice'], IsTruncated: false }),
      SimulatePrincipalPolicy: (input) => simulatePrincipalPolicy(world, input),
      // A list shows neither tags nor boundaries, as on AWS.
      ListRoles: underPath('Roles', 'AWS::IAM::Role', describeRole),
      ListInstanceProfiles: underPath('InstanceProfiles', 'AWS::IAM::InstanceProfile', (record) =>
        describeProfile(world, record),
      ),
      ListPolicies: (input) => {
        // AWS's own policies are not listed: the account knows them by name only.
        if (textOf(input['Scope']) === 'AWS') return markedPage('Policies', [], input)
        const prefix = textOf(input['PathPrefix']) || '/'
        const made = world
          .resources('AWS::IAM::ManagedPolicy')
          .filter((one) => pathOf(one).startsWith(prefix))
        // What an administrator has prepared has no path.
        const prepared = prefix === '/' ? world.managedPolicies() : []
        const shown = [
          ...made.map((record) => describePolicy(world, record)),
          ...prepared.map((arn) => describePrepared(world, arn)),
        ]
        return markedPage('Policies', shown, input)
      },
      GetAccountSummary: () => summary(world),
      ListServerCertificates: underPath(
        'ServerCertificateMetadataList',
        'AWS::IAM::ServerCertificate',
        describeCertificate,
      ),
      GetRole(input) {
        const linked = linkedRoles(world).find(({ RoleName }) => RoleName === input['RoleName'])
        if (linked !== undefined) return { Role: linked }
        if (input['RoleName'] === reservedRoleName) return { Role: reservedRole(world) }
        const found = role(input)
        const boundary = textAt(found.properties, 'PermissionsBoundary')
        const more =
          boundary === ''
            ? {}
            : { PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: boundary } }
        return { Role: { ...describeRole(found), ...more, Tags: tagsOf(found) } }
      },
    },
  }
}

/** Of an account's summary only what the app reads. Source: IAM quotas. */
function summary(world: World): JsonObject {
  const used = world.resources('AWS::IAM::ServerCertificate').length
  const limit = world.faults().quotas['L-BF35879D'] ?? 20
  const counts = { ServerCertificates: used, ServerCertificatesQuota: limit }
  return { SummaryMap: { entry: Object.entries(counts).map(([key, value]) => ({ key, value })) } }
}

function describeRole(role: ResourceRecord): JsonObject {
  const { physicalId, attributes, properties } = role
  return {
    Path: pathOf(role),
    RoleName: physicalId,
    RoleId: textAt(attributes, 'RoleId'),
    Arn: textAt(attributes, 'Arn'),
    CreateDate: createDate,
    AssumeRolePolicyDocument: encodeURIComponent(
      JSON.stringify(properties['AssumeRolePolicyDocument'] ?? {}),
    ),
    Description: properties['Description'] ?? null,
    MaxSessionDuration: Number(properties['MaxSessionDuration'] ?? 3600),
  }
}

/** The one role that no stack has made and that can be looked at: what IAM Identity Center signs in to. */
function reservedRole(world: World): JsonObject {
  return {
    Path: reservedRolePath,
    RoleName: reservedRoleName,
    RoleId: 'AROAPRACTICEPRACTICE1',
    Arn: `arn:${world.partition}:iam::${world.accountId}:role${reservedRolePath}${reservedRoleName}`,
    CreateDate: createDate,
    MaxSessionDuration: 43_200,
  }
}

/** What identifies a certificate, and until when it is valid. Nothing shows its key. */
function describeCertificate(record: ResourceRecord): JsonObject {
  const { physicalId, attributes, properties } = record
  return {
    Path: pathOf(record),
    ServerCertificateName: physicalId,
    ServerCertificateId: textAt(attributes, '_id'),
    Arn: textAt(attributes, 'Arn'),
    UploadDate: textAt(attributes, '_uploadedAt'),
    Expiration: new X509Certificate(textAt(properties, 'CertificateBody')).validToDate.toISOString(),
  }
}

/** Types whose first resource makes the service's own role, which stays. */
const linking = [
  'AWS::ApiGatewayV2::VpcLink',
  'AWS::ElasticLoadBalancing::LoadBalancer',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
]

/** The service-linked roles that the account has by now. */
function linkedRoles(world: World): JsonObject[] {
  const made = linking.filter((type) => world.resources(type).length > 0).map(linkedRoleOf)
  return made.map(({ service, role }) => {
    const Path = `/aws-service-role/${service}/`
    return {
      Path,
      RoleName: role,
      RoleId: derivedId('AROA', role).replace('-', '').toUpperCase(),
      Arn: `arn:${world.partition}:iam::${world.accountId}:role${Path}${role}`,
      CreateDate: createDate,
      MaxSessionDuration: 3600,
    }
  })
}

function describeProfile(world: World, profile: ResourceRecord): JsonObject {
  const names = [profile.properties['Roles'] ?? []].flat()
  const roles = world.resources('AWS::IAM::Role').filter(({ physicalId }) => names.includes(physicalId))
  return {
    Path: pathOf(profile),
    InstanceProfileName: profile.physicalId,
    InstanceProfileId: derivedId('AIPA', profile.physicalId).replace('-', '').toUpperCase(),
    Arn: textAt(profile.attributes, 'Arn'),
    CreateDate: createDate,
    Roles: roles.map(describeRole),
  }
}

function describePolicy(world: World, policy: ResourceRecord): JsonObject {
  const { physicalId: arn, attributes } = policy
  const roles = world.resources('AWS::IAM::Role').map(({ properties }) => properties)
  const attached = roles.filter(({ ManagedPolicyArns }) =>
    [ManagedPolicyArns ?? []].flat().includes(arn),
  ).length
  const own = [policy.properties['Roles'] ?? []].flat().length
  return {
    PolicyName: arn.slice(arn.lastIndexOf('/') + 1),
    PolicyId: textAt(attributes, 'PolicyId'),
    Arn: arn,
    Path: pathOf(policy),
    DefaultVersionId: 'v1',
    AttachmentCount: attached + own,
    PermissionsBoundaryUsageCount: roles.filter(({ PermissionsBoundary }) => PermissionsBoundary === arn)
      .length,
    IsAttachable: true,
    CreateDate: attributes['CreateDate'] ?? createDate,
    UpdateDate: attributes['UpdateDate'] ?? createDate,
  }
}

/** A policy that an administrator has made: here it is a boundary at most, and attached to nothing. */
function describePrepared(world: World, arn: string): JsonObject {
  const name = arn.slice(arn.lastIndexOf('/') + 1)
  const roles = world.resources('AWS::IAM::Role')
  return {
    PolicyName: name,
    PolicyId: derivedId('ANPA', name).replace('-', '').toUpperCase(),
    Arn: arn,
    Path: '/',
    DefaultVersionId: 'v1',
    AttachmentCount: 0,
    PermissionsBoundaryUsageCount: roles.filter(({ properties }) => properties['PermissionsBoundary'] === arn)
      .length,
    IsAttachable: true,
    CreateDate: createDate,
    UpdateDate: createDate,
  }
}

function pathOf({ properties }: ResourceRecord): string {
  return textAt(properties, 'Path') || '/'
}

/** CloudFormation's own tags (`aws:…`) are not put on roles. */
function tagsOf({ tags }: ResourceRecord): JsonObject[] {
  return Object.entries(tags)
    .filter(([key]) => !key.startsWith('aws:'))
    .map(([Key, Value]) => ({ Key, Value }))
}
