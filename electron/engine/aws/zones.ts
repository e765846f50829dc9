import { DescribeAvailabilityZonesCommand, DescribeInstanceTypeOfferingsCommand } from '@aws-sdk/client-ec2'
import { AppError } from '../../../shared/errors.ts'
import { toAppError } from './aws-errors.ts'
import type { Aws } from './clients.ts'

/**
 * Two zones of the Region that offer every one of the instance types. GetAZs in a template may choose one
 * that does not.
 * @throws AppError `aws` when there are fewer than two
 */
export async function chooseZones(aws: Aws, instanceTypes: readonly string[]): Promise<[string, string]> {
  const [first, second] = await zonesOffering(aws, instanceTypes)
  if (first !== undefined && second !== undefined) return [first, second]
  throw new AppError('aws', `${tooFewZones(aws.region, instanceTypes)} Choose another Region.`)
}

/** The zones of the Region that offer every one of the instance types, by name. @throws AppError `aws` */
export async function zonesOffering(aws: Aws, instanceTypes: readonly string[]): Promise<string[]> {
  try {
    const { AvailabilityZones = [] } = await aws.ec2.send(
      new DescribeAvailabilityZonesCommand({
        Filters: [
          { Name: 'state', Values: ['available'] },
          { Name: 'zone-type', Values: ['availability-zone'] },
        ],
      }),
    )
    const { InstanceTypeOfferings = [] } = await aws.ec2.send(
      new DescribeInstanceTypeOfferingsCommand({
        LocationType: 'availability-zone',
        Filters: [{ Name: 'instance-type', Values: [...instanceTypes] }],
      }),
    )
    const offers = (zone: string, type: string): boolean =>
      InstanceTypeOfferings.some(({ Location, InstanceType }) => Location === zone && InstanceType === type)
    return AvailabilityZones.flatMap(({ ZoneName }) => ZoneName ?? [])
      .toSorted()
      .filter((zone) => instanceTypes.every((type) => offers(zone, type)))
  } catch (thrown) {
    throw toAppError(thrown, `list the Availability Zones of ${aws.region}`)
  }
}

export function tooFewZones(region: string, instanceTypes: readonly string[]): string {
  return `${region} has fewer than two Availability Zones that offer ${instanceTypes.join(' and ')}.`
}
