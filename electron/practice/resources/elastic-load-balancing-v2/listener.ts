import { z } from 'zod'
import { internet } from '../../address-book.ts'
import {
  tlsVersionsOf,
  type ApplicationListenerSettings,
  type ListenerChange,
  type ListenerTask,
  type Target,
} from '../../traffic/application-load-balancer-settings.ts'
import { startListeningWorker } from '../../traffic/listening-worker.ts'
import { mayReach } from '../../traffic/reachable.ts'
import type {
  CreatedResource,
  JsonObject,
  ResourceContext,
  ResourceRecord,
  ResourceType,
  World,
} from '../../world.ts'
import { ResourceError } from '../../world.ts'
import { listenerTls } from '../iam/server-certificate.ts'
import { randomText } from '../names.ts'
import { parseProperties, propertyList, tagList, textAt, wholeNumber } from '../properties.ts'
import { recordPause } from '../record-steps.ts'
import { defaultActions, forwardedGroup } from './actions.ts'
import { rewritesOf } from './listener-rule.ts'
import { requireBalancer, type BalancerPlace } from './load-balancer.ts'
import { requireTargetGroup, type TargetGroup } from './target-group.ts'

const schema = z.strictObject({
  LoadBalancerArn: z.string(),
  Port: wholeNumber.min(1).max(65_535),
  Protocol: z.literal(['HTTP', 'HTTPS'], 'the practice account has HTTP and HTTPS listeners only'),
  Certificates: z.tuple([z.strictObject({ CertificateArn: z.string() })]).optional(),
  SslPolicy: z
    .string()
    .regex(/^ELBSecurityPolicy-[A-Za-z0-9-]+$/)
    .optional(),
  DefaultActions: defaultActions,
  Tags: tagList.optional(),
})

type Properties = z.infer<typeof schema>

export const listenerTypeName = 'AWS::ElasticLoadBalancingV2::Listener'

/** What a listener has that names no policy, and is made by a template. */
export const usualPolicy = 'ELBSecurityPolicy-2016-08'

/** How often it is looked whether targets, rules, and what the security groups allow, have changed. */
const watchEveryMs = 200

/**
 * AWS::ElasticLoadBalancingV2::Listener: a reverse proxy in a worker thread of its own, published as
 * `<DNSName>:<port>`: for everybody, or for the VPC of an internal load balancer.
 */
export class ApplicationListenerType implements ResourceType {
  readonly type = listenerTypeName
  readonly properties = propertyList(schema)
  readonly #world: World
  /** How to end each, by its ARN. */
  readonly #running = new Map<string, { balancerArn: string; end: () => Promise<void> }>()

  constructor(world: World) {
    this.#world = world
  }

  async create(raw: JsonObject, context: ResourceContext): Promise<CreatedResource> {
    const world = this.#world
    const properties = parseProperties(schema, raw)
    await recordPause(context)
    const { region } = context
    const balancer = requireBalancer(world, region, properties.LoadBalancerArn)
    const twins = world.resources(listenerTypeName).map((one) => one.properties)
    if (
      twins.some((one) => one['LoadBalancerArn'] === balancer.arn && Number(one['Port']) === properties.Port)
    )
      throw new ResourceError('A listener already exists on this port for this load balancer')
    const arn = `${balancer.arn.replace(':loadbalancer/', ':listener/')}/${randomText('hex', 16)}`
    await this.#start(arn, region, properties, balancer)
    return { physicalId: arn, attributes: { ListenerArn: arn } }
  }

  async delete({ physicalId: arn }: ResourceRecord): Promise<void> {
    await this.#stop(arn)
  }

  async resume({ physicalId: arn, region, properties }: ResourceRecord): Promise<void> {
    try {
      const parsed = parseProperties(schema, properties)
      await this.#start(arn, region, parsed, requireBalancer(this.#world, region, parsed.LoadBalancerArn))
    } catch (thrown) {
      this.#world.log('error', 'A listener did not come back.', { arn, reason: String(thrown) })
    }
  }

  /** Ends what is left of a load balancer that goes. */
  async closeOf(balancerArn: string): Promise<void> {
    const left = [...this.#running].filter(([, running]) => running.balancerArn === balancerArn)
    await Promise.all(left.map(([arn]) => this.#stop(arn)))
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((arn) => this.#stop(arn)))
  }

  async #stop(arn: string): Promise<void> {
    const running = this.#running.get(arn)
    this.#running.delete(arn)
    await running?.end()
  }

  async #start(arn: string, region: string, properties: Properties, balancer: BalancerPlace): Promise<void> {
    const world = this.#world
    const groupArn = forwardedGroup(properties as unknown as JsonObject)
    const group = groupArn === '' ? undefined : requireTargetGroup(world, region, groupArn)
    if (group !== undefined && group.vpcId !== balancer.vpcId)
      throw new ResourceError(`The target group '${groupArn}' is not in the VPC of the load balancer`)
    const state = (): ListenerChange => ({
      targets: group === undefined ? [] : reachableTargets(world, balancer, group),
      rewrites: rewritesOf(world, arn),
    })
    const settings = { ...listenerSettings(world, properties, balancer, group), rewrites: state().rewrites }
    const listening = await startListeningWorker('application-load-balancer', settings, (reason) => {
      world.log('error', 'A listener ended unexpectedly.', { arn, reason })
    })
    const network = balancer.internal ? balancer.vpcId : internet
    world.addresses.publish(network, balancer.dnsName, properties.Port, listening.ports[0] ?? 0)
    let known = JSON.stringify(state())
    const watch = setInterval(() => {
      const changed = state()
      if (JSON.stringify(changed) !== known) listening.worker.postMessage(changed, [])
      known = JSON.stringify(changed)
    }, watchEveryMs).unref()
    const end = async (): Promise<void> => {
      clearInterval(watch)
      world.addresses.withdraw(network, balancer.dnsName, properties.Port)
      await listening.close()
    }
    this.#running.set(arn, { balancerArn: balancer.arn, end })
  }
}

function listenerSettings(
  world: World,
  properties: Properties,
  balancer: BalancerPlace,
  group: TargetGroup | undefined,
): Omit<ApplicationListenerSettings, 'rewrites'> {
  const { attributes } = balancer
  return {
    addressBookFile: world.addresses.file,
    vpcId: balancer.vpcId,
    port: properties.Port,
    tls: tlsOf(world, properties),
    idleTimeoutMs: attributes['idle_timeout.timeout_seconds'] * 1_000,
    preserveHost: attributes['routing.http.preserve_host_header.enabled'] === 'true',
    forwardedFor: attributes['routing.http.xff_header_processing.mode'],
    dropInvalidHeaders: attributes['routing.http.drop_invalid_header_fields.enabled'] === 'true',
    task: taskOf(world, properties, balancer, group),
  }
}

function tlsOf(world: World, properties: Properties): ApplicationListenerSettings['tls'] {
  const { Protocol, Certificates, SslPolicy } = properties
  if (Protocol === 'HTTP') {
    if (Certificates !== undefined || SslPolicy !== undefined)
      throw new ResourceError('Certificates and a security policy cannot be specified for HTTP listeners')
    return undefined
  }
  const [certificate] = Certificates ?? []
  if (certificate === undefined)
    throw new ResourceError('A certificate must be specified for HTTPS listeners')
  return { ...listenerTls(world, certificate.CertificateArn), ...tlsVersionsOf(SslPolicy ?? usualPolicy) }
}

function taskOf(
  world: World,
  { DefaultActions: [action] }: Properties,
  balancer: BalancerPlace,
  group: TargetGroup | undefined,
): ListenerTask {
  if (action.Type === 'fixed-response') {
    const { StatusCode, ContentType, MessageBody } = action.FixedResponseConfig
    return { type: action.Type, status: Number(StatusCode), contentType: ContentType, body: MessageBody }
  }
  if (group === undefined) throw new ResourceError('A target group must be specified to forward to')
  return {
    type: action.Type,
    leastOutstanding: group.leastOutstanding,
    healthCheck: { ...group.healthCheck, inServiceMs: world.pace.inServiceMs },
    targets: reachableTargets(world, balancer, group),
  }
}

/** Private addresses of the targets, without those that the security groups keep the load balancer from. */
function reachableTargets(world: World, { groupIds }: BalancerPlace, group: TargetGroup): Target[] {
  return group.targets.flatMap(({ instanceId, port }) => {
    const instance = world.resource(instanceId)
    return instance === undefined || !mayReach(world, groupIds, instance, port)
      ? []
      : [{ host: textAt(instance.attributes, 'PrivateIp'), port }]
  })
}
