import type { AccountCheck } from './account-check.ts'
import { costCheck } from './cost-check.ts'
import { accountCheck, clockCheck, credentialsCheck, endpointCheck } from './identity-checks.ts'
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
  lambdaConcurrencyCheck,
  gatewayThrottleCheck,
  sharedLimitsCheck,
  ...quotaChecks,
  zonesCheck,
  machineImageCheck,
  guardDutyCheck,
  templatesCheck,
  leftoversCheck,
  clockCheck,
]
