/** The network that the templates of front doors share by name and id, and what they are written with. */

export const template = (resources: object, more: object = {}): string =>
  JSON.stringify({ AWSTemplateFormatVersion: '2010-09-09', ...more, Resources: resources })

export const image = {
  Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>',
  Default: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
}

export const ref = (name: string) => ({ Ref: name })
export const of = (name: string, attribute: string) => ({ 'Fn::GetAtt': [name, attribute] })

const originUserData = `#cloud-config
write_files:
  - path: /etc/nginx/nginx.conf
    content: |
      events { worker_connections 1024; }
      http {
        types { text/plain txt; }
        access_log off;
        server {
          listen 80;
          root /srv/pages;
        }
      }
  - path: /srv/pages/index.html
    content: root
  - path: /srv/pages/hello.txt
    content: hello
`

const opens = (port: number, from: object) => ({ IpProtocol: 'tcp', FromPort: port, ToPort: port, ...from })
const everybody = { CidrIp: '0.0.0.0/0' }

const group = (ingress: object[]) => ({
  Type: 'AWS::EC2::SecurityGroup',
  Properties: { VpcId: ref('Vpc'), GroupDescription: 'test', SecurityGroupIngress: ingress },
})

const subnet = (block: string, zone: string) => ({
  Type: 'AWS::EC2::Subnet',
  Properties: { VpcId: ref('Vpc'), CidrBlock: block, AvailabilityZone: zone },
})

/** A VPC with two subnets, the groups of every part, and an origin. */
export const networkTemplate = template(
  {
    Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
    SubnetA: subnet('10.0.1.0/24', 'us-west-2a'),
    SubnetB: subnet('10.0.2.0/24', 'us-west-2b'),
    LinkGroup: group([]),
    BalancerGroup: group([
      opens(80, { SourceSecurityGroupId: ref('LinkGroup') }),
      opens(443, everybody),
      opens(80, everybody),
    ]),
    InternalGroup: group([opens(80, { SourceSecurityGroupId: ref('LinkGroup') })]),
    OriginGroup: group([
      opens(80, { SourceSecurityGroupId: ref('BalancerGroup') }),
      opens(80, { SourceSecurityGroupId: ref('InternalGroup') }),
    ]),
    Origin: {
      Type: 'AWS::EC2::Instance',
      Properties: {
        ImageId: ref('Image'),
        InstanceType: 't3.small',
        SubnetId: ref('SubnetA'),
        SecurityGroupIds: [ref('OriginGroup')],
        UserData: { 'Fn::Base64': originUserData },
      },
    },
  },
  {
    Parameters: {
      Image: image,
    },
  },
)

export const parameters = (...names: string[]) => ({
  Parameters: Object.fromEntries(names.map((name) => [name, { Type: 'String' }])),
})
