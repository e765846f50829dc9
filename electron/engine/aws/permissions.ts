import {
  GetRoleCommand,
  SimulatePrincipalPolicyCommand,
  type ContextEntry,
  type EvaluationResult,
} from '@aws-sdk/client-iam'
import type { PermissionQuestion } from '../../../shared/permission-question.ts'
import type { Aws } from './clients.ts'

/** What the simulator does not allow. */
export interface Denied {
  action: string
  resource: string
  /** Whether a statement denies it, rather than none allowing it. */
  isExplicit: boolean
  /** Whether it is the organisation, or a permissions boundary, that does not allow it. */
  isAbove: boolean
  /** Condition keys that statements look at and that the question did not have: they leave a doubt. */
  missing: string[]
}

/**
 * What the caller may not do, by IAM's own simulation. A session's policies are those of its role; a policy
 * that was given to the session itself is not seen.
 * @param context condition keys that every request has
 */
export async function deniedOf(
  { iam }: Aws,
  callerArn: string,
  questions: readonly PermissionQuestion[],
  context: Readonly<Record<string, string>>,
): Promise<Denied[]> {
  const PolicySourceArn = await policySource(iam, callerArn)
  const answers = await Promise.all(
    questions.map((question) =>
      ask(iam, PolicySourceArn, {
        ...question,
        context: { ...context, 'aws:PrincipalArn': PolicySourceArn, ...question.context },
      }),
    ),
  )
  return answers.flat()
}

/**
 * What the caller would not be allowed if policies of its own granted it: what a statement, a permissions
 * boundary or the organisation denies, as far as the simulator sees it: service control policies with their
 * condition keys, but no other policies of the organisation. Source: AWS CLI reference, iam
 * simulate-custom-policy.
 */
export async function deniedAnyway(
  { iam }: Aws,
  callerArn: string,
  questions: readonly PermissionQuestion[],
): Promise<Denied[]> {
  const PolicySourceArn = await policySource(iam, callerArn)
  const answers = await Promise.all(
    questions.map((question) => ask(iam, PolicySourceArn, question, [granting(question)])),
  )
  return answers.flat()
}

/** A policy that allows what is asked. */
function granting({ actions }: PermissionQuestion): string {
  const Statement = [{ Effect: 'Allow', Action: actions, Resource: '*' }]
  return JSON.stringify({ Version: '2012-10-17', Statement })
}

/** @param given policies that count beside those of the caller */
async function ask(
  iam: Aws['iam'],
  PolicySourceArn: string,
  { actions, resources, context }: PermissionQuestion,
  given: string[] = [],
): Promise<Denied[]> {
  const input = {
    PolicySourceArn,
    ...(given.length > 0 && { PolicyInputList: given }),
    ActionNames: [...actions],
    ResourceArns: [...resources],
    ContextEntries: Object.entries(context).map(entryOf),
  }
  const denied: Denied[] = []
  let Marker: string | undefined
  do {
    const page = await iam.send(new SimulatePrincipalPolicyCommand({ ...input, Marker }))
    denied.push(...(page.EvaluationResults ?? []).flatMap(deniedBy))
    Marker = page.IsTruncated === true ? page.Marker : undefined
  } while (Marker !== undefined)
  return denied
}

function entryOf([ContextKeyName, value]: [string, string]): ContextEntry {
  const ContextKeyType = /Present$|SecureTransport$/.test(ContextKeyName) ? 'boolean' : 'string'
  return { ContextKeyName, ContextKeyType, ContextKeyValues: [value] }
}

/** Where the simulator was asked for a resource, what it misses may stand beside the resource only. */
function deniedBy(result: EvaluationResult): Denied[] {
  const { EvalActionName: action = '', EvalResourceName: resource = '*', EvalDecision } = result
  if (EvalDecision === 'allowed') return []
  const specific = (result.ResourceSpecificResults ?? []).flatMap((one) => one.MissingContextValues ?? [])
  return [
    {
      action,
      resource,
      isExplicit: EvalDecision === 'explicitDeny',
      isAbove:
        result.OrganizationsDecisionDetail?.AllowedByOrganizations === false ||
        result.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary === false,
      missing: [...new Set([...(result.MissingContextValues ?? []), ...specific])],
    },
  ]
}

/**
 * Policies belong to the role, not to its session: `assumed-role/NAME/SESSION` → `role/PATH/NAME`. The
 * session's ARN does not contain the path, and the roles of IAM Identity Center have one
 * (`aws-reserved/sso.amazonaws.com/…`). Without the permission to read the role, no path is assumed.
 */
async function policySource(iam: Aws['iam'], callerArn: string): Promise<string> {
  const match = /^arn:([^:]+):sts::(\d+):assumed-role\/([^/]+)\//.exec(callerArn)
  if (match === null) return callerArn
  const [, partition, accountId, RoleName] = match
  const found = await iam.send(new GetRoleCommand({ RoleName })).catch(() => undefined)
  return found?.Role?.Arn ?? `arn:${partition}:iam::${accountId}:role/${RoleName}`
}
