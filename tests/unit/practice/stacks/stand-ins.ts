import { textOf } from '../../../../electron/practice/json-values.ts'
import type { JsonObject, ResourceType } from '../../../../electron/practice/world.ts'

const elb = 'arn:aws:elasticloadbalancing:us-west-2:123456789012'
const hex = '0123456789abcdef'

/** What AWS calls a resource, of types whose names templates or policies look at. */
const names: Readonly<Record<string, (properties: JsonObject, logicalId: string) => string>> = {
  'AWS::ApiGateway::Stage': ({ StageName }) => textOf(StageName),
  'AWS::ApiGatewayV2::Api': () => 'api1',
  'AWS::ApiGatewayV2::Stage': ({ StageName }) => textOf(StageName),
  'AWS::ApiGatewayV2::VpcLink': () => 'link1',
  'AWS::EC2::Instance': (_, logicalId) => `i-${logicalId}`,
  'AWS::ElasticLoadBalancing::LoadBalancer': ({ LoadBalancerName }) => textOf(LoadBalancerName),
  'AWS::ElasticLoadBalancingV2::Listener': ({ LoadBalancerArn }) =>
    `${textOf(LoadBalancerArn).replace(':loadbalancer/', ':listener/')}/${hex}`,
  'AWS::ElasticLoadBalancingV2::ListenerRule': ({ ListenerArn }) =>
    `${textOf(ListenerArn).replace(':listener/', ':listener-rule/')}/${hex}`,
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ({ Name }) => `${elb}:loadbalancer/app/${textOf(Name)}/${hex}`,
  'AWS::ElasticLoadBalancingV2::TargetGroup': ({ Name }) => `${elb}:targetgroup/${textOf(Name)}/${hex}`,
  'AWS::IAM::ServerCertificate': ({ ServerCertificateName }) => textOf(ServerCertificateName),
}

/** Types behind which something runs, and wait conditions, which wait for it: here they are records. */
export const standIns: readonly ResourceType[] = [
  ...Object.keys(names),
  'AWS::ApiGateway::Deployment',
  'AWS::ApiGateway::Method',
  'AWS::ApiGateway::Resource',
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::CloudFormation::WaitCondition',
  'AWS::CloudFormation::WaitConditionHandle',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::Lambda::Url',
].map(standIn)

function standIn(type: string): ResourceType {
  return {
    type,
    // Every property is taken.
    properties: new Proxy({}, { get: () => 'optional' }),
    create: async (properties: JsonObject, { stackName, logicalId }) => {
      const physicalId = names[type]?.(properties, logicalId) ?? `${stackName}-${logicalId}`
      const inPath = `${textOf(properties['Path'])}${physicalId}`
      const ofCertificate = `arn:aws:iam::123456789012:server-certificate${inPath}`
      const ofFunction = `arn:aws:lambda:us-west-2:123456789012:function:${physicalId}`
      return {
        physicalId,
        attributes: {
          Arn: type === 'AWS::IAM::ServerCertificate' ? ofCertificate : ofFunction,
          ApiEndpoint: 'https://api1.execute-api.us-west-2.amazonaws.com',
          Data: '{"a":"b"}',
          DNSName: 'balancer.us-west-2.elb.amazonaws.com',
          FunctionUrl: 'https://a.lambda-url.us-west-2.on.aws/',
          PrivateIp: '10.0.2.7',
          PublicDnsName: 'ec2-192-0-2-7.us-west-2.compute.amazonaws.com',
          PublicIp: '192.0.2.7',
          RootResourceId: 'root',
        },
      }
    },
    delete: async () => undefined,
  }
}
