/** What CloudFormation calls, with the caller's permissions, to create, read, tag and delete a resource. */
export interface TypePermissions {
  actions: readonly string[]
  /** Where the list is from. */
  source: string
}

const registry = (type: string): string =>
  `${type}: handler permissions of its schema in the CloudFormation registry`
const ec2Reads = 'ec2:Describe*'

/**
 * Resource type → IAM actions, for the properties that the templates use. Kept by hand; a test compares it
 * with the templates and with the stack role in `templates/guard.yaml`. None of it was tried on AWS yet.
 */
export const resourceTypes: Readonly<Record<string, TypePermissions>> = {
  'AWS::EC2::VPC': of('AWS::EC2::VPC', [
    'ec2:CreateVpc',
    'ec2:ModifyVpcAttribute',
    'ec2:DeleteVpc',
    'ec2:CreateTags',
    'ec2:DeleteTags',
    ec2Reads,
  ]),
  'AWS::EC2::Subnet': of('AWS::EC2::Subnet', [
    'ec2:CreateSubnet',
    'ec2:ModifySubnetAttribute',
    'ec2:DeleteSubnet',
    'ec2:CreateTags',
    ec2Reads,
  ]),
  'AWS::EC2::InternetGateway': of('AWS::EC2::InternetGateway', [
    'ec2:CreateInternetGateway',
    'ec2:DeleteInternetGateway',
    'ec2:CreateTags',
    ec2Reads,
  ]),
  'AWS::EC2::VPCGatewayAttachment': of('AWS::EC2::VPCGatewayAttachment', [
    'ec2:AttachInternetGateway',
    'ec2:DetachInternetGateway',
    ec2Reads,
  ]),
  'AWS::EC2::RouteTable': of('AWS::EC2::RouteTable', [
    'ec2:CreateRouteTable',
    'ec2:DeleteRouteTable',
    'ec2:CreateTags',
    ec2Reads,
  ]),
  'AWS::EC2::Route': of('AWS::EC2::Route', ['ec2:CreateRoute', 'ec2:DeleteRoute', ec2Reads]),
  'AWS::EC2::SubnetRouteTableAssociation': of('AWS::EC2::SubnetRouteTableAssociation', [
    'ec2:AssociateRouteTable',
    'ec2:DisassociateRouteTable',
    ec2Reads,
  ]),
  'AWS::EC2::SecurityGroup': of('AWS::EC2::SecurityGroup', [
    'ec2:CreateSecurityGroup',
    'ec2:AuthorizeSecurityGroupEgress',
    'ec2:RevokeSecurityGroupEgress',
    'ec2:DeleteSecurityGroup',
    'ec2:CreateTags',
    ec2Reads,
  ]),
  'AWS::EC2::SecurityGroupIngress': of('AWS::EC2::SecurityGroupIngress', [
    'ec2:AuthorizeSecurityGroupIngress',
    'ec2:RevokeSecurityGroupIngress',
    ec2Reads,
  ]),
  'AWS::EC2::VPCEndpoint': of('AWS::EC2::VPCEndpoint', [
    'ec2:CreateVpcEndpoint',
    'ec2:ModifyVpcEndpoint',
    'ec2:DeleteVpcEndpoints',
    'ec2:CreateTags',
    ec2Reads,
  ]),
  'AWS::EC2::Instance': of('AWS::EC2::Instance', [
    'ec2:RunInstances',
    'ec2:ModifyInstanceAttribute',
    'ec2:ModifyInstanceMetadataOptions',
    'ec2:StopInstances',
    'ec2:TerminateInstances',
    'ec2:CreateTags',
    'iam:PassRole',
    'ssm:GetParameters',
    ec2Reads,
  ]),
  'AWS::ElasticLoadBalancing::LoadBalancer': {
    actions: [
      'elasticloadbalancing:AddTags',
      'elasticloadbalancing:ApplySecurityGroupsToLoadBalancer',
      'elasticloadbalancing:AttachLoadBalancerToSubnets',
      'elasticloadbalancing:ConfigureHealthCheck',
      'elasticloadbalancing:CreateLoadBalancer',
      'elasticloadbalancing:CreateLoadBalancerListeners',
      'elasticloadbalancing:DeleteLoadBalancer',
      'elasticloadbalancing:DeregisterInstancesFromLoadBalancer',
      'elasticloadbalancing:ModifyLoadBalancerAttributes',
      'elasticloadbalancing:RegisterInstancesWithLoadBalancer',
      'elasticloadbalancing:RemoveTags',
      'elasticloadbalancing:Describe*',
      'iam:CreateServiceLinkedRole',
    ],
    // The type is older than the registry's handlers: its calls are those of the API that its properties
    // stand for.
    source:
      'Service Authorization Reference, Elastic Load Balancing (classic); ' +
      'IAM user guide, service-linked roles',
  },
  'AWS::IAM::Role': of('AWS::IAM::Role', [
    'iam:CreateRole',
    'iam:PutRolePolicy',
    'iam:DeleteRolePolicy',
    'iam:DeleteRole',
    'iam:GetRole',
    'iam:GetRolePolicy',
    'iam:ListAttachedRolePolicies',
    'iam:ListRolePolicies',
    'iam:ListRoleTags',
    'iam:TagRole',
    'iam:UntagRole',
  ]),
  'AWS::IAM::InstanceProfile': of('AWS::IAM::InstanceProfile', [
    'iam:CreateInstanceProfile',
    'iam:AddRoleToInstanceProfile',
    'iam:RemoveRoleFromInstanceProfile',
    'iam:DeleteInstanceProfile',
    'iam:GetInstanceProfile',
    'iam:ListInstanceProfilesForRole',
    'iam:PassRole',
  ]),
  'AWS::IAM::ManagedPolicy': of('AWS::IAM::ManagedPolicy', [
    'iam:CreatePolicy',
    'iam:DeletePolicy',
    'iam:DeletePolicyVersion',
    'iam:GetPolicy',
    'iam:GetPolicyVersion',
    'iam:ListEntitiesForPolicy',
    'iam:ListPolicyVersions',
  ]),
  'AWS::Lambda::Function': of('AWS::Lambda::Function', [
    'lambda:CreateFunction',
    'lambda:DeleteFunction',
    'lambda:Get*',
    'lambda:ListTags',
    'lambda:TagResource',
    'lambda:UntagResource',
    'iam:PassRole',
    ec2Reads,
  ]),
  'AWS::Lambda::Permission': of('AWS::Lambda::Permission', [
    'lambda:AddPermission',
    'lambda:RemovePermission',
    'lambda:Get*',
  ]),
  'AWS::Logs::LogGroup': of('AWS::Logs::LogGroup', [
    'logs:CreateLogGroup',
    'logs:DeleteLogGroup',
    'logs:DeleteRetentionPolicy',
    'logs:DescribeLogGroups',
    'logs:ListTagsForResource',
    'logs:PutRetentionPolicy',
    'logs:TagResource',
    'logs:UntagResource',
  ]),
  'AWS::ApiGateway::RestApi': of('AWS::ApiGateway::RestApi', [
    'apigateway:DELETE',
    'apigateway:GET',
    'apigateway:PATCH',
    'apigateway:POST',
    'apigateway:PUT',
  ]),
  'AWS::ApiGateway::Resource': of('AWS::ApiGateway::Resource', [
    'apigateway:DELETE',
    'apigateway:GET',
    'apigateway:POST',
  ]),
  'AWS::ApiGateway::Method': of('AWS::ApiGateway::Method', [
    'apigateway:DELETE',
    'apigateway:GET',
    'apigateway:PUT',
  ]),
  'AWS::ApiGateway::Deployment': of('AWS::ApiGateway::Deployment', [
    'apigateway:DELETE',
    'apigateway:GET',
    'apigateway:POST',
  ]),
  'AWS::ApiGateway::Stage': of('AWS::ApiGateway::Stage', [
    'apigateway:DELETE',
    'apigateway:GET',
    'apigateway:PATCH',
    'apigateway:POST',
    'apigateway:PUT',
  ]),
  'AWS::Scheduler::ScheduleGroup': of('AWS::Scheduler::ScheduleGroup', [
    'scheduler:CreateScheduleGroup',
    'scheduler:DeleteScheduleGroup',
    'scheduler:GetScheduleGroup',
    'scheduler:ListTagsForResource',
    'scheduler:TagResource',
    'scheduler:UntagResource',
  ]),
  'AWS::CloudFormation::WaitCondition': {
    actions: [],
    source: 'CloudFormation user guide: nothing is called',
  },
  'AWS::CloudFormation::WaitConditionHandle': {
    actions: [],
    source: 'CloudFormation user guide: nothing is called',
  },
}

function of(type: string, actions: readonly string[]): TypePermissions {
  return { actions, source: registry(type) }
}
