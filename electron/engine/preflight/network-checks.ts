import { vpcsOfGuardDuty } from '../aws/others-in-vpc.ts'
import { ok, warning, type AccountCheck } from './account-check.ts'

export const guardDutyCheck: AccountCheck = {
  name: 'GuardDuty',
  async ask(aws) {
    const vpcs = new Set(await vpcsOfGuardDuty(aws))
    return vpcs.size === 0
      ? ok('GuardDuty keeps no endpoint in a VPC of this Region.')
      : warning(
          `GuardDuty keeps an endpoint in ${[...vpcs].join(', ')}: its automated agent may add one to the ` +
            'VPC of this deployment, and run on its instances.',
          'The endpoint and its security group cost nothing, but the VPC cannot be deleted until you have ' +
            'deleted them. Or choose an account or a Region that GuardDuty does not watch.',
        )
  },
}
