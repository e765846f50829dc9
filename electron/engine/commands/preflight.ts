import type { CommandOutput } from '../../../shared/contract.ts'
import type { GuardRole } from '../../../shared/template-contract.ts'
import { requireComplete } from '../deployments/drafts.ts'
import { printedPolicies } from '../policy/documents.ts'
import { roleBoundary } from '../policy/role-boundary.ts'
import { rolePolicies } from '../policy/role-policies.ts'
import { boundaryName } from '../policy/statement.ts'
import type { CommandContext, Handlers } from './handlers.ts'

export function preflightCommands({
  context,
}: CommandContext): Pick<Handlers, 'preflight.check' | 'policy.get'> {
  return {
    'preflight.check': async ({ id }) => {
      const { preflight } = await import('../preflight/preflight.ts')
      return preflight(context, requireComplete(context.catalog, context.deployments.get(id)))
    },
    'policy.get': ({ accountId, region, roleBoundary: boundary }) => {
      const guard = context.catalog.template('guard.yaml')
      const place = { accountId: accountId ?? '*', region, boundary }
      return [
        ...printedPolicies(place).map((policy, at, { length }) => ({
          of: 'credentials',
          title: length === 1 ? 'Your credentials' : `Your credentials, ${at + 1} of ${length}`,
          who:
            'For the user or role of Sluice: create it as a customer managed policy, and attach it. ' +
            'It creates the guard stack and drives the load.' +
            (length === 1 ? '' : ` All ${length} documents are needed.`),
          policyName: length === 1 ? 'sluice-credentials' : `sluice-credentials-${at + 1}`,
          json: jsonOf(policy),
        })),
        // An organisation that demands a boundary has it already.
        ...(boundary === null ? [ownBoundary(roleBoundary(guard, place))] : []),
        ...rolePolicies(guard, place).map(({ logicalId, description, policy }) => ({
          of: logicalId,
          title: titles[logicalId] ?? logicalId,
          who: `For your information: the guard stack creates this role itself. ${description}.`,
          policyName: null,
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
      'A person with the policy above can create roles only within it.',
    policyName: boundaryName,
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
