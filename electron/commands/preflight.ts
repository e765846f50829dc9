import { personPolicy } from '../policy/policies.ts'
import { preflight } from '../preflight/preflight.ts'
import { getDeployment } from '../store/deployments.ts'
import type { CommandContext, Handlers } from './handlers.ts'

export function preflightCommands({ desk }: CommandContext): Pick<Handlers, 'preflight.check' | 'policy.get'> {
  return {
    'preflight.check': ({ id }) => preflight(desk, getDeployment(desk.store, id)),
    'policy.get': ({ accountId, region }) => {
      const guard = desk.catalog.template('guard.yaml')
      return [
        {
          title: 'Your credentials',
          who: 'For the user or role that Sluice signs in as: it makes the guard stack, arms the switch, and drives the load.',
          json: JSON.stringify(personPolicy(guard, { accountId: accountId ?? '*', region }), null, 2),
        },
        {
          title: 'The guard stack',
          who: 'For reading: the template of the roles that make and remove everything else. Sluice creates them; you grant nothing of this.',
          json: guard.body,
        },
      ]
    },
  }
}
