import type { InvokeOutcome } from '../lambda/outcome.ts'
import { refusals, type Refusal } from './gateway-response.ts'
import { lambdaProxyAnswer, type GatewayAnswer } from './lambda-proxy-answer.ts'
import { lambdaProxyEvent, type GatewayRequest } from './lambda-proxy.ts'
import { headerOf } from './relay.ts'
import type { RestApiSettings, StageSettings } from './rest-api-messages.ts'
import type { RouteMatch } from './routes.ts'

export type Invoke = (functionArn: string, sourceArn: string, event: string) => Promise<InvokeOutcome>

/** AWS_PROXY integrations: invokes the function of a method, and makes a response of what it answers. */
export async function callLambda(
  settings: RestApiSettings,
  invoke: Invoke,
  stage: { name: string; settings: StageSettings },
  request: GatewayRequest,
  match: RouteMatch,
): Promise<GatewayAnswer | Refusal> {
  const { integration, resourcePath } = match.route
  if (integration.type !== 'AWS_PROXY') return refusals.serverError
  const context = { ...settings, stageName: stage.name, stage: stage.settings }
  const event = lambdaProxyEvent(request, match, context)
  const { partition, region, accountId, apiId } = settings
  const method = `${stage.name}/${request.httpMethod}${resourcePath}`
  const source = `arn:${partition}:execute-api:${region}:${accountId}:${apiId}/${method}`
  const outcome = await within(integration.timeoutMs, invoke(integration.functionArn, source, event))
  if (outcome === undefined) return refusals.timedOut
  const accept = headerOf(request.rawHeaders, 'accept')
  const answer =
    outcome.kind === 'answered'
      ? lambdaProxyAnswer(outcome.payload, accept, settings.binaryMediaTypes)
      : undefined
  return answer ?? lambdaRefusals[outcome.kind]
}

/**
 * What the caller gets when an invocation does not end in a usable answer. A malformed one (`answered`) is
 * 502 too.
 */
const lambdaRefusals: Record<InvokeOutcome['kind'], Refusal> = {
  answered: refusals.badAnswer,
  failed: refusals.badAnswer,
  throttled: refusals.serverError,
  'not-permitted': refusals.serverError,
  'not-found': refusals.serverError,
  'request-too-large': refusals.tooLarge,
}

/** Waits for work up to a time; undefined when it takes longer. */
export function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), ms)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
