/** The permission that a call of the app needs, and the resources that it is limited to. */
export interface CallPermission {
  action: string
  /** `all`: the action has no resource, or reads things that are not Sluice's. */
  on: 'own stacks' | 'own schedules' | 'own logs' | 'commands' | 'public parameters' | 'all'
  why: string
  /** Sluice works without it: its lack is no reason to ask before a start. */
  optional?: true
}

const look = (action: string, why: string): CallPermission => ({ action, on: 'all', why })

/**
 * Every operation that the app itself calls → the permission that the person needs. Kept by hand; a test
 * compares it with the sources. Source: Service Authorization Reference, one page a service, "Actions
 * defined by …".
 */
export const calls: Readonly<Record<string, CallPermission>> = {
  CreateStack: { action: 'cloudformation:CreateStack', on: 'own stacks', why: 'creates the stacks' },
  DeleteStack: { action: 'cloudformation:DeleteStack', on: 'own stacks', why: 'deletes the stacks' },
  DescribeStacks: { action: 'cloudformation:DescribeStacks', on: 'own stacks', why: 'follows a stack' },
  DescribeStackEvents: {
    action: 'cloudformation:DescribeStackEvents',
    on: 'own stacks',
    why: 'reports each resource, and why one failed',
  },
  ListStackResources: {
    action: 'cloudformation:ListStackResources',
    on: 'own stacks',
    why: 'records what was created, for the receipt',
  },
  ListStacks: look('cloudformation:ListStacks', 'finds stacks that were left behind'),
  ValidateTemplate: look('cloudformation:ValidateTemplate', 'checks the templates before the start'),
  CreateSchedule: {
    action: 'scheduler:CreateSchedule',
    on: 'own schedules',
    why: "arms the dead man's switch",
  },
  UpdateSchedule: {
    action: 'scheduler:UpdateSchedule',
    on: 'own schedules',
    why: 'moves it when a deployment is extended',
  },
  ListScheduleGroups: look('scheduler:ListScheduleGroups', 'receipt'),
  SendCommand: { action: 'ssm:SendCommand', on: 'commands', why: 'drives load from the load generator' },
  GetCommandInvocation: look('ssm:GetCommandInvocation', 'fetches its output'),
  CancelCommand: look('ssm:CancelCommand', 'cancels it'),
  DescribeInstanceInformation: look(
    'ssm:DescribeInstanceInformation',
    'finds out when the load generator takes commands',
  ),
  GetParameters: { action: 'ssm:GetParameters', on: 'public parameters', why: 'the machine image' },
  GetCallerIdentity: look('sts:GetCallerIdentity', 'who is calling; nobody needs a permission for it'),
  ListAccountAliases: look('iam:ListAccountAliases', 'the name of the account, shown for confirmation'),
  SimulatePrincipalPolicy: look('iam:SimulatePrincipalPolicy', 'checks these permissions before the start'),
  GetRole: look(
    'iam:GetRole',
    'finds the path of the role that the credentials belong to, and the roles that services make',
  ),
  DescribeAvailabilityZones: look('ec2:DescribeAvailabilityZones', 'chooses zones'),
  DescribeInstanceTypeOfferings: look(
    'ec2:DescribeInstanceTypeOfferings',
    'chooses zones that have the instance types',
  ),
  DescribeConfigurationRecorderStatus: look(
    'config:DescribeConfigurationRecorderStatus',
    'whether AWS Config records what is created, which costs money',
  ),
  DescribeVpcBlockPublicAccessOptions: look(
    'ec2:DescribeVpcBlockPublicAccessOptions',
    'whether a VPC can reach the internet here',
  ),
  DescribeRegions: look('ec2:DescribeRegions', 'lists the Regions, to choose one and to sweep all of them'),
  DescribeAddresses: look('ec2:DescribeAddresses', 'receipt'),
  DescribeInstances: look(
    'ec2:DescribeInstances',
    'receipt, the vCPU quota, and whether an instance was lost',
  ),
  DescribeInternetGateways: look('ec2:DescribeInternetGateways', 'receipt'),
  DescribeNetworkInterfaces: look(
    'ec2:DescribeNetworkInterfaces',
    'waits until they are gone; CloudFormation needs it too, to delete functions in a VPC',
  ),
  DescribeRouteTables: look('ec2:DescribeRouteTables', 'receipt'),
  DescribeSecurityGroups: look('ec2:DescribeSecurityGroups', 'receipt'),
  DescribeSubnets: look('ec2:DescribeSubnets', 'receipt'),
  DescribeVolumes: look('ec2:DescribeVolumes', 'receipt'),
  DescribeVpcEndpoints: look('ec2:DescribeVpcEndpoints', 'receipt, and whether GuardDuty adds endpoints'),
  DescribeVpcs: look('ec2:DescribeVpcs', 'receipt, and the VPC quota'),
  DescribeLoadBalancers: look('elasticloadbalancing:DescribeLoadBalancers', 'receipt, and the quotas'),
  DescribeTargetGroups: look('elasticloadbalancing:DescribeTargetGroups', 'receipt, and the quota'),
  ListFunctions: look('lambda:ListFunctions', 'receipt, and whether other workloads share the limits'),
  GetAccountSettings: look('lambda:GetAccountSettings', 'the concurrency limit'),
  GetAccount: look('apigateway:GET', "the account's throttle"),
  GetApis: look('apigateway:GET', 'receipt, and whether HTTP and WebSocket APIs share the limits'),
  GetVpcLinks: look('apigateway:GET', 'receipt, and the quota'),
  GetRestApis: look('apigateway:GET', 'receipt, and whether other workloads share the limits'),
  ListRoles: look('iam:ListRoles', 'receipt'),
  ListPolicies: look('iam:ListPolicies', 'receipt'),
  ListInstanceProfiles: look('iam:ListInstanceProfiles', 'receipt'),
  ListServerCertificates: look('iam:ListServerCertificates', 'receipt'),
  GetAccountSummary: look('iam:GetAccountSummary', 'how many server certificates there may be'),
  DescribeLogGroups: look('logs:DescribeLogGroups', 'receipt'),
  FilterLogEvents: {
    action: 'logs:FilterLogEvents',
    on: 'own logs',
    why: "what Lambda bills for an invocation; without it the client's latency has to do",
    optional: true,
  },
  GetResources: look('tag:GetResources', 'receipt'),
  GetProducts: {
    ...look('pricing:GetProducts', 'the prices of the Region; without it a built-in table has to do'),
    optional: true,
  },
  GetServiceQuota: look('servicequotas:GetServiceQuota', 'checks the limits before the start'),
}

/** Calls that are made before there are credentials, or that no policy can deny. */
export const unsigned: readonly string[] = ['RegisterClient', 'StartDeviceAuthorization', 'CreateToken']
