import { partitionOf } from '../../../shared/partition.ts'
import { type JsonObject, type Service, ServiceError } from '../world.ts'
import type { AccessFacts } from './access.ts'
import type { Caller } from './callers.ts'
import { evaluate, type AccessRequest, type Verdict } from './evaluate.ts'
import { refusalText } from './refusal-text.ts'
import { rowOf } from './operations/table.ts'

type Protocol = Service['protocol']

const codes: Record<Protocol, [code: string, status: number]> = {
  query: ['AccessDenied', 403],
  ec2: ['UnauthorizedOperation', 403],
  'json-1.1': ['AccessDeniedException', 400],
  'rest-json': ['AccessDeniedException', 403],
}

interface CallToAuthorize {
  service: Pick<Service, 'name' | 'protocol'>
  operation: string
  input: JsonObject
  caller: Caller
  facts: AccessFacts
}

/**
 * The service's own error for a call that its caller may not make; undefined when it may. A call that has no
 * row is of Sluice's own service.
 * @throws PolicyError for a policy of the caller that cannot be evaluated
 */
export function refusalOfCall({
  service,
  operation,
  input,
  caller,
  facts,
}: CallToAuthorize): ServiceError | undefined {
  const needed = rowOf(service.name, operation)?.(input, facts) ?? []
  for (const request of needed) {
    const context = { ...placeContext(service.name, facts.region), ...caller.context, ...request.context }
    const verdict = evaluate(caller.grants, { ...request, context })
    if (verdict.decision !== 'allowed') return refusal(service.protocol, caller.arn, request, verdict)
  }
  return undefined
}

/** The Region that a request is for. IAM answers in one of each partition. */
function placeContext(service: string, region: string): Record<string, string> {
  return { 'aws:RequestedRegion': service === 'iam' ? partitionOf(region).iamRegion : region }
}

function refusal(
  protocol: Protocol,
  callerArn: string,
  request: Pick<AccessRequest, 'action' | 'resource'>,
  verdict: Verdict,
): ServiceError {
  const [code, status] = codes[protocol]
  const start = protocol === 'ec2' ? 'You are not authorized to perform this operation. ' : ''
  return new ServiceError(code, `${start}${refusalText(callerArn, request, verdict)}`, status)
}
