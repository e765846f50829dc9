import { DescribeRegionsCommand } from '@aws-sdk/client-ec2'
import { toAppError } from './aws-errors.ts'
import type { Aws } from './clients.ts'

/** The Regions that the account has enabled, by name. */
export async function enabledRegions({ ec2 }: Aws): Promise<string[]> {
  try {
    const { Regions = [] } = await ec2.send(new DescribeRegionsCommand({ AllRegions: false }))
    return Regions.flatMap(({ RegionName }) => RegionName ?? []).toSorted()
  } catch (thrown) {
    throw toAppError(thrown, 'list the Regions of the account')
  }
}
