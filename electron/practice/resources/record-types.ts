import type { ResourceType } from '../world.ts'
import { iamResourceTypes } from './iam.ts'
import { logResourceTypes } from './logs.ts'
import { networkResourceTypes } from './network.ts'
import { routeResourceTypes } from './routes.ts'
import { scheduleGroupType } from './schedule-group.ts'
import { securityGroupResourceTypes } from './security-groups.ts'
import { waitConditionResourceTypes } from './wait-conditions.ts'

/** The resource types that are records: they check what AWS checks, and nothing runs behind them. */
export const recordResourceTypes: ResourceType[] = [
  ...networkResourceTypes,
  ...routeResourceTypes,
  ...securityGroupResourceTypes,
  ...iamResourceTypes,
  ...logResourceTypes,
  ...waitConditionResourceTypes,
  scheduleGroupType,
]
