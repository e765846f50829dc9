import { dollars, estimateOf } from '../../../shared/cost.ts'
import { failed, ok, warning, type AccountCheck } from './account-check.ts'

export const costCheck: AccountCheck = {
  name: 'cost',
  ask(_aws, { deployment: { account, capUsd }, deployment }) {
    const { expectedUsd, mostUsd, idleUsdPerHour } = estimateOf(deployment)
    const estimate =
      `${dollars(expectedUsd)} expected, ${dollars(mostUsd)} at most, ` +
      `${dollars(idleUsdPerHour)} per idle hour`
    if (account.kind === 'practice') return ok(`Free here. On AWS: ${estimate}.`)
    const finding = `${estimate}. The cap is ${dollars(capUsd)}.`
    if (expectedUsd > capUsd)
      return failed(finding, 'Raise the cap, or choose fewer scenarios, paths, rounds or seconds.')
    return mostUsd > capUsd
      ? warning(finding, 'The run may stop early. What it has measured by then is kept.')
      : ok(finding)
  },
}
