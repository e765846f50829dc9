import { DescribeAvailabilityZonesCommand, DescribeInstanceTypeOfferingsCommand } from '@aws-sdk/client-ec2'
import { AppError } from '../../../shared/errors.ts'
import { toAppError } from './aws-errors.ts'
import type { Aws } from './clients.ts'
import { mayHaveVpcLinks } from './vpc-link-zones.ts'

/** What both zones of a deployment have to have. */
export interface ZoneNeeds {
  instanceTypes: readonly string[]
  vpcLinks: boolean
}

/**
 * Two zones of the Region that have what is needed. GetAZs in a template may choose one that does not.
 * @throws AppError `aws` when there are fewer than two
 */
export async function chooseZones(aws: Aws, needs: ZoneNeeds): Promise<[string, string]> {
  const [first, second] = await zonesOffering(aws, needs)
  if (first !== undefined && second !== undefined) return [first, second]
  throw new AppError('aws', `${tooFewZones(aws.region, needs)} Choose another Region.`)
}

/** The zones of the Region that have what is needed, by name. @throws AppError `aws` */
export async function zonesOffering(aws: Aws, { instanceTypes, vpcLinks }: ZoneNeeds): Promise<string[]> {
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
    return AvailabilityZones.filter(({ ZoneId = '' }) => !vpcLinks || mayHaveVpcLinks(ZoneId))
      .flatMap(({ ZoneName }) => ZoneName ?? [])
      .toSorted()
      .filter((zone) => instanceTypes.every((type) => offers(zone, type)))
  } catch (thrown) {
    throw toAppError(thrown, `list the Availability Zones of ${aws.region}`)
  }
}

/** What a zone is to have, in words. */
export function needsText({ instanceTypes, vpcLinks }: ZoneNeeds): string {
  return [...instanceTypes, ...(vpcLinks ? ['VPC links'] : [])].join(' and ')
}

export function tooFewZones(region: string, needs: ZoneNeeds): string {
  return `${region} has fewer than two Availability Zones that offer ${needsText(needs)}.`
}
