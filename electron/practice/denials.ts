import type { Decision } from './iam/evaluate.ts'
import { isActionLike } from './iam/matching.ts'
import { type Service, ServiceError, type World } from './world.ts'

/**
 * The decision on an action such as `iam:ListRoles` under the fault `denied`: a pattern with `*` is an
 * explicit deny, an exact name an implicit one.
 */
export function decisionOn(action: string, denied: readonly string[]): Decision {
  const fitting = denied.filter((pattern) => isActionLike(pattern, action))
  if (fitting.length === 0) return 'allowed'
  return fitting.some((pattern) => pattern.includes('*')) ? 'explicitDeny' : 'implicitDeny'
}

/** Signing names whose actions have another prefix in IAM. */
const prefixes: Record<string, string> = { tagging: 'tag' }

/**
 * The IAM action of a call. API Gateway's actions are the methods of HTTP. Source: AWS, service
 * authorization reference.
 */
export function actionOf(service: string, operation: string, method: string): string {
  return `${prefixes[service] ?? service}:${service === 'apigateway' ? method : operation}`
}

const codes: Record<Service['protocol'], [code: string, status: number]> = {
  query: ['AccessDenied', 403],
  ec2: ['UnauthorizedOperation', 403],
  'json-1.1': ['AccessDeniedException', 400],
  'rest-json': ['AccessDeniedException', 403],
}

/**
 * The service's own error for a call that the fault `denied` names; undefined when it may run.
 * GetCallerIdentity needs no permission.
 */
export function denialOf(
  world: Pick<World, 'accountId' | 'partition' | 'faults'>,
  { name, protocol }: Pick<Service, 'name' | 'protocol'>,
  operation: string,
  method: string,
): ServiceError | undefined {
  const action = actionOf(name, operation, method)
  const decision = action === 'sts:GetCallerIdentity' ? 'allowed' : decisionOn(action, world.faults().denied)
  if (decision === 'allowed') return undefined
  const why =
    decision === 'explicitDeny'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${action} action`
  const user = `arn:${world.partition}:iam::${world.accountId}:user/practice`
  const [code, status] = codes[protocol]
  const start = protocol === 'ec2' ? 'You are not authorized to perform this operation. ' : ''
  return new ServiceError(
    code,
    `${start}User: ${user} is not authorized to perform: ${action} on resource: * ${why}`,
    status,
  )
}
