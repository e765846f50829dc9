import { SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam'
import type { Aws } from './clients.ts'

/** Actions asked about in one call. */
const mostActions = 100

/** Those of the actions that the caller is not allowed, by IAM's own simulation. What depends on a resource or condition is asked for without one. */
export async function deniedActions({ iam }: Aws, callerArn: string, actions: readonly string[]): Promise<string[]> {
  const denied: string[] = []
  for (let from = 0; from < actions.length; from += mostActions) {
    const ActionNames = actions.slice(from, from + mostActions)
    let Marker: string | undefined
    do {
      const page = await iam.send(new SimulatePrincipalPolicyCommand({ PolicySourceArn: policySource(callerArn), ActionNames, Marker }))
      const refused = (page.EvaluationResults ?? []).filter(({ EvalDecision }) => EvalDecision !== 'allowed')
      denied.push(...refused.flatMap(({ EvalActionName }) => EvalActionName ?? []))
      Marker = page.IsTruncated === true ? page.Marker : undefined
    } while (Marker !== undefined)
  }
  return denied
}

/** Policies belong to the role, not to its session: `assumed-role/NAME/SESSION` → `role/NAME`. A role's path is not in its session's ARN. */
export function policySource(callerArn: string): string {
  const match = /^arn:([^:]+):sts::(\d+):assumed-role\/([^/]+)\//.exec(callerArn)
  return match === null ? callerArn : `arn:${match[1]}:iam::${match[2]}:role/${match[3]}`
}
