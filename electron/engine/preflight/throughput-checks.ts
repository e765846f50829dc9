import { gatewayLimit, throttleOf } from '../../../shared/cost.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import { count, times } from '../../../shared/figures.ts'
import { gatewayLimits, lambdaConcurrency, neighbours } from '../aws/limits.ts'
import { failed, ok, plannedCount, warning, type AccountCheck } from './account-check.ts'

export const lambdaConcurrencyCheck: AccountCheck = {
  name: 'Lambda concurrency',
  async ask(aws, plan) {
    if (plannedCount(plan, 'AWS::Lambda::Function') === 0) return ok('The plan has no functions.')
    const { account, plan: experiment } = plan.deployment
    const { connections } = experiment.load
    const limit = await lambdaConcurrency(aws)
    const finding =
      `The account allows ${count(limit)} concurrent invocations, ` +
      `the plan has ${count(connections)} connections.`
    if (limit >= connections) return ok(finding)
    const remedy =
      'New accounts start with 10. Request more under Service Quotas (Lambda, concurrent executions), ' +
      `or use at most ${limit} connections.`
    // In the practice account the effect of a limit that is too low costs nothing, and is worth seeing.
    return account.kind === 'practice' ? warning(finding, remedy) : failed(finding, remedy)
  },
}

export const gatewayThrottleCheck: AccountCheck = {
  name: 'API Gateway throttling',
  async ask(aws, plan) {
    const apis = ['AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api']
    if (apis.every((type) => plannedCount(plan, type) === 0)) return ok('The plan has no API.')
    const { ratePerSec: limit, burst } = await gatewayLimits(aws)
    const wanted = highestThrottle(plan.deployment) ?? 0
    const finding =
      `The account allows ${count(limit)} requests per second (burst ${count(burst)}) over all APIs, ` +
      `the stages of this plan ${count(wanted)}.`
    return limit >= Math.min(wanted, gatewayLimit.ratePerSec)
      ? ok(finding)
      : warning(
          finding,
          'API Gateway answers requests above the limit with 429, and these count as errors: the results ' +
            'would show the limit instead of the gateway.',
        )
  },
}

export const sharedLimitsCheck: AccountCheck = {
  name: 'shared limits',
  async ask(aws, { deployment }) {
    const { restApis, otherApis, functions } = await neighbours(aws)
    if (restApis.length + otherApis.length + functions.length === 0)
      return ok('Nothing else uses API Gateway or Lambda in this Region.')
    const highest = highestThrottle(deployment)
    const throttled =
      highest === null ? '' : ` The stages of this plan allow at most ${count(highest)} requests per second.`
    return warning(
      `This Region has ${times(restApis.length, 'other REST API')}, ` +
        `${times(otherApis.length, 'HTTP or WebSocket API')} and ` +
        `${times(functions.length, 'other function')}.${throttled}`,
      'They share its limits, and the load could slow them down. Choose a Region or an account without them.',
    )
  },
}

/** Requests per second of the stage with the highest throttle; null where none has one. */
function highestThrottle(deployment: Deployment): number | null {
  const rates = deployment.scenarios.map((id) => throttleOf(deployment, id)).filter(Number.isFinite)
  return rates.length === 0 ? null : Math.max(...rates)
}
