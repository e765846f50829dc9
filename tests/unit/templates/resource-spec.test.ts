import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec'
import { expect, test } from 'vitest'
import { parseTemplate } from '../../../electron/practice/stacks/parse-template.ts'
import { readTemplate, templateFiles } from './bundled.ts'
import { checkTemplate } from './service-spec.ts'

const spec = loadAwsServiceSpecSync()

test.each(templateFiles)('%s has the types, properties and attributes that CloudFormation knows', (file) => {
  expect(checkTemplate(spec, readTemplate(file))).toEqual([])
})

test('the check finds what is wrong', () => {
  const broken = parseTemplate(`
Parameters: { Zone: { Type: String } }
Resources:
  Unknown: { Type: AWS::EC2::Moon }
  Group: { Type: AWS::EC2::SecurityGroup, Properties: { GroupName: a, Colour: red } }
  Balancer:
    Type: AWS::ElasticLoadBalancing::LoadBalancer
    DependsOn: Nobody
    Properties:
      Listeners: [{ LoadBalancerPort: 80, Protocol: HTTP, Port: 80 }]
      Instances: !Ref Nothing
      CrossZone: perhaps
  Network: { Type: AWS::EC2::VPC, Properties: { CidrBlock: !Sub '\${Balancer.Name}\${Zone}' } }
Outputs:
  A: { Value: !GetAtt Balancer.Address }
`)
  expect(checkTemplate(spec, broken)).toEqual([
    'Unknown: there is no resource type AWS::EC2::Moon',
    'Group.Colour is no property',
    'Group.GroupDescription is missing',
    'Balancer.Listeners[0].Port is no property',
    'Balancer.Listeners[0].InstancePort is missing',
    'Balancer.CrossZone: perhaps is no boolean',
    'Balancer depends on Nobody, which is not there',
    'Ref Nothing names nothing in the template',
    'Balancer has no attribute Name',
    'Balancer has no attribute Address',
  ])
})
