import { count, times } from './figures.ts'
import { gatewayLimitOf, throttleOwners, type GatewayLimit } from './gateway-limit.ts'
import type { Result } from './result.ts'
import type { Scenario } from './scenario.ts'

/** A status of 400 or above that was counted, and what it comes from as far as that is known. */
export interface StatusCause {
  status: string
  answers: number
  /** A sentence; null where the code and what was asked do not name a cause. */
  cause: string | null
  /** What to do about it, in a sentence; null where nothing is known. */
  remedy: string | null
}

/** What a cause is named from: who stands on the way, and the limits that were asked. */
interface Facts {
  gateway: boolean
  /** Whose answers they are: REST APIs, HTTP APIs and function URLs have different ones. */
  door: Scenario['group'] | undefined
  lambda: boolean
  balancer: boolean
  limit: GatewayLimit | null
  lambdaConcurrency: number | null
  connections: number
}

type Explanation = Pick<StatusCause, 'cause' | 'remedy'>

/** Status codes of a scenario's diagnoses, added up; null where none were counted. */
export function countedCodes({ diagnoses }: Result, scenarioId: string): Map<string, number> | null {
  const counted = diagnoses.flatMap((trial) =>
    trial.scenarioId === scenarioId && trial.result?.statusCodes ? [trial.result.statusCodes] : [],
  )
  if (counted.length === 0) return null
  const sums = new Map<string, number>()
  for (const codes of counted)
    for (const [status, answers] of Object.entries(codes)) sums.set(status, (sums.get(status) ?? 0) + answers)
  return sums
}

/** The error statuses that were counted for a scenario, most frequent first. */
export function causesOf(result: Result, scenarioId: string, scenario: Scenario | undefined): StatusCause[] {
  const facts = factsOf(result, scenario)
  return [...(countedCodes(result, scenarioId) ?? [])]
    .filter(([status]) => Number(status) >= 400)
    .toSorted((a, b) => b[1] - a[1])
    .map(([status, answers]) => ({ status, answers, ...explain(status, facts) }))
}

function factsOf({ run }: Result, scenario: Scenario | undefined): Facts {
  const has = (kind: Scenario['hops'][number]['kind']): boolean =>
    scenario?.hops.some((hop) => hop.kind === kind) === true
  return {
    gateway: has('api-gateway'),
    door: scenario?.group,
    lambda: has('lambda'),
    balancer: has('load-balancer'),
    limit: gatewayLimitOf(run, scenario),
    lambdaConcurrency: run.conditions?.limits?.lambdaConcurrency ?? null,
    connections: run.load.connections,
  }
}

const unknown: Explanation = { cause: null, remedy: null }

function explain(status: string, facts: Facts): Explanation {
  return explanations[status]?.(facts) ?? unknown
}

// Source: API Gateway, "Gateway response types"; Lambda, "Invocation errors" and "Function URLs"; Classic
// Load Balancers, "Troubleshoot a Classic Load Balancer: HTTP errors"; for HTTP APIs docs/front-doors.md.
const explanations: Record<string, (facts: Facts) => Explanation> = {
  403: ({ gateway, door }) => {
    if (door === 'function-url')
      return {
        cause:
          'Lambda does not permit the call: a policy of the organisation, or a permission that is missing.',
        remedy: 'Leave out function URLs, or ask the administrator for an exception.',
      }
    return gateway
      ? { cause: 'API Gateway does not know the address, or does not permit the request.', remedy: null }
      : unknown
  },
  429: (facts) => {
    if (facts.door === 'function-url') return fewEnvironments('Lambda', facts) ?? busyFunction
    return facts.gateway ? throttled(facts.limit) : unknown
  },
  500: (facts) => {
    if (!facts.lambda) return unknown
    if (facts.door === 'http-api') return failedFunction
    return (
      fewEnvironments('API Gateway', facts) ?? {
        cause: 'API Gateway could not invoke the function.',
        remedy: null,
      }
    )
  },
  502: ({ lambda, balancer, door }) => {
    if (door === 'function-url') return failedFunction
    if (lambda)
      return {
        cause:
          'The function failed, got no answer from the origin, or answered in a form that API Gateway ' +
          'does not accept.',
        remedy: 'Check that the origin answers, and read the log of the function.',
      }
    return balancer
      ? { cause: 'The load balancer got no valid HTTP answer from the origin.', remedy: checkOrigin }
      : unknown
  },
  503: (facts) => {
    const { lambda, balancer, door } = facts
    if (door === 'http-api' && lambda) return fewEnvironments('API Gateway', facts) ?? lateFunction
    if (door === 'http-api') return { cause: lateBackend, remedy: checkOrigin }
    return balancer && !lambda
      ? { cause: 'The load balancer has no origin that can take the request.', remedy: checkOrigin }
      : unknown
  },
  504: ({ lambda, gateway, balancer }) => {
    if (lambda) return { cause: 'The function did not answer in time.', remedy: checkOrigin }
    if (gateway || balancer)
      return { cause: 'The origin did not answer in time, or could not be reached.', remedy: checkOrigin }
    return unknown
  },
}

const checkOrigin = 'Check that the origin answers.'
const lateBackend = 'The origin did not answer within 30 s, or could not be reached.'

const failedFunction: Explanation = {
  cause: 'The function failed, or answered in a form that its payload format does not allow.',
  remedy: 'Read the log of the function.',
}
const lateFunction: Explanation = {
  cause: 'The function did not answer within 30 s, or was throttled.',
  remedy: checkOrigin,
}
const busyFunction: Explanation = {
  cause: 'Lambda rejects what exceeds the concurrency of the function or of the account.',
  remedy: 'Use fewer connections.',
}

/** Null where the account allows as many invocations at once as the load has connections. */
function fewEnvironments(who: string, { lambdaConcurrency, connections }: Facts): Explanation | null {
  if (lambdaConcurrency === null || lambdaConcurrency >= connections) return null
  return {
    cause:
      `${who} answers it when a function may not start: the account allows ` +
      `${times(lambdaConcurrency, 'concurrent invocation')}, and the load has ` +
      `${times(connections, 'connection')}.`,
    remedy:
      'Request more concurrent executions under Service Quotas (Lambda), or use at most ' +
      `${times(lambdaConcurrency, 'connection')}.`,
  }
}

function throttled(limit: GatewayLimit | null): Explanation {
  if (limit === null)
    return { cause: 'API Gateway rejects what exceeds a throttle.', remedy: 'Use fewer connections.' }
  const burst = limit.burst === null ? '' : ` (burst ${count(limit.burst)})`
  return {
    cause:
      `API Gateway rejects what exceeds ${count(limit.ratePerSec)} requests per second${burst}, ` +
      `the throttle of ${throttleOwners[limit.of]}.`,
    remedy:
      limit.of === 'stage'
        ? 'Raise the throttle of the scenario, or use fewer connections.'
        : 'Request a higher throttle under Service Quotas (API Gateway), or use fewer connections.',
  }
}
