import { GetRoleCommand, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam'
import type { Aws } from './clients.ts'

/** How many actions one call simulates. */
const mostActions = 100

/**
 * Those of the actions that the caller is not allowed, by IAM's own simulation, without resources or
 * conditions.
 */
export async function deniedActions(
  { iam }: Aws,
  callerArn: string,
  actions: readonly string[],
): Promise<string[]> {
  const denied: string[] = []
  const PolicySourceArn = await policySource(iam, callerArn)
  for (let from = 0; from < actions.length; from += mostActions) {
    const ActionNames = actions.slice(from, from + mostActions)
    let Marker: string | undefined
    do {
      const page = await iam.send(
        new SimulatePrincipalPolicyCommand({ PolicySourceArn, ActionNames, Marker }),
      )
      const refused = (page.EvaluationResults ?? []).filter(({ EvalDecision }) => EvalDecision !== 'allowed')
      denied.push(...refused.flatMap(({ EvalActionName }) => EvalActionName ?? []))
      Marker = page.IsTruncated === true ? page.Marker : undefined
    } while (Marker !== undefined)
  }
  return denied
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
