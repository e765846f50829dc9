import { personPolicy } from '../policy/policies.ts'
import { rolePolicies } from '../policy/role-policies.ts'
import { preflight } from '../preflight/preflight.ts'
import type { CommandContext, Handlers } from './handlers.ts'

export function preflightCommands({
  context,
}: CommandContext): Pick<Handlers, 'preflight.check' | 'policy.get'> {
  return {
    'preflight.check': ({ id }) => preflight(context, context.deployments.get(id)),
    'policy.get': ({ accountId, region }) => {
      const guard = context.catalog.template('guard.yaml')
      const place = { accountId: accountId ?? '*', region }
      return [
        {
          of: 'credentials',
          title: 'Your credentials',
          who: 'For the user or role that Sluice signs in as: it makes the guard stack, arms the switch, and drives the load.',
          json: jsonOf(personPolicy(guard, place)),
        },
        ...rolePolicies(guard, place).map(({ logicalId, description, policy }) => ({
          of: logicalId,
          title: titles[logicalId] ?? logicalId,
          who: `For reading, you grant nothing of this: a role that the guard stack makes. ${description}.`,
          json: jsonOf(policy),
        })),
      ]
    },
  }
}

/** What the words of the app call the roles of guard. */
const titles: Record<string, string> = { StackRole: 'The stack role', ReaperRole: 'The role of the switch' }

function jsonOf(policy: object): string {
  return JSON.stringify(policy, null, 2)
}
