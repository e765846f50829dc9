import { textOf } from '../json-values.ts'
import { availabilityZones } from '../stacks/zones.ts'
import { type JsonObject, ServiceError } from '../world.ts'
import { answerPage, filterItems } from './ec2-query.ts'

export function describeAvailabilityZones(input: JsonObject, region: string): JsonObject {
  const zones = availabilityZones(region).map((zoneName, index) => ({
    zoneName,
    // Ids are the same place for every account, names are not; here they happen to agree.
    zoneId: `${shortRegion(region)}-az${index + 1}`,
    zoneState: 'available',
    zoneType: 'availability-zone',
    regionName: region,
    groupName: region,
    networkBorderGroup: region,
    optInStatus: 'opt-in-not-required',
    messageSet: [],
  }))
  const found = filterItems(zones, input, {
    ids: { parameter: 'ZoneName', of: (zone) => zone.zoneName, missing: 'InvalidParameterValue' },
    filters: {
      state: (zone) => [zone.zoneState],
      'zone-name': (zone) => [zone.zoneName],
      'zone-id': (zone) => [zone.zoneId],
      'zone-type': (zone) => [zone.zoneType],
      'region-name': (zone) => [zone.regionName],
      'group-name': (zone) => [zone.groupName],
      'opt-in-status': (zone) => [zone.optInStatus],
    },
  })
  return { availabilityZoneInfo: found }
}

const sizes = ['large', 'xlarge', '2xlarge', '4xlarge']
const burstableSizes = ['nano', 'micro', 'small', 'medium', 'large', 'xlarge', '2xlarge']

/** Family → sizes. */
const families: Record<string, string[]> = {
  t2: burstableSizes,
  t3: burstableSizes,
  t3a: burstableSizes,
  t4g: burstableSizes,
  ...Object.fromEntries(
    ['c5', 'c5n', 'c6a', 'c6i', 'c6in', 'c6g', 'c7a', 'c7g', 'c7i'].map((family) => [family, sizes]),
  ),
  ...Object.fromEntries(
    ['m4', 'm5', 'm6a', 'm6i', 'm6g', 'm7a', 'm7g', 'm7i', 'r5', 'r6i'].map((family) => [family, sizes]),
  ),
}

/**
 * Whether an instance type can be had in a zone. As on AWS not every zone has every type: the last zone of
 * a Region lacks the compute families and the burstable ones newer than t2, so that a caller that does not
 * ask fails here too.
 */
export function offersInstanceType(zone: string, instanceType: string): boolean {
  const [family = '', size = ''] = instanceType.split('.')
  if (!Object.hasOwn(families, family) || families[family]?.includes(size) !== true) return false
  const region = zone.slice(0, -1)
  return zone !== availabilityZones(region).at(-1) || !/^(c|t[34])/.test(family)
}

/** @throws ServiceError for a location type that EC2 does not have */
export function describeInstanceTypeOfferings(input: JsonObject, region: string): JsonObject {
  const locationType = textOf(input['LocationType'] ?? 'region')
  const zones = availabilityZones(region)
  const locations: Record<string, Record<string, string[]>> = {
    region: { [region]: zones },
    'availability-zone': Object.fromEntries(zones.map((zone) => [zone, [zone]])),
    'availability-zone-id': Object.fromEntries(
      zones.map((zone, index) => [`${shortRegion(region)}-az${index + 1}`, [zone]]),
    ),
  }
  const chosen = Object.hasOwn(locations, locationType) ? locations[locationType] : undefined
  if (chosen === undefined)
    throw new ServiceError('InvalidParameterValue', `The location type '${locationType}' is invalid`)
  const types = Object.entries(families).flatMap(([family, sizes]) =>
    sizes.map((size) => `${family}.${size}`),
  )
  const offerings = Object.entries(chosen).flatMap(([location, zones]) =>
    types
      .filter((type) => zones.some((zone) => offersInstanceType(zone, type)))
      .map((instanceType) => ({ instanceType, locationType, location })),
  )
  const found = filterItems(offerings, input, {
    filters: {
      'instance-type': ({ instanceType }) => [instanceType],
      location: ({ location }) => [location],
    },
  })
  return answerPage('instanceTypeOfferingSet', found, input)
}

/** `us-west-2` → `usw2`, as zone ids have it. */
export function shortRegion(region: string): string {
  const [area = '', direction = '', number = ''] = region.split('-')
  return area + direction.replaceAll(/north|south|east|west|central/g, (word) => word.charAt(0)) + number
}
