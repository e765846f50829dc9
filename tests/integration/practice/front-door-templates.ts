import { image, of, parameters, ref, template } from './front-door-network.ts'

/** Small templates of one door each. */

const gatewayUserData = `#cloud-config
write_files:
  - path: /etc/nginx/nginx.conf
    content: |
      events { worker_connections 1024; }
      http {
        access_log off;
        upstream origin { server \${OriginAddress}:80; keepalive 64; }
        server {
          listen 443 ssl;
          ssl_certificate tls/gateway.pem;
          ssl_certificate_key tls/gateway.key.pem;
          location / {
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_pass http://origin;
          }
        }
      }
`

const balancer = (scheme: string, groupName: string) => ({
  Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  Properties: {
    Scheme: scheme,
    Subnets: [ref('SubnetA'), ref('SubnetB')],
    SecurityGroups: [ref(groupName)],
    LoadBalancerAttributes: [{ Key: 'idle_timeout.timeout_seconds', Value: '60' }],
  },
})

const targets = {
  Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  Properties: {
    VpcId: ref('Vpc'),
    Port: 80,
    Protocol: 'HTTP',
    TargetType: 'instance',
    Targets: [{ Id: ref('Origin') }],
    HealthCheckPath: '/hello.txt',
    HealthCheckIntervalSeconds: 5,
    HealthCheckTimeoutSeconds: 2,
  },
}

const listener = (protocol: 'HTTP' | 'HTTPS', more: object = {}) => ({
  Type: 'AWS::ElasticLoadBalancingV2::Listener',
  Properties: {
    LoadBalancerArn: ref('Balancer'),
    Port: protocol === 'HTTP' ? 80 : 443,
    Protocol: protocol,
    DefaultActions: [{ Type: 'forward', TargetGroupArn: ref('Targets') }],
    ...more,
  },
})

const places = ['Vpc', 'SubnetA', 'SubnetB', 'BalancerGroup', 'InternalGroup', 'LinkGroup', 'Origin']

/** A public application load balancer over HTTP and TLS, with a certificate of its own. */
export const balancerTemplate = template(
  {
    Certificate: {
      Type: 'AWS::IAM::ServerCertificate',
      Properties: { CertificateBody: ref('Body'), PrivateKey: ref('Key') },
    },
    Balancer: balancer('internet-facing', 'BalancerGroup'),
    Targets: targets,
    Http: listener('HTTP'),
    Https: listener('HTTPS', {
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      Certificates: [{ CertificateArn: of('Certificate', 'Arn') }],
    }),
    Classic: {
      Type: 'AWS::ElasticLoadBalancing::LoadBalancer',
      Properties: {
        Listeners: [
          {
            LoadBalancerPort: '443',
            InstancePort: '80',
            Protocol: 'HTTPS',
            InstanceProtocol: 'HTTP',
            SSLCertificateId: of('Certificate', 'Arn'),
          },
        ],
        Instances: [ref('Origin')],
        Subnets: [ref('SubnetA')],
        SecurityGroups: [ref('BalancerGroup')],
        HealthCheck: {
          Target: 'TCP:80',
          Interval: '5',
          Timeout: '2',
          HealthyThreshold: '2',
          UnhealthyThreshold: '2',
        },
      },
    },
  },
  {
    Parameters: {
      ...parameters(...places, 'Body').Parameters,
      Key: { Type: 'String', NoEcho: true },
    },
    Outputs: {
      Name: { Value: of('Balancer', 'DNSName') },
      ClassicName: { Value: of('Classic', 'DNSName') },
      Certificate: { Value: of('Certificate', 'Arn') },
    },
  },
)

/** An internal load balancer, a VPC link to it, and an HTTP and a REST API through that. */
export const linkTemplate = template(
  {
    Balancer: balancer('internal', 'InternalGroup'),
    Targets: targets,
    Http: listener('HTTP'),
    Rule: {
      Type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
      Properties: {
        ListenerArn: ref('Http'),
        Priority: 1,
        Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/v1/plain/*'] } }],
        Transforms: [
          {
            Type: 'url-rewrite',
            UrlRewriteConfig: { Rewrites: [{ Regex: '^/v1/plain(/.*)$', Replace: '$1' }] },
          },
        ],
        Actions: [{ Type: 'forward', TargetGroupArn: ref('Targets') }],
      },
    },
    Link: {
      Type: 'AWS::ApiGatewayV2::VpcLink',
      Properties: {
        Name: 'link',
        SubnetIds: [ref('SubnetA'), ref('SubnetB')],
        SecurityGroupIds: [ref('LinkGroup')],
        Tags: { purpose: 'test' },
      },
    },
    HttpApi: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'http', ProtocolType: 'HTTP' } },
    HttpIntegration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: ref('HttpApi'),
        IntegrationType: 'HTTP_PROXY',
        IntegrationMethod: 'ANY',
        IntegrationUri: ref('Http'),
        ConnectionType: 'VPC_LINK',
        ConnectionId: ref('Link'),
        PayloadFormatVersion: '1.0',
      },
    },
    HttpRoute: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: ref('HttpApi'),
        RouteKey: '$default',
        Target: { 'Fn::Sub': 'integrations/${HttpIntegration}' },
      },
    },
    HttpStage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { ApiId: ref('HttpApi'), StageName: '$default', AutoDeploy: true },
    },
    RestApi: {
      Type: 'AWS::ApiGateway::RestApi',
      Properties: { Name: 'rest', EndpointConfiguration: { Types: ['REGIONAL'] } },
    },
    Proxy: {
      Type: 'AWS::ApiGateway::Resource',
      Properties: {
        RestApiId: ref('RestApi'),
        ParentId: of('RestApi', 'RootResourceId'),
        PathPart: '{proxy+}',
      },
    },
    ProxyMethod: {
      Type: 'AWS::ApiGateway::Method',
      Properties: {
        RestApiId: ref('RestApi'),
        ResourceId: ref('Proxy'),
        HttpMethod: 'ANY',
        AuthorizationType: 'NONE',
        RequestParameters: { 'method.request.path.proxy': true },
        Integration: {
          Type: 'HTTP_PROXY',
          IntegrationHttpMethod: 'ANY',
          ConnectionType: 'VPC_LINK',
          ConnectionId: ref('Link'),
          IntegrationTarget: ref('Balancer'),
          Uri: { 'Fn::Sub': 'http://${Balancer.DNSName}' },
          RequestTemplates: {
            'application/json': [
              "#set($path = $input.params('proxy'))",
              '#set($context.requestOverride.path = "/$path")',
              '$input.body',
            ].join('\n'),
          },
        },
      },
    },
    RootMethod: {
      Type: 'AWS::ApiGateway::Method',
      Properties: {
        RestApiId: ref('RestApi'),
        ResourceId: of('RestApi', 'RootResourceId'),
        HttpMethod: 'GET',
        AuthorizationType: 'NONE',
        MethodResponses: [{ StatusCode: '200' }],
        Integration: {
          Type: 'MOCK',
          RequestTemplates: { 'application/json': '{"statusCode": 200}' },
          IntegrationResponses: [
            { StatusCode: '200', ResponseTemplates: { 'application/json': '{"from":"the gateway"}' } },
          ],
        },
      },
    },
    Deployment: {
      Type: 'AWS::ApiGateway::Deployment',
      DependsOn: ['ProxyMethod', 'RootMethod', 'Http'],
      Properties: { RestApiId: ref('RestApi') },
    },
    Stage: {
      Type: 'AWS::ApiGateway::Stage',
      Properties: { RestApiId: ref('RestApi'), DeploymentId: ref('Deployment'), StageName: 'v1' },
    },
  },
  { ...parameters(...places), Outputs: { Name: { Value: of('Balancer', 'DNSName') } } },
)

/** An nginx of one's own, in a public subnet and over TLS, before the private origin. */
export const ownGatewayTemplate = template(
  {
    Internet: { Type: 'AWS::EC2::InternetGateway' },
    Attachment: {
      Type: 'AWS::EC2::VPCGatewayAttachment',
      Properties: { VpcId: ref('Vpc'), InternetGatewayId: ref('Internet') },
    },
    Subnet: {
      Type: 'AWS::EC2::Subnet',
      Properties: { VpcId: ref('Vpc'), CidrBlock: '10.0.3.0/24', MapPublicIpOnLaunch: true },
    },
    Table: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: ref('Vpc') } },
    Route: {
      Type: 'AWS::EC2::Route',
      DependsOn: 'Attachment',
      Properties: {
        RouteTableId: ref('Table'),
        DestinationCidrBlock: '0.0.0.0/0',
        GatewayId: ref('Internet'),
      },
    },
    Association: {
      Type: 'AWS::EC2::SubnetRouteTableAssociation',
      Properties: { RouteTableId: ref('Table'), SubnetId: ref('Subnet') },
    },
    Gateway: {
      Type: 'AWS::EC2::Instance',
      DependsOn: ['Route', 'Association'],
      Properties: {
        ImageId: ref('Image'),
        InstanceType: 't3.small',
        SubnetId: ref('Subnet'),
        SecurityGroupIds: [ref('BalancerGroup')],
        UserData: { 'Fn::Base64': { 'Fn::Sub': gatewayUserData } },
      },
    },
  },
  {
    Parameters: {
      ...parameters('Vpc', 'BalancerGroup', 'OriginAddress').Parameters,
      Image: image,
    },
    Outputs: {
      Name: { Value: of('Gateway', 'PublicDnsName') },
      Address: { Value: of('Gateway', 'PublicIp') },
    },
  },
)

const code = `exports.handler = async (event) => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(event),
})`

const url = (properties: object) => ({
  Type: 'AWS::Lambda::Permission',
  Properties: { FunctionName: of('Function', 'Arn'), Principal: '*', ...properties },
})

const httpApi = (name: string, payload: string) => ({
  [name]: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: name, ProtocolType: 'HTTP' } },
  [`${name}Integration`]: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: {
      ApiId: ref(name),
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: of('Function', 'Arn'),
      PayloadFormatVersion: payload,
    },
  },
  [`${name}Route`]: {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: {
      ApiId: ref(name),
      RouteKey: '$default',
      Target: { 'Fn::Sub': `integrations/\${${name}Integration}` },
    },
  },
  [`${name}Stage`]: {
    Type: 'AWS::ApiGatewayV2::Stage',
    Properties: {
      ApiId: ref(name),
      StageName: '$default',
      AutoDeploy: true,
      DefaultRouteSettings: { ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 1000 },
    },
  },
  [`${name}Permission`]: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      FunctionName: of('Function', 'Arn'),
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn: {
        'Fn::Sub': `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${${name}}/*`,
      },
    },
  },
})

/** A function behind two HTTP APIs, one for each payload format, and behind a URL of its own. */
export const functionTemplate = template({
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      },
    },
  },
  Function: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: of('Role', 'Arn'),
      Code: { ZipFile: code },
      MemorySize: 512,
    },
  },
  ...httpApi('One', '1.0'),
  ...httpApi('Two', '2.0'),
  Url: {
    Type: 'AWS::Lambda::Url',
    Properties: { TargetFunctionArn: of('Function', 'Arn'), AuthType: 'NONE' },
  },
  MayUseUrl: url({ Action: 'lambda:InvokeFunctionUrl', FunctionUrlAuthType: 'NONE' }),
  MayInvokeByUrl: url({ Action: 'lambda:InvokeFunction', InvokedViaFunctionUrl: true }),
})
