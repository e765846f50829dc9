import { z } from 'zod'
import { parseCidr } from '../../stacks/cidr.ts'
import { textOf } from '../../json-values.ts'
import { parseProperties, propertyList, tagList, wholeNumber } from '../properties.ts'
import type { JsonObject, ResourceContext, ResourceType } from '../../world.ts'
import { ResourceError } from '../../world.ts'
import { groupIsUsed } from './network-users.ts'
import { requireRecord } from './network.ts'
import { newId } from '../names.ts'
import { recordPause, waitUntilFree } from '../record-steps.ts'

const ruleShape = {
  IpProtocol: z.union([z.string(), z.number().transform(String)]),
  FromPort: wholeNumber.optional(),
  ToPort: wholeNumber.optional(),
  CidrIp: z.string().optional(),
  Description: z
    .string()
    .max(255)
    .regex(/^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]*$/, 'Invalid rule description')
    .optional(),
}
const ingressSchema = z.strictObject({ ...ruleShape, SourceSecurityGroupId: z.string().optional() })
const egressSchema = z.strictObject({ ...ruleShape, DestinationSecurityGroupId: z.string().optional() })

interface Rule {
  protocol: string
  fromPort: number
  toPort: number
  /** An IPv4 block or a group id. */
  peer: string
}

const groupMember = { ingress: 'SourceSecurityGroupId', egress: 'DestinationSecurityGroupId' } as const

/** A rule, checked. @throws ResourceError in the words of EC2 */
function readRule(raw: JsonObject, direction: 'ingress' | 'egress', context: ResourceContext): Rule {
  const rule =
    direction === 'ingress' ? parseProperties(ingressSchema, raw) : parseProperties(egressSchema, raw)
  const peer = peerOf(rule.CidrIp, textOf(raw[groupMember[direction]]), context)
  return { protocol: rule.IpProtocol, ...portRange(rule), peer }
}

function peerOf(block: string | undefined, group: string, context: ResourceContext): string {
  if ((group === '') === (block === undefined))
    throw new ResourceError('Exactly one of CidrIp and a security group must be specified in a rule')
  if (block !== undefined && parseCidr(block) === undefined)
    throw new ResourceError(`CIDR block ${block} is malformed`)
  if (group !== '' && context.world.resource(group)?.type !== 'AWS::EC2::SecurityGroup')
    throw new ResourceError(`The security group '${group}' does not exist`)
  return block ?? group
}

function portRange(rule: z.infer<typeof ingressSchema>): Pick<Rule, 'fromPort' | 'toPort'> {
  const { IpProtocol: protocol, FromPort: fromPort, ToPort: toPort } = rule
  if (protocol === '-1') return { fromPort: 0, toPort: 65_535 }
  if (!['tcp', 'udp', '6', '17', 'icmp', '1'].includes(protocol))
    throw new ResourceError(`Invalid value '${protocol}' for IP protocol.`)
  if (fromPort === undefined || toPort === undefined)
    throw new ResourceError(
      `Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.`,
    )
  if (fromPort > toPort || fromPort < -1 || toPort > 65_535)
    throw new ResourceError(`Invalid TCP/UDP port range (${fromPort}-${toPort})`)
  return { fromPort, toPort }
}

const groupSchema = z.strictObject({
  GroupDescription: z
    .string()
    .min(1)
    .max(255)
    .regex(/^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]*$/, 'Invalid security group description'),
  GroupName: z.string().max(255).optional(),
  VpcId: z.string(),
  SecurityGroupIngress: z.array(z.record(z.string(), z.json())).optional(),
  SecurityGroupEgress: z.array(z.record(z.string(), z.json())).optional(),
  Tags: tagList.optional(),
})

const securityGroup: ResourceType = {
  type: 'AWS::EC2::SecurityGroup',
  properties: propertyList(groupSchema),
  async create(properties, context) {
    const {
      VpcId,
      GroupName,
      SecurityGroupIngress = [],
      SecurityGroupEgress = [],
    } = parseProperties(groupSchema, properties)
    await recordPause(context)
    requireRecord(context, 'AWS::EC2::VPC', 'vpc', VpcId)
    if (GroupName?.startsWith('sg-')) throw new ResourceError('Group names may not be in the format sg-*')
    const taken = context.world
      .resources('AWS::EC2::SecurityGroup')
      .some(
        ({ properties: other }) =>
          GroupName !== undefined && other['GroupName'] === GroupName && other['VpcId'] === VpcId,
      )
    if (taken) throw new ResourceError(`The security group '${GroupName}' already exists for VPC '${VpcId}'`)
    refuseDuplicates(SecurityGroupIngress.map((rule) => readRule(rule as JsonObject, 'ingress', context)))
    refuseDuplicates(SecurityGroupEgress.map((rule) => readRule(rule as JsonObject, 'egress', context)))
    const GroupId = newId('sg')
    return { physicalId: GroupId, attributes: { Id: GroupId, GroupId, VpcId } }
  },
  async delete({ physicalId }, context) {
    await waitUntilFree(
      context,
      () => groupIsUsed(context.world, physicalId),
      `resource ${physicalId} has a dependent object`,
    )
  },
}

/** A rule as a resource of its own, which groups that name each other need. */
function ruleType(direction: 'ingress' | 'egress'): ResourceType {
  const type = direction === 'ingress' ? 'AWS::EC2::SecurityGroupIngress' : 'AWS::EC2::SecurityGroupEgress'
  const inline = direction === 'ingress' ? 'SecurityGroupIngress' : 'SecurityGroupEgress'
  const schema = direction === 'ingress' ? ingressSchema : egressSchema
  return {
    type,
    properties: { ...propertyList(schema), GroupId: 'required' },
    async create({ GroupId, ...rest }, context) {
      await recordPause(context)
      const group = typeof GroupId === 'string' ? context.world.resource(GroupId) : undefined
      if (group?.type !== 'AWS::EC2::SecurityGroup')
        throw new ResourceError(`The security group '${textOf(GroupId)}' does not exist`)
      const others = context.world
        .resources(type)
        .filter(({ properties }) => properties['GroupId'] === GroupId)
      const kept = [
        ...others.map(({ properties: { GroupId: _group, ...rule } }) => rule),
        ...[group.properties[inline] ?? []].flat(),
      ]
      refuseDuplicates([...kept, rest].map((rule) => readRule(rule as JsonObject, direction, context)))
      const Id = newId('sgr')
      return { physicalId: Id, attributes: { Id } }
    },
    delete: (_record, context) => recordPause(context),
  }
}

function refuseDuplicates(rules: Rule[]): void {
  const seen = new Set<string>()
  for (const { protocol, fromPort, toPort, peer } of rules) {
    const text = `peer: ${peer}, ${protocol.toUpperCase()}, from port: ${fromPort}, to port: ${toPort}, ALLOW`
    if (seen.has(text)) throw new ResourceError(`the specified rule "${text}" already exists`)
    seen.add(text)
  }
}

export const securityGroupResourceTypes: ResourceType[] = [
  securityGroup,
  ruleType('ingress'),
  ruleType('egress'),
]
