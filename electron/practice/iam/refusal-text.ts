import type { AccessRequest, Verdict } from './evaluate.ts'

const policyKinds: Readonly<Record<Verdict['by'], string>> = {
  identity: 'identity-based policy',
  boundary: 'permissions boundary',
  session: 'session policy',
}

/**
 * The sentence with which AWS refuses. Source: IAM user guide, "Troubleshoot access denied error messages".
 * EC2 names no resource for an action that has none, as its answers in public bug reports show
 * (hashicorp/terraform-provider-aws, issue 34234).
 */
export function refusalText(
  principalArn: string,
  { action, resource }: Pick<AccessRequest, 'action' | 'resource'>,
  { decision, by }: Verdict,
): string {
  const kind = policyKinds[by]
  const why =
    decision === 'explicitDeny'
      ? `with an explicit deny in ${by === 'identity' ? 'an' : 'a'} ${kind}`
      : `because no ${kind} allows the ${action} action`
  const where = resource === '*' && action.startsWith('ec2:') ? '' : ` on resource: ${resource}`
  return `User: ${principalArn} is not authorized to perform: ${action}${where} ${why}`
}
