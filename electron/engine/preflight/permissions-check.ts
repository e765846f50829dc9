import { accountFacts } from '../aws/account-facts.ts'
import { errorKind } from '../aws/error-kind.ts'
import {
  gatewayThrottle,
  lambdaConcurrency,
  loadBalancerCount,
  runningVCpus,
  vpcCount,
} from '../aws/limits.ts'
import type { Aws } from '../aws/clients.ts'
import { liveStacks } from '../aws/live-stacks.ts'
import { deniedOf } from '../aws/permissions.ts'
import { findRoleBoundary } from '../aws/role-boundary.ts'
import { actionsIn, neededPolicy } from '../policy/policies.ts'
import { boundaryName } from '../policy/statement.ts'
import { questionsOf, withoutBoundary } from '../policy/questions.ts'
import { failed, unknown, type AccountCheck, type Outcome } from './account-check.ts'
import { mfaOf, outcomeOf, requestContext } from './simulated-permissions.ts'

const printPolicy = 'All of them are listed under Permissions needed.'

/** Asks IAM whether every action is allowed; where that is not allowed either, tries what can be tried. */
export const permissionsCheck: AccountCheck = {
  name: 'permissions',
  async ask(aws, { identity: { accountId, arn, region }, deployment: { account, id, roleBoundary } }) {
    const place = { accountId, region, boundary: roleBoundary }
    const policy = neededPolicy(place)
    // The user of the practice account has keys that never expire.
    const mfa = account.kind === 'practice' ? 'absent' : mfaOf((await accountFacts(account)).source)
    try {
      const boundary = roleBoundary ?? (await findRoleBoundary(aws, boundaryName))
      const questions = questionsOf(policy, { deploymentId: id, region })
      const asked = boundary === undefined ? withoutBoundary(questions, place, id) : questions
      const denied = await deniedOf(aws, arn, asked, requestContext(mfa))
      return outcomeOf(denied, { mfa, asked: actionsIn(policy).length, hasBoundary: boundary !== undefined })
    } catch (thrown) {
      if (errorKind(thrown) !== 'refused') throw thrown
      return tryReadActions(aws)
    }
  },
}

const lacking = (actions: readonly string[]): string =>
  `Your credentials lack these permissions: ${actions.join(', ')}.`

/** Actions that only read, and a call that needs each. */
const readActions: readonly (readonly [action: string, call: (aws: Aws) => Promise<unknown>])[] = [
  ['cloudformation:ListStacks', liveStacks],
  ['ec2:DescribeVpcs', vpcCount],
  ['ec2:DescribeInstances', runningVCpus],
  ['elasticloadbalancing:DescribeLoadBalancers', loadBalancerCount],
  ['lambda:GetAccountSettings', lambdaConcurrency],
  ['apigateway:GET', gatewayThrottle],
]

const rest = 'Whether you may create and delete stacks cannot be checked without iam:SimulatePrincipalPolicy.'

/** The answer where IAM may not be asked: it calls what creates nothing, and names what stays unknown. */
async function tryReadActions(aws: Aws): Promise<Outcome> {
  const tried = await Promise.all(
    readActions.map(async ([action, call]) => {
      const refused = await call(aws).then(
        () => false,
        (thrown: unknown) => errorKind(thrown) === 'refused',
      )
      return { action, refused }
    }),
  )
  const denied = tried.flatMap(({ action, refused }) => (refused ? [action] : []))
  return denied.length > 0
    ? failed(`${lacking(denied)} ${rest}`, printPolicy)
    : unknown(`The ${tried.length} read permissions that were tried are granted. ${rest}`, printPolicy)
}
