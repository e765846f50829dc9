import { isTrue } from '../json-values.ts'
import { dnsSuffix } from '../resources/names.ts'
import type { JsonObject } from '../world.ts'
import { filterItems } from './ec2-query.ts'

/**
 * The Regions that every account has. Source: AWS account management guide, "Regions that are enabled by
 * default".
 */
const enabledByDefault = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
]

/** Some of those that must be enabled first; here they are not. */
const switchedOff = ['af-south-1', 'ap-east-1', 'eu-south-1', 'me-south-1']

/**
 * The Regions: those that are enabled, or with `AllRegions` the others too. Not in pages, as on AWS.
 * @throws ServiceError `InvalidParameterValue` for a Region that there is not
 */
export function describeRegions(input: JsonObject, partition: string): JsonObject {
  const describe = (
    regionName: string,
    optInStatus: string,
  ): { regionName: string; regionEndpoint: string; optInStatus: string } => ({
    regionName,
    regionEndpoint: `ec2.${regionName}.${dnsSuffix(partition)}`,
    optInStatus,
  })
  const off = isTrue(input['AllRegions']) ? switchedOff : []
  const items = [
    ...enabledByDefault.map((name) => describe(name, 'opt-in-not-required')),
    ...off.map((name) => describe(name, 'not-opted-in')),
  ]
  const found = filterItems(items, input, {
    ids: { parameter: 'RegionName', of: ({ regionName }) => regionName, missing: 'InvalidParameterValue' },
    filters: {
      'region-name': ({ regionName }) => [regionName],
      endpoint: ({ regionEndpoint }) => [regionEndpoint],
      'opt-in-status': ({ optInStatus }) => [optInStatus],
    },
  })
  return { regionInfo: found }
}
