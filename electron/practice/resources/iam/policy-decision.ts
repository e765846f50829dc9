import { isObject } from '../../json-values.ts'
import type { Json, JsonObject } from '../../world.ts'

export interface AccessRequest {
  action: string
  resource: string
  /** Condition keys that are known, such as `iam:PassedToService`. */
  context: Record<string, string>
}

/**
 * What identity policies say to a request: an explicit Deny wins, then an Allow, else nothing. Conditions
 * that cannot be evaluated (another operator, an unknown key) let neither an Allow nor a Deny apply.
 * Source: "Policy evaluation logic" in the IAM user guide.
 */
export function decide(policies: readonly Json[], request: AccessRequest): 'allow' | 'deny' | 'none' {
  const applying = policies.flatMap(statementsOf).filter((statement) => applies(statement, request))
  if (applying.some((statement) => statement['Effect'] === 'Deny')) return 'deny'
  return applying.some((statement) => statement['Effect'] === 'Allow') ? 'allow' : 'none'
}

/**
 * Whether a trust policy lets a service (`lambda.amazonaws.com`) assume the role. Its conditions are not
 * looked at.
 */
export function trustsService(trustPolicy: Json, service: string): boolean {
  return statementsOf(trustPolicy).some((statement) => {
    const principal = statement['Principal']
    const services = isObject(principal) ? principal['Service'] : undefined
    return (
      statement['Effect'] === 'Allow' &&
      texts(statement['Action']).some((action) => matches(action, 'sts:AssumeRole')) &&
      texts(services).includes(service)
    )
  })
}

/** The statements of a policy document, of which there may be one without a list. */
export function statementsOf(policy: Json): JsonObject[] {
  if (!isObject(policy)) return []
  return [policy['Statement'] ?? []].flat().filter(isObject)
}

/**
 * `*` stands for any text and `?` for one character; actions and hosts are compared without regard to case.
 */
export function matches(pattern: string, value: string): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`, 'is').test(value)
}

function applies(statement: JsonObject, { action, resource, context }: AccessRequest): boolean {
  const named = (allOf: string, butOf: string, value: string): boolean =>
    statement[butOf] === undefined
      ? texts(statement[allOf]).some((pattern) => matches(pattern, value))
      : !texts(statement[butOf]).some((pattern) => matches(pattern, value))
  return (
    named('Action', 'NotAction', action) &&
    named('Resource', 'NotResource', resource) &&
    conditionsHold(statement['Condition'], context)
  )
}

function conditionsHold(conditions: Json | undefined, context: Record<string, string>): boolean {
  if (!isObject(conditions)) return conditions === undefined
  return Object.entries(conditions).every(([operator, tests]) => {
    const compare = comparisons[operator]
    if (compare === undefined || !isObject(tests)) return false
    return Object.entries(tests).every(([key, expected]) => {
      const actual = context[key]
      return actual !== undefined && texts(expected).some((value) => compare(value, actual))
    })
  })
}

const comparisons: Record<string, (expected: string, actual: string) => boolean> = {
  StringEquals: (expected, actual) => expected === actual,
  StringLike: matches,
  ArnEquals: matches,
  ArnLike: matches,
}

function texts(value: Json | undefined): string[] {
  return [value ?? []].flat().filter((item): item is string => typeof item === 'string')
}
