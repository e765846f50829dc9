import type { StackKind } from './deployment.ts'

/**
 * Everything that the code needs of the bundled templates, by name. All other parameters are filled in by
 * `parametersFor`, and CloudFormation checks the rest. tests/unit/templates/contract.test.ts holds the
 * templates to it.
 */

/** Parameters that the engine fills in itself. */
export type GivenParameter =
  | 'DeploymentId'
  | 'ZoneA'
  | 'ZoneB'
  | 'OriginService'
  | 'RoleBoundary'
  | 'CertificateBody'
  | 'CertificatePrivateKey'

/** The shared stack that makes a VPC link, which AWS lets an account do only every so often. */
export const vpcLinkStack = 'vpc-link'

/** Parameters that name a public SSM parameter, which holds the id of a machine image. */
export const imageParameters: readonly string[] = ['OriginImage', 'LoadGeneratorImage', 'GatewayImage']

/** Subnets that give out public addresses: outputs of base, and parameters of the same name elsewhere. */
export const publicSubnets: readonly string[] = ['PublicSubnetA', 'PublicSubnetB']

/** The option of a scenario that limits the requests per second of its stage. */
export const throttleParameter = 'ThrottleRate'
/** How many requests at once may pass it. */
export const burstParameter = 'ThrottleBurst'
/** The option of a scenario that gives its function memory, in MB. */
export const memoryParameter = 'MemorySize'

/** Outputs that the engine reads, by the stack that has them. */
export const outputNames = {
  guard: ['StackRoleArn', 'ReaperRoleArn', 'ScheduleGroupName'],
  base: ['VpcId', 'ZoneA', 'ZoneB'],
  backend: ['OriginAddress', 'OriginInstanceId', 'OriginStatusUrl', 'OriginServer'],
  'load-generator': ['LoadGeneratorInstanceId'],
} as const satisfies Partial<Record<StackKind, readonly string[]>>

export type OutputName = (typeof outputNames)[keyof typeof outputNames][number]

/** Outputs that hold the id of an instance, which must be running. */
export const instanceOutputs: readonly string[] = [
  'OriginInstanceId',
  'LoadGeneratorInstanceId',
  'GatewayInstanceId',
]

/** The output of a scenario's stack that names the log group of its function. */
export const functionLogsOutput = 'FunctionLogs'

/** The roles of guard, by logical id. */
export type GuardRole = 'StackRole' | 'ReaperRole'
