import { arnIn } from '../policy/statement.ts'
import { errorKind } from '../aws/error-kind.ts'
import { deniedAnyway, type Denied } from '../aws/permissions.ts'
import type { PermissionQuestion } from '../../../shared/permission-question.ts'
import { ok, plannedCount, toConfirm, unknown, type AccountCheck, type Outcome } from './account-check.ts'

const notSeen =
  'It sees your policies and the organisation’s service control policies, and nothing else. If something ' +
  'else denies them, the stack fails with AccessDenied, or the URL answers 403.'

/**
 * Function URLs that everybody may call are often denied by an organisation. The stack role is below the same
 * organisation as the caller, so that IAM's simulator is asked of the caller, as if its own policies allowed
 * it. Lambda has no setting to ask for: one that blocks public access in an account is only wished for
 * (aws/aws-lambda-roadmap#34).
 */
export const publicUrlCheck: AccountCheck = {
  name: 'public function URLs',
  async ask(aws, plan) {
    if (plannedCount(plan, 'AWS::Lambda::Url') === 0) return ok('The plan has no function URL.')
    const { arn, accountId, region } = plan.identity
    const name = `function:sluice-${plan.deployment.id}-function-url`
    try {
      const resource = arnIn({ accountId, region }, 'lambda', name)
      return publicUrlOutcome(await deniedAnyway(aws, arn, publicUrlQuestions(resource, region)))
    } catch (thrown) {
      if (errorKind(thrown) !== 'refused') throw thrown
      return unknown(
        'Whether something denies public function URLs cannot be asked without iam:SimulatePrincipalPolicy.',
        'If something does, the stack fails with AccessDenied, or the URL answers 403.',
      )
    }
  },
}

/** What a public function URL needs, with the condition keys that policies about it look at. */
function publicUrlQuestions(resource: string, region: string): PermissionQuestion[] {
  const common = { 'aws:RequestedRegion': region }
  const open = { ...common, 'lambda:FunctionUrlAuthType': 'NONE' }
  return [
    { actions: ['lambda:CreateFunctionUrlConfig'], resources: [resource], context: open },
    {
      actions: ['lambda:AddPermission'],
      resources: [resource],
      context: { ...open, 'lambda:Principal': '*' },
    },
  ]
}

/** What the simulation means for the start: a deny is a doubt, since the stack role may be an exception. */
export function publicUrlOutcome(denied: readonly Denied[]): Outcome {
  if (denied.length === 0)
    return ok(`Nothing that IAM’s simulation sees denies public function URLs. ${notSeen}`)
  const actions = [...new Set(denied.map(({ action }) => action))].toSorted().join(' and ')
  const by = denied.some(({ isAbove }) => isAbove)
    ? 'the organisation or a permissions boundary denies'
    : 'a statement denies'
  return toConfirm(
    `By IAM’s simulation, ${by} ${actions}, which a public function URL needs.`,
    'Leave out the scenario function-url, or ask the administrator for an exception. Where the stack role ' +
      'is one, confirm it and start: what is denied then fails, and what was created is removed.',
  )
}
