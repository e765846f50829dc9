import { callSettingText, isFollowed } from '../../../shared/call-setting.ts'
import { estimateOf } from '../../../shared/estimate.ts'
import { clockSkewMs } from '../aws/clock.ts'
import { failed, ok, unknown, warning, type AccountCheck, type Outcome } from './account-check.ts'

export const accountCheck: AccountCheck = {
  name: 'account',
  ask: (_aws, { identity: { accountId, alias, arn, region } }) =>
    ok(`Account ${accountId}${alias === null ? '' : ` (${alias})`} in ${region}, as ${arn}.`),
}

export const endpointCheck: AccountCheck = {
  name: 'endpoint',
  ask: (_aws, { identity: { endpoint, endpointFrom, settings } }) => {
    const where =
      endpoint === null
        ? 'Calls go to AWS, or to the practice account.'
        : `Calls go to ${endpoint}, as ${endpointFrom} says.`
    const finding = [where, ...settings.map(callSettingText)].join(' ')
    if (endpoint !== null) return warning(finding, 'Unset it if you want to use AWS itself.')
    return settings.every(isFollowed)
      ? ok(finding)
      : warning(finding, 'Make sure that the account is the one you mean.')
  },
}

export const credentialsCheck: AccountCheck = {
  name: 'credentials',
  ask: (_aws, { identity, deployment, catalog }) => {
    const { durationMs } = estimateOf(deployment, catalog.experiment(deployment.experimentId))
    return credentialsLast(identity.expiresAtMs, Date.now(), durationMs)
  },
}

/** Whether credentials last as long as a plan. @param planMs how long the plan takes, removal included */
function credentialsLast(expiresAtMs: number | null, nowMs: number, planMs: number): Outcome {
  if (expiresAtMs === null) return ok('They have no expiration time.')
  const leftMs = expiresAtMs - nowMs
  const finding =
    `They expire in ${Math.round(leftMs / 60_000)} min, ` +
    `and the plan takes about ${Math.ceil(planMs / 60_000)} min.`
  return leftMs >= planMs
    ? ok(finding)
    : warning(
        finding,
        'Sign in again before you start. Otherwise Sluice asks you during the run, and waits until you have.',
      )
}

const setTheClock = 'Set the clock: AWS refuses requests that are five minutes off.'

export const clockCheck: AccountCheck = {
  name: 'clock',
  async ask(aws) {
    const skewMs = await clockSkewMs(aws)
    if (skewMs === null) return unknown('The answers have no date.')
    const seconds = Math.abs(Math.round(skewMs / 1000))
    if (seconds <= 2) return ok('The clocks of this computer and the account agree.')
    const finding = `The clock of this computer is ${seconds} s ${skewMs > 0 ? 'fast' : 'slow'}.`
    if (seconds > 240) return failed(finding, setTheClock)
    return seconds > 60 ? warning(finding, setTheClock) : ok(finding)
  },
}
