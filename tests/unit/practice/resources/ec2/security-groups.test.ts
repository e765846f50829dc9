import { describe, expect, test } from 'vitest'
import { groupsAllow } from '../../../../../electron/practice/resources/ec2/groups-allow.ts'
import { recordResourceTypes } from '../../../../../electron/practice/resources/record-types.ts'
import { testAccount } from '../../stacks/test-account.ts'

const template = (more = '') => `
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Front: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: front, VpcId: !Ref Vpc,
      SecurityGroupEgress: [{IpProtocol: tcp, FromPort: 80, ToPort: 81,
      DestinationSecurityGroupId: !Ref Back}]}}
  Back: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: back, VpcId: !Ref Vpc,
      SecurityGroupIngress: [{IpProtocol: tcp, FromPort: '9000', ToPort: '9001', CidrIp: 10.0.5.0/24}]}}
  Other: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: other, VpcId: !Ref Vpc}}
  FrontFromAnywhere: {Type: AWS::EC2::SecurityGroupIngress, Properties: {GroupId: !Ref Front,
      IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 0.0.0.0/0}}
  BackFromFront: {Type: AWS::EC2::SecurityGroupIngress, Properties: {GroupId: !GetAtt Back.GroupId,
      IpProtocol: tcp, FromPort: 80, ToPort: 82, SourceSecurityGroupId: !Ref Front}}
  OtherFromOther: {Type: AWS::EC2::SecurityGroupIngress, Properties: {GroupId: !Ref Other, IpProtocol: -1,
      SourceSecurityGroupId: !Ref Other}}
${more}`

test('rules decide who may open connections to whom', async () => {
  const account = testAccount(recordResourceTypes)
  await account.make(template())
  expect((await account.shown('s')).StackStatus).toBe('CREATE_COMPLETE')
  const group = (name: string): string =>
    account.resources('AWS::EC2::SecurityGroup').find(({ logicalId }) => logicalId === name)?.physicalId ??
    expect.unreachable(name)
  const allowed = (from: string | undefined, to: string, port: number, fromAddress?: string): boolean =>
    groupsAllow(account, {
      fromGroups: from === undefined ? [] : [group(from)],
      toGroups: [group(to)],
      port,
      ...(fromAddress === undefined ? {} : { fromAddress }),
    })

  expect(allowed(undefined, 'Front', 80)).toBe(true)
  expect(allowed(undefined, 'Front', 81)).toBe(false)
  expect(allowed('Other', 'Front', 80)).toBe(true)
  expect(allowed('Front', 'Back', 80)).toBe(true)
  // Let in, and not let out.
  expect(allowed('Front', 'Back', 82)).toBe(false)
  expect(allowed('Front', 'Front', 80)).toBe(false)
  expect(allowed('Other', 'Back', 80)).toBe(false)
  expect(allowed(undefined, 'Back', 80)).toBe(false)
  expect(allowed('Other', 'Back', 9001, '10.0.5.7')).toBe(true)
  expect(allowed('Other', 'Back', 9001, '10.0.6.7')).toBe(false)
  expect(allowed('Other', 'Back', 9001)).toBe(false)
  expect(allowed('Other', 'Other', 1)).toBe(true)
})

describe('refused', () => {
  test.each([
    [
      'GroupId: !Ref Back, IpProtocol: tcp, FromPort: 80, ToPort: 82, SourceSecurityGroupId: !Ref Front',
      'the specified rule "peer: sg-',
    ],
    [
      'GroupId: !Ref Back, IpProtocol: tcp, FromPort: 9000, ToPort: 9001, CidrIp: 10.0.5.0/24',
      'already exists',
    ],
    [
      'GroupId: sg-1, IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 0.0.0.0/0',
      "The security group 'sg-1' does not exist",
    ],
    [
      'GroupId: !Ref Back, IpProtocol: tcp, FromPort: 80, ToPort: 80, SourceSecurityGroupId: sg-1',
      "The security group 'sg-1' does not exist",
    ],
    [
      'GroupId: !Ref Back, IpProtocol: tcp, FromPort: 80, ToPort: 80',
      'Exactly one of CidrIp and a security group',
    ],
    [
      'GroupId: !Ref Back, IpProtocol: tcp, FromPort: 90, ToPort: 80, CidrIp: 0.0.0.0/0',
      'Invalid TCP/UDP port range (90-80)',
    ],
    ['GroupId: !Ref Back, IpProtocol: tcp, CidrIp: 0.0.0.0/0', 'Must specify both from and to ports'],
    [
      'GroupId: !Ref Back, IpProtocol: smtp, FromPort: 1, ToPort: 1, CidrIp: 0.0.0.0/0',
      "Invalid value 'smtp' for IP protocol.",
    ],
    [
      'GroupId: !Ref Back, IpProtocol: tcp, FromPort: 1, ToPort: 1, CidrIp: 10.0.0.1/8',
      'CIDR block 10.0.0.1/8 is malformed',
    ],
    [
      'GroupId: !Ref Back, IpProtocol: tcp, FromPort: 1, ToPort: 1, CidrIp: 0.0.0.0/0, Description: "naïve"',
      'Invalid rule description',
    ],
    [
      'GroupId: !Ref Back, IpProtocol: tcp, FromPort: 1, ToPort: 1, CidrIpv6: "::/0"',
      'extraneous key [CidrIpv6]',
    ],
  ])('%s', async (properties, reason) => {
    const account = testAccount(recordResourceTypes)
    await account.make(
      template(
        `  X: {Type: AWS::EC2::SecurityGroupIngress, DependsOn: BackFromFront, Properties: {${properties}}}`,
      ),
    )
    expect((await account.events('s')).find((event) => event.startsWith('X CREATE_FAILED'))).toContain(reason)
  })
})
