import type { Billable } from '../../../shared/billable.ts'

/** Why something is not there, in a sentence. */
interface Reason {
  none: string
}

/** What the parts of Sluice that know resource types know of one. */
export interface Knowledge {
  /** The questions of the receipt that would find one that was left: `Question.covers`. */
  receipt: readonly string[] | Reason
  /** Whether the checks before a start compare it with a quota of the account. */
  quota: 'checked' | Reason
  /** What of it costs money. */
  price: readonly Billable['kind'][] | Reason
  /**
   * How it goes: `at once`; `with its owner`, which is named in the note; `in turns` of the account; or
   * `leaves interfaces`, for which the deletion of base waits.
   */
  removal: readonly ('at once' | 'with its owner' | 'in turns' | 'leaves interfaces')[]
  /** What else decides how it is removed. */
  note?: string
}

const inVpc = 'goes with the VPC, of which the receipt asks'
const ofApi = { none: 'belongs to its API, of which the receipt asks' }
const ofListener = { none: 'belongs to its load balancer, of which the receipt asks' }
const free: Reason = { none: 'AWS charges nothing for it' }
const plenty = (why: string): Reason => ({ none: why })
const withinApi = plenty('a limit of each API, of 300 or 10; a template has a few')
const withinVpc = plenty('a limit of each VPC, which is new')
const regionalApis = plenty('600 regional APIs a Region, which Service Quotas does not have')
const roles = plenty('1,000 an account; a deployment has four')

/** Everything that the templates make, by its type. */
export const resourceKnowledge: Readonly<Record<string, Knowledge>> = {
  'AWS::ApiGateway::Deployment': {
    receipt: ofApi,
    quota: withinApi,
    price: free,
    removal: ['with its owner'],
  },
  'AWS::ApiGateway::Method': { receipt: ofApi, quota: withinApi, price: free, removal: ['with its owner'] },
  'AWS::ApiGateway::Resource': { receipt: ofApi, quota: withinApi, price: free, removal: ['with its owner'] },
  'AWS::ApiGateway::RestApi': {
    receipt: ['apigateway:restapis'],
    quota: regionalApis,
    price: ['rest-api'],
    removal: ['in turns'],
  },
  'AWS::ApiGateway::Stage': { receipt: ofApi, quota: withinApi, price: free, removal: ['with its owner'] },
  'AWS::ApiGatewayV2::Api': {
    receipt: ['apigateway:apis'],
    quota: regionalApis,
    price: ['http-api'],
    removal: ['at once'],
  },
  'AWS::ApiGatewayV2::Integration': {
    receipt: ofApi,
    quota: withinApi,
    price: free,
    removal: ['with its owner'],
    note: 'A VPC link that it uses goes after it.',
  },
  'AWS::ApiGatewayV2::Route': { receipt: ofApi, quota: withinApi, price: free, removal: ['with its owner'] },
  'AWS::ApiGatewayV2::Stage': { receipt: ofApi, quota: withinApi, price: free, removal: ['with its owner'] },
  'AWS::ApiGatewayV2::VpcLink': {
    receipt: ['apigateway:vpclinks'],
    quota: 'checked',
    price: { none: "AWS's pages name no charge for it; the load balancer behind it has one" },
    removal: ['in turns', 'leaves interfaces'],
  },
  'AWS::CloudFormation::WaitCondition': {
    receipt: { none: 'exists in its stack only' },
    quota: plenty('there is none'),
    price: free,
    removal: ['at once'],
  },
  'AWS::CloudFormation::WaitConditionHandle': {
    receipt: { none: 'exists in its stack only' },
    quota: plenty('there is none'),
    price: free,
    removal: ['at once'],
  },
  'AWS::EC2::Instance': {
    receipt: ['ec2:instance', 'ec2:volume'],
    quota: 'checked',
    price: ['instance', 'volume'],
    removal: ['at once'],
    note: 'In a public subnet it has an address that costs money as well.',
  },
  'AWS::EC2::InternetGateway': {
    receipt: ['ec2:internet-gateway'],
    quota: plenty('as many as VPCs, which are checked'),
    price: free,
    removal: ['at once'],
  },
  'AWS::EC2::Route': {
    receipt: { none: 'belongs to its route table, of which the receipt asks' },
    quota: withinVpc,
    price: free,
    removal: ['with its owner'],
  },
  'AWS::EC2::RouteTable': {
    receipt: ['ec2:route-table'],
    quota: withinVpc,
    price: free,
    removal: ['at once'],
  },
  'AWS::EC2::SecurityGroup': {
    receipt: ['ec2:security-group'],
    quota: plenty('2,500 a Region; a deployment has fewer than ten'),
    price: free,
    removal: ['at once'],
    note: 'As long as an interface has it, it cannot be deleted: base waits for those.',
  },
  'AWS::EC2::SecurityGroupIngress': {
    receipt: { none: 'belongs to its security group, of which the receipt asks' },
    quota: withinVpc,
    price: free,
    removal: ['with its owner'],
  },
  'AWS::EC2::Subnet': {
    receipt: ['ec2:subnet'],
    quota: withinVpc,
    price: free,
    removal: ['at once'],
    note: 'As long as an interface is in it, it cannot be deleted: base waits for those.',
  },
  'AWS::EC2::SubnetRouteTableAssociation': {
    receipt: { none: 'belongs to its route table, of which the receipt asks' },
    quota: withinVpc,
    price: free,
    removal: ['with its owner'],
  },
  'AWS::EC2::VPC': { receipt: ['ec2:vpc'], quota: 'checked', price: free, removal: ['at once'] },
  'AWS::EC2::VPCEndpoint': {
    receipt: ['ec2:vpc-endpoint'],
    quota: plenty('20 gateway endpoints a Region, one a VPC here'),
    price: { none: 'gateway endpoints are free' },
    removal: ['at once'],
  },
  'AWS::EC2::VPCGatewayAttachment': {
    receipt: { none: inVpc },
    quota: withinVpc,
    price: free,
    removal: ['with its owner'],
  },
  'AWS::ElasticLoadBalancing::LoadBalancer': {
    receipt: ['elasticloadbalancing:loadbalancer'],
    quota: 'checked',
    price: ['classic-load-balancer', 'public-address'],
    removal: ['leaves interfaces'],
  },
  'AWS::ElasticLoadBalancingV2::Listener': {
    receipt: ofListener,
    quota: plenty('50 a load balancer'),
    price: { none: 'its load balancer is charged for' },
    removal: ['with its owner'],
    note: 'A certificate that it uses goes after it.',
  },
  'AWS::ElasticLoadBalancingV2::ListenerRule': {
    receipt: ofListener,
    quota: plenty('100 a load balancer'),
    price: { none: 'its load balancer is charged for; ten rules are free' },
    removal: ['with its owner'],
  },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    receipt: ['elasticloadbalancing:loadbalancer/app'],
    quota: 'checked',
    price: ['application-load-balancer', 'public-address'],
    removal: ['leaves interfaces'],
  },
  'AWS::ElasticLoadBalancingV2::TargetGroup': {
    receipt: ['elasticloadbalancing:targetgroup'],
    quota: 'checked',
    price: { none: 'its load balancer is charged for' },
    removal: ['at once'],
    note: 'As long as a listener forwards to it, it cannot be deleted.',
  },
  'AWS::IAM::InstanceProfile': {
    receipt: ['iam:instance-profile'],
    quota: plenty('1,000 an account; a deployment has one'),
    price: free,
    removal: ['at once'],
  },
  'AWS::IAM::ManagedPolicy': {
    receipt: ['iam:policy'],
    quota: plenty('1,500 an account; a deployment has one at most'),
    price: free,
    removal: ['at once'],
  },
  'AWS::IAM::Role': { receipt: ['iam:role'], quota: roles, price: free, removal: ['at once'] },
  'AWS::IAM::ServerCertificate': {
    receipt: ['iam:server-certificate'],
    quota: 'checked',
    price: free,
    removal: ['at once'],
    note: 'As long as a listener uses it, it cannot be deleted.',
  },
  'AWS::Lambda::Function': {
    receipt: ['lambda:function'],
    quota: plenty('functions have none; how many run at once is a check of its own'),
    price: ['function'],
    removal: ['leaves interfaces'],
  },
  'AWS::Lambda::Permission': {
    receipt: { none: 'belongs to its function, of which the receipt asks' },
    quota: plenty('20 KB of policy a function'),
    price: free,
    removal: ['with its owner'],
  },
  'AWS::Lambda::Url': {
    receipt: { none: 'belongs to its function, of which the receipt asks' },
    quota: plenty('one a function'),
    price: { none: 'the function behind it is charged for' },
    removal: ['with its owner'],
  },
  'AWS::Logs::LogGroup': {
    receipt: ['logs:log-group'],
    quota: plenty('1,000,000 a Region'),
    price: { none: 'what is logged is charged for, with the function' },
    removal: ['at once'],
  },
  'AWS::Scheduler::ScheduleGroup': {
    receipt: ['scheduler:schedule-group'],
    quota: plenty('500 a Region; a deployment has one'),
    price: free,
    removal: ['at once'],
    note: 'Its schedules go with it.',
  },
}
