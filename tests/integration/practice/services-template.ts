/** One of everything that the practice account's services describe, in one stack. */
export const everythingTemplate = JSON.stringify({
  AWSTemplateFormatVersion: '2010-09-09',
  Parameters: {
    Image: {
      Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>',
      Default: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
    },
  },
  Resources: {
    Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
    Subnet: {
      Type: 'AWS::EC2::Subnet',
      Properties: {
        VpcId: { Ref: 'Vpc' },
        CidrBlock: '10.0.1.0/24',
        AvailabilityZone: 'us-west-2b',
        Tags: [{ Key: 'Name', Value: 'inside' }],
      },
    },
    Gateway: { Type: 'AWS::EC2::InternetGateway' },
    Attachment: {
      Type: 'AWS::EC2::VPCGatewayAttachment',
      Properties: { VpcId: { Ref: 'Vpc' }, InternetGatewayId: { Ref: 'Gateway' } },
    },
    Table: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: { Ref: 'Vpc' } } },
    Route: {
      Type: 'AWS::EC2::Route',
      DependsOn: 'Attachment',
      Properties: {
        RouteTableId: { Ref: 'Table' },
        DestinationCidrBlock: '0.0.0.0/0',
        GatewayId: { Ref: 'Gateway' },
      },
    },
    Association: {
      Type: 'AWS::EC2::SubnetRouteTableAssociation',
      Properties: { RouteTableId: { Ref: 'Table' }, SubnetId: { Ref: 'Subnet' } },
    },
    Endpoint: {
      Type: 'AWS::EC2::VPCEndpoint',
      Properties: {
        VpcId: { Ref: 'Vpc' },
        ServiceName: 'com.amazonaws.us-west-2.s3',
        RouteTableIds: [{ Ref: 'Table' }],
      },
    },
    Group: {
      Type: 'AWS::EC2::SecurityGroup',
      Properties: {
        VpcId: { Ref: 'Vpc' },
        GroupDescription: 'Open to HTTP',
        SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, CidrIp: '0.0.0.0/0' }],
      },
    },
    Instance: {
      Type: 'AWS::EC2::Instance',
      Properties: {
        ImageId: { Ref: 'Image' },
        InstanceType: 't3.small',
        SubnetId: { Ref: 'Subnet' },
        SecurityGroupIds: [{ Ref: 'Group' }],
        PropagateTagsToVolumeOnCreation: true,
      },
    },
    Balancer: {
      Type: 'AWS::ElasticLoadBalancing::LoadBalancer',
      Properties: {
        Listeners: [{ LoadBalancerPort: '80', InstancePort: '8080', Protocol: 'HTTP' }],
        Instances: [{ Ref: 'Instance' }],
        Subnets: [{ Ref: 'Subnet' }],
        SecurityGroups: [{ Ref: 'Group' }],
        HealthCheck: {
          Target: 'TCP:8080',
          Interval: '5',
          Timeout: '2',
          HealthyThreshold: '2',
          UnhealthyThreshold: '2',
        },
      },
    },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        Path: '/sluice/t/',
        PermissionsBoundary: { Ref: 'Boundary' },
        AssumeRolePolicyDocument: {
          Statement: [
            { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
          ],
        },
        Policies: [
          {
            PolicyName: 'logs',
            PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'logs:PutLogEvents', Resource: '*' }] },
          },
        ],
      },
    },
    Boundary: {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: {
        Path: '/sluice/t/',
        PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'logs:*', Resource: '*' }] },
      },
    },
    Profile: {
      Type: 'AWS::IAM::InstanceProfile',
      Properties: { Path: '/sluice/t/', Roles: [{ Ref: 'Role' }] },
    },
    Logs: {
      Type: 'AWS::Logs::LogGroup',
      Properties: { LogGroupName: '/sluice/t/functions', RetentionInDays: 7 },
    },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Code: { ZipFile: 'exports.handler = async () => ({ statusCode: 200 })' },
        Handler: 'index.handler',
        Runtime: 'nodejs24.x',
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        MemorySize: 256,
      },
    },
    Api: {
      Type: 'AWS::ApiGateway::RestApi',
      Properties: {
        Name: 'sluice-t',
        EndpointConfiguration: { Types: ['REGIONAL'] },
        BinaryMediaTypes: ['*/*'],
      },
    },
    Schedules: { Type: 'AWS::Scheduler::ScheduleGroup', Properties: { Name: 'sluice-t' } },
  },
})
