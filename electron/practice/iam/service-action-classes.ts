import { tagsStay, words, type ActionClasses } from './action-classes.ts'

const noHandlers = 'CloudFormation does not ask AWS: the type has no handlers in the registry'

/** All resource types but those of EC2. */
export const serviceActionClasses: Readonly<Record<string, ActionClasses>> = {
  'AWS::ApiGateway::RestApi': {
    always: words('apigateway:DELETE apigateway:GET apigateway:PATCH apigateway:POST apigateway:PUT'),
    when: {
      BodyS3Location: ['s3:GetObject'],
      Policy: ['apigateway:UpdateRestApiPolicy'],
      Body: ['iam:PassRole'],
    },
  },
  'AWS::ApiGateway::Resource': { always: words('apigateway:DELETE apigateway:GET apigateway:POST') },
  'AWS::ApiGateway::Method': {
    always: words('apigateway:DELETE apigateway:GET apigateway:PUT'),
    notForUs: { 'no integration has credentials': ['iam:PassRole'] },
  },
  'AWS::ApiGateway::Deployment': {
    always: words('apigateway:DELETE apigateway:GET apigateway:POST'),
    when: { StageDescription: ['apigateway:PATCH', 'apigateway:PUT'] },
  },
  'AWS::ApiGateway::Stage': {
    always: words('apigateway:DELETE apigateway:GET apigateway:PATCH apigateway:POST apigateway:PUT'),
  },
  'AWS::CloudFormation::WaitCondition': { always: [], notForUs: { [noHandlers]: [] } },
  'AWS::CloudFormation::WaitConditionHandle': { always: [], notForUs: { [noHandlers]: [] } },
  'AWS::ElasticLoadBalancing::LoadBalancer': {
    always: words(`ec2:DescribeSecurityGroups elasticloadbalancing:ConfigureHealthCheck
      elasticloadbalancing:CreateLoadBalancer elasticloadbalancing:DeleteLoadBalancer
      elasticloadbalancing:DescribeLoadBalancerAttributes elasticloadbalancing:DescribeLoadBalancerPolicies
      elasticloadbalancing:DescribeLoadBalancers elasticloadbalancing:DescribeTags
      elasticloadbalancing:ModifyLoadBalancerAttributes`),
    when: {
      AppCookieStickinessPolicy: ['elasticloadbalancing:CreateAppCookieStickinessPolicy'],
      Instances: ['elasticloadbalancing:RegisterInstancesWithLoadBalancer'],
      LBCookieStickinessPolicy: ['elasticloadbalancing:CreateLBCookieStickinessPolicy'],
      Policies: words(`elasticloadbalancing:CreateLoadBalancerPolicy
        elasticloadbalancing:SetLoadBalancerPoliciesForBackendServer
        elasticloadbalancing:SetLoadBalancerPoliciesOfListener`),
      Tags: ['elasticloadbalancing:AddTags'],
    },
    notForUs: {
      [tagsStay]: ['elasticloadbalancing:RemoveTags'],
      'only a load balancer without security groups gets one': ['ec2:CreateSecurityGroup'],
    },
    unnamed: {
      create: {
        actions: ['iam:CreateServiceLinkedRole'],
        source:
          'Elastic Load Balancing user guide, "Service-linked role": the first load balancer of an account',
      },
    },
  },
  'AWS::IAM::Role': {
    always: words(`iam:CreateRole iam:DeleteRole iam:GetRole iam:ListAttachedRolePolicies
      iam:ListRolePolicies`),
    when: {
      ManagedPolicyArns: ['iam:AttachRolePolicy', 'iam:DetachRolePolicy'],
      Policies: ['iam:DeleteRolePolicy', 'iam:GetRolePolicy', 'iam:PutRolePolicy'],
      Tags: ['iam:ListRoleTags', 'iam:TagRole', 'iam:UntagRole'],
    },
  },
  'AWS::IAM::InstanceProfile': {
    always: words(`iam:AddRoleToInstanceProfile iam:CreateInstanceProfile iam:DeleteInstanceProfile
      iam:GetInstanceProfile iam:PassRole iam:RemoveRoleFromInstanceProfile`),
  },
  'AWS::IAM::ManagedPolicy': {
    always: words(`iam:CreatePolicy iam:DeletePolicy iam:DeletePolicyVersion iam:GetPolicy
      iam:GetPolicyVersion iam:ListEntitiesForPolicy iam:ListPolicyVersions`),
    when: {
      Groups: ['iam:AttachGroupPolicy', 'iam:DetachGroupPolicy'],
      Roles: ['iam:AttachRolePolicy', 'iam:DetachRolePolicy'],
      Users: ['iam:AttachUserPolicy', 'iam:DetachUserPolicy'],
    },
  },
  'AWS::Lambda::Function': {
    always: words(`iam:PassRole lambda:CreateFunction lambda:DeleteFunction lambda:GetFunction
      lambda:GetFunctionCodeSigningConfig lambda:GetFunctionRecursionConfig
      lambda:GetFunctionScalingConfig lambda:GetRuntimeManagementConfig`),
    when: {
      CapacityProviderConfig: ['lambda:PassCapacityProvider'],
      CodeSigningConfigArn: ['lambda:GetCodeSigningConfig'],
      FileSystemConfigs: ['elasticfilesystem:DescribeMountTargets', 's3files:ListMountTargets'],
      FunctionScalingConfig: ['lambda:PutFunctionScalingConfig'],
      KmsKeyArn: words('kms:CreateGrant kms:Decrypt kms:DescribeKey kms:Encrypt kms:GenerateDataKey'),
      Layers: ['lambda:GetLayerVersion'],
      RecursiveLoop: ['lambda:PutFunctionRecursionConfig'],
      ReservedConcurrentExecutions: ['lambda:PutFunctionConcurrency'],
      RuntimeManagementConfig: ['lambda:PutRuntimeManagementConfig'],
      Tags: ['lambda:ListTags', 'lambda:TagResource'],
      VpcConfig: words(`ec2:DescribeNetworkInterfaces ec2:DescribeSecurityGroups ec2:DescribeSubnets
        ec2:DescribeVpcs`),
    },
    notForUs: {
      [tagsStay]: ['lambda:UntagResource'],
      'the code stands in the template': ['s3:GetObject', 's3:GetObjectVersion'],
    },
  },
  'AWS::Lambda::Permission': {
    always: words('lambda:AddPermission lambda:GetPolicy lambda:RemovePermission'),
  },
  'AWS::Logs::LogGroup': {
    always: words(`logs:CreateLogGroup logs:DeleteLogGroup logs:DescribeIndexPolicies
      logs:DescribeLogGroups logs:DescribeResourcePolicies logs:GetDataProtectionPolicy
      logs:ListTagsForResource`),
    when: {
      BearerTokenAuthenticationEnabled: ['logs:PutBearerTokenAuthentication'],
      DataProtectionPolicy: words(`firehose:TagDeliveryStream logs:CreateLogDelivery
        logs:DeleteDataProtectionPolicy logs:PutDataProtectionPolicy s3:REST.PUT.OBJECT`),
      FieldIndexPolicies: ['logs:PutIndexPolicy'],
      ResourcePolicyDocument: ['logs:PutResourcePolicy'],
      RetentionInDays: ['logs:PutRetentionPolicy'],
      Tags: ['logs:TagResource'],
    },
    notForUs: { [tagsStay]: ['logs:UntagResource'] },
  },
  'AWS::Scheduler::ScheduleGroup': {
    always: words(`scheduler:CreateScheduleGroup scheduler:DeleteSchedule scheduler:DeleteScheduleGroup
      scheduler:GetScheduleGroup scheduler:ListTagsForResource`),
    when: { Tags: ['scheduler:TagResource'] },
    notForUs: { [tagsStay]: ['scheduler:UntagResource'] },
  },
}
