import type { ResourceType } from '../world.ts'
import { policyResourceTypes } from './iam/policies.ts'
import { roleResourceTypes } from './iam/roles.ts'
import { logResourceTypes } from './logs/log-group.ts'
import { networkResourceTypes } from './ec2/network.ts'
import { routeResourceTypes } from './ec2/routes.ts'
import { serverCertificateType } from './iam/server-certificate.ts'
import { scheduleGroupType } from './scheduler/schedule-group.ts'
import { securityGroupResourceTypes } from './ec2/security-groups.ts'
import { waitTypes } from './cloudformation/wait-conditions.ts'

/** The resource types that are records: they check what AWS checks, and nothing runs behind them. */
export const recordResourceTypes: ResourceType[] = [
  ...networkResourceTypes,
  ...routeResourceTypes,
  ...securityGroupResourceTypes,
  ...roleResourceTypes,
  ...policyResourceTypes,
  serverCertificateType,
  ...logResourceTypes,
  ...waitTypes,
  scheduleGroupType,
]
