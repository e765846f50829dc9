import type { AccountCheck } from './account-check.ts'
import { costCheck, recorderCheck } from './cost-check.ts'
import { accountCheck, clockCheck, credentialsCheck, endpointCheck } from './identity-checks.ts'
import { publicAccessCheck } from './public-access-check.ts'
import { linkedRolesCheck } from './linked-roles-check.ts'
import { publicUrlCheck } from './public-url-check.ts'
import { permissionsCheck } from './permissions-check.ts'
import { quotaChecks } from './quota-checks.ts'
import { guardDutyCheck } from './network-checks.ts'
import { machineImageCheck, zonesCheck } from './region-checks.ts'
import { leftoversCheck, templatesCheck } from './stack-checks.ts'
import { gatewayThrottleCheck, lambdaConcurrencyCheck, sharedLimitsCheck } from './throughput-checks.ts'

/** All checks, in the order in which they are shown. */
export const accountChecks: readonly AccountCheck[] = [
  accountCheck,
  endpointCheck,
  credentialsCheck,
  permissionsCheck,
  costCheck,
  recorderCheck,
  lambdaConcurrencyCheck,
  gatewayThrottleCheck,
  sharedLimitsCheck,
  ...quotaChecks,
  linkedRolesCheck,
  zonesCheck,
  publicAccessCheck,
  publicUrlCheck,
  machineImageCheck,
  guardDutyCheck,
  templatesCheck,
  leftoversCheck,
  clockCheck,
]
