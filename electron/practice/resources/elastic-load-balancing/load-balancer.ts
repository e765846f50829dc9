import { z } from 'zod'
import type {
  CreatedResource,
  JsonObject,
  ResourceContext,
  ResourceRecord,
  ResourceType,
  World,
} from '../../world.ts'
import { ResourceError } from '../../world.ts'
import { internet } from '../../address-book.ts'
import { instancePlace } from '../ec2/instance-place.ts'
import { startListeningWorker } from '../../traffic/listening-worker.ts'
import type { LoadBalancerSettings } from '../../traffic/load-balancer-settings.ts'
import { listenerTls } from '../iam/server-certificate.ts'
import { dnsSuffix, lowerCaseName, randomText } from '../names.ts'
import type { ServiceInterfaces } from '../ec2/service-interfaces.ts'
import { requireGroups, requireSubnets } from '../ec2/network-references.ts'
import { parseProperties, propertyList, tagList, textAt, wholeNumber, yesOrNo } from '../properties.ts'
import { mayReach } from '../../traffic/reachable.ts'

const port = wholeNumber.min(1).max(65_535)

const schema = z.strictObject({
  Listeners: z
    .array(
      z.strictObject({
        LoadBalancerPort: port,
        InstancePort: port,
        Protocol: z.literal(
          ['HTTP', 'http', 'HTTPS', 'https'],
          'the practice account has HTTP and HTTPS listeners only',
        ),
        InstanceProtocol: z
          .literal(['HTTP', 'http'], 'the practice account speaks HTTP to instances only')
          .optional(),
        SSLCertificateId: z.string().optional(),
      }),
    )
    .min(1),
  Instances: z.array(z.string()).default([]),
  Subnets: z.array(z.string()).min(1),
  SecurityGroups: z.array(z.string()).min(1),
  HealthCheck: z.strictObject({
    Target: z.string().regex(/^TCP:\d{1,5}$/i, 'the practice account checks TCP:port only'),
    Interval: wholeNumber.min(5).max(300),
    Timeout: wholeNumber.min(2).max(60),
    HealthyThreshold: wholeNumber.min(2).max(10),
    UnhealthyThreshold: wholeNumber.min(2).max(10),
  }),
  LoadBalancerName: z.string().max(32).optional(),
  Scheme: z.literal(['internet-facing', 'internal']).optional(),
  CrossZone: yesOrNo.optional(),
  ConnectionDrainingPolicy: z.strictObject({ Enabled: yesOrNo, Timeout: wholeNumber.optional() }).optional(),
  ConnectionSettings: z.strictObject({ IdleTimeout: wholeNumber.min(1).max(4_000) }).optional(),
  Tags: tagList.optional(),
})

type Properties = z.infer<typeof schema>
type PlacedProperties = Properties & { vpcId: string }

/** Checks run this often whatever the template says: a person waits for the first one. */
const checkEveryMs = 200

/**
 * AWS::ElasticLoadBalancing::LoadBalancer: a reverse proxy in a worker thread of its own, published as
 * `<DNSName>:<listener port>`.
 */
export class LoadBalancerType implements ResourceType {
  readonly type = 'AWS::ElasticLoadBalancing::LoadBalancer'
  readonly properties = propertyList(schema)
  readonly #world: World
  readonly #interfaces: ServiceInterfaces
  /** How to end each, by name. */
  readonly #running = new Map<string, () => Promise<void>>()

  constructor(world: World, interfaces: ServiceInterfaces) {
    this.#world = world
    this.#interfaces = interfaces
  }

  async create(raw: JsonObject, context: ResourceContext): Promise<CreatedResource> {
    const world = this.#world
    const properties = parseProperties(schema, raw)
    const { vpcId, subnets } = requireSubnets(world, context.region, properties.Subnets)
    const groups = requireGroups(world, vpcId, properties.SecurityGroups)
    requireInstances(world, vpcId, properties.Instances)
    const name = properties.LoadBalancerName ?? lowerCaseName(context, 32)
    if (world.resource(name, this.type) !== undefined)
      throw new ResourceError(`Load balancer '${name}' already exists`)
    const domain = `${context.region}.elb.${dnsSuffix(world.partition)}`
    const dnsName = `${name}-${randomText('digits', 10)}.${domain}`.toLowerCase()
    await this.#start(name, dnsName, { ...properties, vpcId })
    for (const { physicalId: subnetId } of subnets) {
      this.#interfaces.hold(name, {
        description: `ELB ${name}`,
        interfaceType: 'interface',
        requesterId: 'amazon-elb',
        region: context.region,
        vpcId,
        subnetId,
        groupIds: properties.SecurityGroups,
      })
    }
    const attributes = {
      DNSName: dnsName,
      CanonicalHostedZoneName: dnsName,
      CanonicalHostedZoneNameID: `Z${randomText('digits', 13)}`,
      'SourceSecurityGroup.GroupName': groups[0]?.physicalId ?? '',
      'SourceSecurityGroup.OwnerAlias': world.accountId,
    }
    return { physicalId: name, attributes }
  }

  async delete({ physicalId: name, properties, attributes }: ResourceRecord): Promise<void> {
    for (const listener of parseProperties(schema, properties).Listeners) {
      this.#world.addresses.withdraw(internet, textAt(attributes, 'DNSName'), listener.LoadBalancerPort)
    }
    await this.#running.get(name)?.()
    this.#running.delete(name)
    this.#interfaces.release(name, this.#world.pace.inServiceMs)
  }

  async resume({ physicalId: name, region, properties, attributes }: ResourceRecord): Promise<void> {
    try {
      const parsed = parseProperties(schema, properties)
      const { vpcId } = requireSubnets(this.#world, region, parsed.Subnets)
      await this.#start(name, textAt(attributes, 'DNSName'), { ...parsed, vpcId })
    } catch (thrown) {
      this.#world.log('error', 'A load balancer did not come back.', { name, reason: String(thrown) })
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running.values()].map((end) => end()))
    this.#running.clear()
  }

  async #start(name: string, dnsName: string, properties: PlacedProperties): Promise<void> {
    const world = this.#world
    const settings = loadBalancerSettings(world, properties)
    const listening = await startListeningWorker('load-balancer', settings, (reason) => {
      world.log('error', 'A load balancer ended unexpectedly.', { name, reason })
    })
    settings.listeners.forEach((listener, at) =>
      world.addresses.publish(internet, dnsName, listener.port, listening.ports[at] ?? 0),
    )
    let known = settings.instanceHosts.join()
    const watch = setInterval(() => {
      const hosts = reachableHosts(world, properties)
      if (hosts.join() !== known) listening.worker.postMessage(hosts, [])
      known = hosts.join()
    }, checkEveryMs).unref()
    this.#running.set(name, async () => {
      clearInterval(watch)
      await listening.close()
    })
  }
}

/** @throws ResourceError in the words of the service when an instance is missing or in another VPC */
function requireInstances(world: World, vpcId: string, instanceIds: readonly string[]): void {
  const subnets = world.resources('AWS::EC2::Subnet')
  for (const id of instanceIds) {
    const instance = world.resource(id)
    if (instance?.type !== 'AWS::EC2::Instance')
      throw new ResourceError(`InvalidInstance: there is no instance '${id}'`)
    if (instancePlace(instance, subnets).vpcId !== vpcId)
      throw new ResourceError(`InvalidInstance: EC2 instance ${id} is not in the same VPC as ELB.`)
  }
}

/**
 * The template's properties in the terms of the worker, with the pace of the practice account in place of
 * AWS's.
 */
function loadBalancerSettings(world: World, properties: PlacedProperties): LoadBalancerSettings {
  const { HealthCheck: check } = properties
  return {
    addressBookFile: world.addresses.file,
    vpcId: properties.vpcId,
    listeners: properties.Listeners.map((listener) => ({
      port: listener.LoadBalancerPort,
      instancePort: listener.InstancePort,
      tls: tlsOf(world, listener),
    })),
    instanceHosts: reachableHosts(world, properties),
    healthCheck: {
      port: Number(check.Target.slice('TCP:'.length)),
      intervalMs: checkEveryMs,
      timeoutMs: check.Timeout * 1_000,
      inServiceMs: world.pace.inServiceMs,
      unhealthyThreshold: check.UnhealthyThreshold,
    },
    idleTimeoutMs: (properties.ConnectionSettings?.IdleTimeout ?? 60) * 1_000,
  }
}

/**
 * Key and certificate of an HTTPS listener, with what the usual policy of a classic load balancer allows
 * (ELBSecurityPolicy-2016-08: up to TLS 1.2). @throws ResourceError without a certificate of IAM's
 */
function tlsOf(
  world: World,
  { Protocol, InstanceProtocol, SSLCertificateId }: Properties['Listeners'][number],
): LoadBalancerSettings['listeners'][number]['tls'] {
  if (Protocol.toUpperCase() !== 'HTTPS') return undefined
  if (InstanceProtocol === undefined)
    throw new ResourceError('the practice account wants InstanceProtocol HTTP stated for HTTPS listeners')
  if (SSLCertificateId === undefined)
    throw new ResourceError(
      'InvalidConfigurationRequest: SSL Certificate must be specified for HTTPS listeners',
    )
  return { ...listenerTls(world, SSLCertificateId), minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' }
}

/**
 * Private addresses of the instances, without those that the security groups keep it from: they never come
 * into service.
 */
function reachableHosts(world: World, properties: Properties): string[] {
  const port = Number(properties.HealthCheck.Target.slice('TCP:'.length))
  return properties.Instances.flatMap((id) => {
    const instance = world.resource(id)
    return instance === undefined || !mayReach(world, properties.SecurityGroups, instance, port)
      ? []
      : [textAt(instance.attributes, 'PrivateIp')]
  })
}
