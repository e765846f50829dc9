import { ratedInStacks } from '../../../shared/api-turns.ts'
import type { Stack } from '../../../shared/deployment.ts'
import type { ZoneNeeds } from '../aws/zones.ts'

/** What planned stacks need of the zones that they are made in, with the instance types that were chosen. */
export function zoneNeedsOf(stacks: readonly Pick<Stack, 'billables' | 'sharedId'>[]): ZoneNeeds {
  const types = stacks.flatMap(({ billables }) =>
    billables.flatMap((one) => (one.kind === 'instance' ? [one.type] : [])),
  )
  return { instanceTypes: [...new Set(types)], vpcLinks: ratedInStacks(stacks)['vpc-link'] > 0 }
}
