import { textList, textOf } from '../../json-values.ts'
import { arnIn, onAll, tagContext, type AccessFacts, type Row, type Rows } from '../access.ts'
import type { AccessRequest } from '../evaluate.ts'

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
  DeleteSecurityGroup: (input, facts) => [
    onTagged('DeleteSecurityGroup', 'security-group', textOf(input['GroupId']), facts),
  ],
  DeleteVpcEndpoints: (input, facts) =>
    textList(input['VpcEndpointId']).map((id) => onTagged('DeleteVpcEndpoints', 'vpc-endpoint', id, facts)),
  TerminateInstances: (input, facts) =>
    textList(input['InstanceId']).map((id) => onTagged('TerminateInstances', 'instance', id, facts)),
}

/** An operation on one resource of EC2, whose tags are condition keys. */
function onTagged(operation: string, kind: string, id: string, facts: AccessFacts): AccessRequest {
  const tags = facts.resources().find(({ physicalId }) => physicalId === id)?.tags ?? {}
  return {
    action: `ec2:${operation}`,
    resource: arnIn(facts, 'ec2', `${kind}/${id}`),
    context: { ...tagContext('aws:ResourceTag', tags), ...tagContext('ec2:ResourceTag', tags) },
  }
}
