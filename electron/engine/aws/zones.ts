import { DescribeAvailabilityZonesCommand, DescribeInstanceTypeOfferingsCommand } from '@aws-sdk/client-ec2'
import { AppError } from '../../../shared/errors.ts'
import { toAppError } from './aws-errors.ts'
import type { Aws } from './clients.ts'

/**
 * Two zones of the Region in which every one of the instance types can be had: GetAZs alone may pick one
 * without.
 * @throws AppError `aws` when there are fewer than two
 */
export async function chooseZones(aws: Aws, instanceTypes: readonly string[]): Promise<[string, string]> {
  try {
    const { AvailabilityZones } = await aws.ec2.send(
      new DescribeAvailabilityZonesCommand({
        Filters: [
          { Name: 'state', Values: ['available'] },
          { Name: 'zone-type', Values: ['availability-zone'] },
        ],
      }),
    )
    const { InstanceTypeOfferings } = await aws.ec2.send(
      new DescribeInstanceTypeOfferingsCommand({
        LocationType: 'availability-zone',
        Filters: [{ Name: 'instance-type', Values: [...instanceTypes] }],
      }),
    )
    const offered = (zone: string, type: string) =>
      (InstanceTypeOfferings ?? []).some(
        (offering) => offering.Location === zone && offering.InstanceType === type,
      )
    const [first, second] = (AvailabilityZones ?? [])
      .map((zone) => zone.ZoneName ?? '')
      .toSorted()
      .filter((zone) => instanceTypes.every((type) => offered(zone, type)))
    if (first !== undefined && second !== undefined) return [first, second]
  } catch (thrown) {
    throw toAppError(thrown, `list the zones of ${aws.region}`)
  }
  throw new AppError(
    'aws',
    `${aws.region} has fewer than two zones that offer ${instanceTypes.join(' and ')}. Choose another Region.`,
  )
}
