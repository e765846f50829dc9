import { textList } from '../../json-values.ts'
import { arnIn, onAll, tagContext, type Row, type Rows } from '../access.ts'

const looking = [
  'DescribeAddresses',
  'DescribeAvailabilityZones',
  'DescribeInstances',
  'DescribeInstanceTypeOfferings',
  'DescribeInternetGateways',
  'DescribeNetworkInterfaces',
  'DescribeRegions',
  'DescribeRouteTables',
  'DescribeSecurityGroups',
  'DescribeSubnets',
  'DescribeVolumes',
  'DescribeVpcBlockPublicAccessOptions',
  'DescribeVpcEndpoints',
  'DescribeVpcs',
]

/** Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon EC2". */
export const ec2Rows: Rows = {
  ...Object.fromEntries(looking.map((operation): [string, Row] => [operation, onAll(`ec2:${operation}`)])),
  TerminateInstances: (input, facts) =>
    textList(input['InstanceId']).map((id) => {
      const tags =
        facts.resources('AWS::EC2::Instance').find(({ physicalId }) => physicalId === id)?.tags ?? {}
      return {
        action: 'ec2:TerminateInstances',
        resource: arnIn(facts, 'ec2', `instance/${id}`),
        context: { ...tagContext('aws:ResourceTag', tags), ...tagContext('ec2:ResourceTag', tags) },
      }
    }),
}
