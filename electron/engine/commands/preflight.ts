import type { CommandOutput } from '../../../shared/contract.ts'
import type { GuardRole } from '../../../shared/template-contract.ts'
import { requireComplete } from '../deployments/drafts.ts'
import { personPolicy } from '../policy/policies.ts'
import { roleBoundary } from '../policy/role-boundary.ts'
import { rolePolicies } from '../policy/role-policies.ts'
import { boundaryName } from '../policy/statement.ts'
import { preflight } from '../preflight/preflight.ts'
import type { CommandContext, Handlers } from './handlers.ts'

export function preflightCommands({
  context,
}: CommandContext): Pick<Handlers, 'preflight.check' | 'policy.get'> {
  return {
    'preflight.check': ({ id }) =>
      preflight(context, requireComplete(context.catalog, context.deployments.get(id))),
    'policy.get': ({ accountId, region, roleBoundary: boundary }) => {
      const guard = context.catalog.template('guard.yaml')
      const place = { accountId: accountId ?? '*', region, boundary }
      return [
        {
          of: 'credentials',
          title: 'Your credentials',
          who: 'For the user or role of Sluice. It creates the guard stack and drives the load.',
          json: jsonOf(personPolicy(place)),
        },
        // An organisation that demands a boundary has it already.
        ...(boundary === null ? [ownBoundary(roleBoundary(guard, place))] : []),
        ...rolePolicies(guard, place).map(({ logicalId, description, policy }) => ({
          of: logicalId,
          title: titles[logicalId] ?? logicalId,
          who: `For your information: the guard stack creates this role itself. ${description}.`,
          json: jsonOf(policy),
        })),
      ]
    },
  }
}

function ownBoundary(policy: object): CommandOutput<'policy.get'>[number] {
  return {
    of: 'RoleBoundary',
    title: 'The permissions boundary of every role',
    who:
      `For an administrator, once in an account: create it as the policy ${boundaryName}. ` +
      'Whoever has the policy above can create roles only within it.',
    json: jsonOf(policy),
  }
}

/** The titles of the roles that the guard stack creates. */
const titles: Readonly<Record<string, string>> = {
  StackRole: 'The stack role',
  ReaperRole: 'The role that removes what has expired',
} satisfies Record<GuardRole, string>

function jsonOf(policy: object): string {
  return JSON.stringify(policy, null, 2)
}
