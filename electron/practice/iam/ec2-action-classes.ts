import { tagsStay, words, type ActionClasses } from './action-classes.ts'

const tagging = { Tags: ['ec2:CreateTags'] }
const noUntagging = { [tagsStay]: ['ec2:DeleteTags'] }

/** The resource types of EC2. Sources of the reasons: EC2 API reference, RunInstances, CreateVpcEndpoint. */
export const ec2ActionClasses: Readonly<Record<string, ActionClasses>> = {
  'AWS::EC2::VPC': {
    always: words(`ec2:CreateVpc ec2:DeleteVpc ec2:DescribeNetworkAcls ec2:DescribeSecurityGroups
      ec2:DescribeVpcAttribute ec2:DescribeVpcEncryptionControls ec2:DescribeVpcs ec2:ModifyVpcAttribute`),
    when: { ...tagging, VpcEncryptionControl: ['ec2:CreateVpcEncryptionControl'] },
    notForUs: noUntagging,
  },
  'AWS::EC2::Subnet': {
    always: words(`ec2:CreateSubnet ec2:DeleteSubnet ec2:DescribeNetworkAcls ec2:DescribeSubnets
      ec2:ModifySubnetAttribute`),
    when: tagging,
    notForUs: noUntagging,
  },
  'AWS::EC2::InternetGateway': {
    always: words('ec2:CreateInternetGateway ec2:DeleteInternetGateway ec2:DescribeInternetGateways'),
    when: tagging,
    notForUs: noUntagging,
  },
  'AWS::EC2::VPCGatewayAttachment': {
    always: words('ec2:DescribeInternetGateways ec2:DescribeVpnGateways'),
    when: {
      InternetGatewayId: ['ec2:AttachInternetGateway', 'ec2:DetachInternetGateway'],
      VpnGatewayId: ['ec2:AttachVpnGateway', 'ec2:DetachVpnGateway'],
    },
  },
  'AWS::EC2::RouteTable': {
    always: words('ec2:CreateRouteTable ec2:DeleteRouteTable ec2:DescribeRouteTables'),
    when: tagging,
    notForUs: noUntagging,
  },
  'AWS::EC2::Route': {
    always: words(`ec2:CreateRoute ec2:DeleteRoute ec2:DescribeNetworkInterfaces ec2:DescribeRouteTables`),
  },
  'AWS::EC2::SubnetRouteTableAssociation': {
    always: words(`ec2:AssociateRouteTable ec2:DescribeRouteTables ec2:DescribeSubnets
      ec2:DisassociateRouteTable ec2:ReplaceRouteTableAssociation`),
  },
  'AWS::EC2::SecurityGroup': {
    always: words(`ec2:CreateSecurityGroup ec2:DeleteSecurityGroup ec2:DescribeInstances
      ec2:DescribeSecurityGroups`),
    when: {
      ...tagging,
      SecurityGroupEgress: ['ec2:AuthorizeSecurityGroupEgress', 'ec2:RevokeSecurityGroupEgress'],
      SecurityGroupIngress: ['ec2:AuthorizeSecurityGroupIngress'],
    },
    notForUs: noUntagging,
  },
  'AWS::EC2::SecurityGroupIngress': {
    always: words(`ec2:AuthorizeSecurityGroupIngress ec2:DescribeSecurityGroupRules
      ec2:DescribeSecurityGroups ec2:RevokeSecurityGroupIngress`),
  },
  'AWS::EC2::VPCEndpoint': {
    // Its own handlers for creating and deleting name ec2:DeleteTags, for whatever reason.
    always: words(`ec2:CreateVpcEndpoint ec2:DeleteTags ec2:DeleteVpcEndpoints ec2:DescribeSecurityGroups
      ec2:DescribeSubnets ec2:DescribeVpcEndpoints ec2:DescribeVpcs`),
    when: {
      ...tagging,
      ServiceNetworkArn: words(`vpc-lattice:CreateServiceNetworkVpcEndpointAssociation
        vpc-lattice:DescribeServiceNetworkVpcEndpointAssociation`),
      ServiceRegion: ['vpce:AllowMultiRegion'],
    },
  },
  'AWS::EC2::Instance': {
    always: words(`ec2:DescribeIamInstanceProfileAssociations ec2:DescribeInstanceAttribute
      ec2:DescribeInstanceCreditSpecifications ec2:DescribeInstances ec2:DescribeKeyPairs
      ec2:DescribeLaunchTemplateVersions ec2:DescribeLaunchTemplates ec2:DescribeNetworkInterfaces
      ec2:DescribeSecurityGroups ec2:DescribeSubnets ec2:DescribeVolumes ec2:DescribeVpcs
      ec2:ModifyInstanceAttribute ec2:RunInstances ec2:TerminateInstances ssm:DescribeAssociation
      ssm:ListAssociations`),
    when: {
      ...tagging,
      Affinity: ['ec2:ModifyInstancePlacement'],
      CreditSpecification: ['ec2:ModifyInstanceCreditSpecification'],
      HostId: ['ec2:ModifyInstancePlacement'],
      IamInstanceProfile: ['iam:PassRole'],
      Monitoring: ['ec2:MonitorInstances'],
      PrivateDnsNameOptions: ['ec2:ModifyPrivateDnsNameOptions'],
      SsmAssociations: ['ssm:CreateAssociation'],
      Volumes: ['ec2:AttachVolume', 'ec2:DetachVolume'],
    },
    notForUs: {
      ...noUntagging,
      'RunInstances starts the instance': ['ec2:StartInstances'],
      'RunInstances takes the instance profile': words(`ec2:AssociateIamInstanceProfile
        ec2:DisassociateIamInstanceProfile ec2:ReplaceIamInstanceProfileAssociation`),
    },
  },
}
