/** What a call of the app needs, and where it may be held to. */
export interface CallPermission {
  action: string
  /** `all`: the action knows no resource, or looks at things that are not ours. */
  on: 'own stacks' | 'own schedules' | 'commands' | 'public parameters' | 'all'
  why: string
}

const look = (action: string, why: string): CallPermission => ({ action, on: 'all', why })

/**
 * Every operation that the app itself calls → the permission that it needs of the person. Kept by hand; a
 * test holds it against the sources. Source: Service Authorization Reference, one page a service, "Actions
 * defined by …".
 */
export const calls: Readonly<Record<string, CallPermission>> = {
  CreateStack: { action: 'cloudformation:CreateStack', on: 'own stacks', why: 'makes the stacks' },
  DeleteStack: { action: 'cloudformation:DeleteStack', on: 'own stacks', why: 'removes the stacks' },
  DescribeStacks: { action: 'cloudformation:DescribeStacks', on: 'own stacks', why: 'follows a stack' },
  DescribeStackEvents: {
    action: 'cloudformation:DescribeStackEvents',
    on: 'own stacks',
    why: 'tells each resource, and why one failed',
  },
  ListStackResources: {
    action: 'cloudformation:ListStackResources',
    on: 'own stacks',
    why: 'keeps what was made, for the receipt',
  },
  ListStacks: look('cloudformation:ListStacks', 'finds what an earlier Sluice has left'),
  ValidateTemplate: look('cloudformation:ValidateTemplate', 'checks the templates beforehand'),
  CreateSchedule: {
    action: 'scheduler:CreateSchedule',
    on: 'own schedules',
    why: "arms the dead man's switch",
  },
  UpdateSchedule: {
    action: 'scheduler:UpdateSchedule',
    on: 'own schedules',
    why: 'moves it when a deployment is to live longer',
  },
  ListScheduleGroups: look('scheduler:ListScheduleGroups', 'receipt'),
  SendCommand: { action: 'ssm:SendCommand', on: 'commands', why: 'runs wrk on the load generator' },
  GetCommandInvocation: look('ssm:GetCommandInvocation', 'fetches what it printed'),
  CancelCommand: look('ssm:CancelCommand', 'ends it'),
  DescribeInstanceInformation: look(
    'ssm:DescribeInstanceInformation',
    'sees when the load generator takes commands',
  ),
  GetParameters: { action: 'ssm:GetParameters', on: 'public parameters', why: 'the machine image' },
  GetCallerIdentity: look('sts:GetCallerIdentity', 'who is calling; allowed to everybody'),
  ListAccountAliases: look('iam:ListAccountAliases', 'the name of the account, to be recognised'),
  SimulatePrincipalPolicy: look('iam:SimulatePrincipalPolicy', 'checks these permissions beforehand'),
  GetRole: look('iam:GetRole', 'finds the role of the credentials, whose path a session does not tell'),
  DescribeAvailabilityZones: look('ec2:DescribeAvailabilityZones', 'chooses zones'),
  DescribeInstanceTypeOfferings: look(
    'ec2:DescribeInstanceTypeOfferings',
    'chooses zones that have the instance types',
  ),
  DescribeRegions: look('ec2:DescribeRegions', 'offers Regions, and sweeps all of them'),
  DescribeAddresses: look('ec2:DescribeAddresses', 'receipt'),
  DescribeInstances: look(
    'ec2:DescribeInstances',
    'receipt, the vCPU quota, and whether an instance was lost',
  ),
  DescribeInternetGateways: look('ec2:DescribeInternetGateways', 'receipt'),
  DescribeNetworkInterfaces: look(
    'ec2:DescribeNetworkInterfaces',
    'waits until they are gone; also needed of whoever has CloudFormation delete functions in a VPC',
  ),
  DescribeRouteTables: look('ec2:DescribeRouteTables', 'receipt'),
  DescribeSecurityGroups: look('ec2:DescribeSecurityGroups', 'receipt'),
  DescribeSubnets: look('ec2:DescribeSubnets', 'receipt'),
  DescribeVolumes: look('ec2:DescribeVolumes', 'receipt'),
  DescribeVpcEndpoints: look('ec2:DescribeVpcEndpoints', 'receipt'),
  DescribeVpcs: look('ec2:DescribeVpcs', 'receipt, and the VPC quota'),
  DescribeLoadBalancers: look('elasticloadbalancing:DescribeLoadBalancers', 'receipt, and the quota'),
  ListFunctions: look('lambda:ListFunctions', 'receipt, and whether others share the limits'),
  GetAccountSettings: look('lambda:GetAccountSettings', 'the concurrency limit'),
  GetAccount: look('apigateway:GET', "the account's throttle"),
  GetRestApis: look('apigateway:GET', 'receipt, and whether others share the limits'),
  ListRoles: look('iam:ListRoles', 'receipt'),
  ListPolicies: look('iam:ListPolicies', 'receipt'),
  ListInstanceProfiles: look('iam:ListInstanceProfiles', 'receipt'),
  DescribeLogGroups: look('logs:DescribeLogGroups', 'receipt'),
  GetResources: look('tag:GetResources', 'receipt'),
  GetServiceQuota: look('servicequotas:GetServiceQuota', 'checks the limits beforehand'),
}

/** Calls that are made before there are credentials, or that nobody can be denied. */
export const unsigned: readonly string[] = ['RegisterClient', 'StartDeviceAuthorization', 'CreateToken']
