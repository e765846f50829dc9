import { publicAccess } from '../aws/public-access.ts'
import { failed, ok, type AccountCheck } from './account-check.ts'

/** Load balancer and load generator are public: both are of no use where internet gateways are blocked. */
export const publicAccessCheck: AccountCheck = {
  name: 'public access',
  async ask(aws) {
    const { mode, managedBy } = await publicAccess(aws)
    if (mode === 'off') return ok('VPC Block Public Access is off.')
    const who = managedBy === 'account' ? 'the account' : 'a policy of the organisation'
    return failed(
      `VPC Block Public Access (${mode}) is on in ${aws.region}, set by ${who}: a new VPC has no way from ` +
        'or to the internet.',
      'Choose another Region or account, or have it turned off in this Region.',
    )
  },
}
