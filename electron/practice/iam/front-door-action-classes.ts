import { tagsStay, words, type ActionClasses } from './action-classes.ts'

const linkedRole = {
  'the role stays when the link goes, as other links of the account need it': words(
    'iam:DeleteServiceLinkedRole iam:GetServiceLinkedRoleDeletionStatus',
  ),
}
const openApi = { 'the API stands in the template, not in a file in S3': ['s3:getObject'] }
const elbTags = { Tags: ['elasticloadbalancing:AddTags'] }
const elbTagsStay = { [tagsStay]: ['elasticloadbalancing:RemoveTags'] }

/** HTTP APIs, VPC links, application load balancers, function URLs and certificates. */
export const frontDoorActionClasses: Readonly<Record<string, ActionClasses>> = {
  'AWS::ApiGatewayV2::Api': {
    always: words('apigateway:DELETE apigateway:GET apigateway:POST'),
    when: { Tags: ['apigateway:PUT'] },
    notForUs: { ...openApi, [tagsStay]: ['apigateway:PATCH'] },
  },
  'AWS::ApiGatewayV2::Integration': {
    always: words('apigateway:DELETE apigateway:GET apigateway:POST'),
    notForUs: { 'no integration has credentials': ['iam:PassRole'] },
  },
  'AWS::ApiGatewayV2::Route': { always: words('apigateway:DELETE apigateway:GET apigateway:POST') },
  'AWS::ApiGatewayV2::Stage': {
    always: words('apigateway:DELETE apigateway:GET apigateway:POST'),
    when: { Tags: ['apigateway:TagResource'] },
    notForUs: { [tagsStay]: ['apigateway:UntagResource'] },
  },
  'AWS::ApiGatewayV2::VpcLink': {
    always: words('apigateway:DELETE apigateway:GET apigateway:POST iam:CreateServiceLinkedRole'),
    when: { Tags: ['apigateway:PUT', 'apigateway:TagResource'] },
    notForUs: { ...linkedRole, [tagsStay]: ['apigateway:PATCH'] },
  },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    always: words(`elasticloadbalancing:CreateLoadBalancer elasticloadbalancing:DeleteLoadBalancer
      elasticloadbalancing:DescribeCapacityReservation elasticloadbalancing:DescribeLoadBalancerAttributes
      elasticloadbalancing:DescribeLoadBalancers elasticloadbalancing:DescribeTags`),
    when: {
      ...elbTags,
      Ipv4IpamPoolId: ['ec2:DescribeIpamPools'],
      LoadBalancerAttributes: ['elasticloadbalancing:ModifyLoadBalancerAttributes'],
      MinimumLoadBalancerCapacity: ['elasticloadbalancing:ModifyCapacityReservation'],
      SecurityGroups: ['elasticloadbalancing:SetSecurityGroups'],
    },
    notForUs: elbTagsStay,
    unnamed: {
      create: {
        actions: ['iam:CreateServiceLinkedRole'],
        source:
          'Elastic Load Balancing user guide, "Service-linked role": the first load balancer of an account',
      },
    },
  },
  'AWS::ElasticLoadBalancingV2::TargetGroup': {
    always: words(`elasticloadbalancing:CreateTargetGroup elasticloadbalancing:DeleteTargetGroup
      elasticloadbalancing:DescribeTags elasticloadbalancing:DescribeTargetGroupAttributes
      elasticloadbalancing:DescribeTargetGroups elasticloadbalancing:DescribeTargetHealth`),
    when: {
      ...elbTags,
      TargetGroupAttributes: ['elasticloadbalancing:ModifyTargetGroupAttributes'],
      Targets: ['elasticloadbalancing:RegisterTargets'],
    },
    notForUs: elbTagsStay,
  },
  'AWS::ElasticLoadBalancingV2::Listener': {
    always: words(`elasticloadbalancing:CreateListener elasticloadbalancing:DeleteListener
      elasticloadbalancing:DescribeListenerAttributes elasticloadbalancing:DescribeListeners
      elasticloadbalancing:DescribeTags`),
    when: { ...elbTags, ListenerAttributes: ['elasticloadbalancing:ModifyListenerAttributes'] },
    notForUs: {
      ...elbTagsStay,
      'no listener authenticates with Cognito': ['cognito-idp:DescribeUserPoolClient'],
    },
  },
  'AWS::ElasticLoadBalancingV2::ListenerRule': {
    always: words(`elasticloadbalancing:CreateRule elasticloadbalancing:DeleteRule
      elasticloadbalancing:DescribeRules elasticloadbalancing:DescribeTags`),
    when: elbTags,
    notForUs: {
      ...elbTagsStay,
      'no rule authenticates with Cognito': ['cognito-idp:DescribeUserPoolClient'],
    },
  },
  'AWS::IAM::ServerCertificate': {
    always: words('iam:DeleteServerCertificate iam:GetServerCertificate iam:UploadServerCertificate'),
    when: { Tags: words('iam:ListServerCertificateTags iam:TagServerCertificate') },
    notForUs: { [tagsStay]: ['iam:UntagServerCertificate'] },
  },
  'AWS::Lambda::Url': {
    always: words(
      'lambda:CreateFunctionUrlConfig lambda:DeleteFunctionUrlConfig lambda:GetFunctionUrlConfig',
    ),
  },
}
