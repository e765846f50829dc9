import { APIGatewayClient } from '@aws-sdk/client-api-gateway'
import { ApiGatewayV2Client } from '@aws-sdk/client-apigatewayv2'
import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import { ConfigServiceClient } from '@aws-sdk/client-config-service'
import { EC2Client } from '@aws-sdk/client-ec2'
import { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing'
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2'
import { IAMClient } from '@aws-sdk/client-iam'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { PricingClient } from '@aws-sdk/client-pricing'
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api'
import { SchedulerClient } from '@aws-sdk/client-scheduler'
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas'
import { SSMClient } from '@aws-sdk/client-ssm'
import { STSClient } from '@aws-sdk/client-sts'
import { createPatience, type Patience } from './patience.ts'
import { createRetries } from './retries.ts'
import { createRequestHandler } from './request-handler.ts'
import { noProxies, type Proxies } from './proxy.ts'
import type { CaBundle } from './trusted-authorities.ts'
import type { Destination } from './unreachable.ts'

export interface Credentials {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
  expiration?: Date
}

/**
 * How long to wait, in milliseconds: AWS takes seconds or minutes for what the practice account does in
 * moments.
 */
export interface Pacing {
  /** Between two polls of an operation that is in progress. */
  pollMs: number
  /**
   * From the expiry to the first deletion of base by the dead man's switch. Meanwhile Lambda's network
   * interfaces go.
   */
  switchBaseMs: number
  /**
   * From the deletion of stacks by the dead man's switch to that of a shared stack that they use: by then
   * they are gone, and where they are not, the schedule calls again.
   */
  switchSharedMs: number
  /** From the deployment of a REST API to the making of the next: AWS allows one every 5 s. */
  createRestApiMs: number
  /** Between two deletions of REST APIs: AWS allows one every 30 s. */
  deleteRestApiMs: number
  /** Between two new VPC links: AWS allows one every 15 s, and calls follow the events that announce them. */
  createVpcLinkMs: number
  /** Between two deletions of VPC links: AWS allows one every 30 s. */
  deleteVpcLinkMs: number
  /** How long a new instance may take to register with SSM. */
  agentMs: number
  /** How long to wait for what Lambda logs of the last invocations. */
  logsMs: number
  /** How long to repeat a call that fails because of the network, throttling or a fault at AWS. */
  patienceMs: number
}

/**
 * Which of AWS's endpoints to use, which certificates to trust besides the usual ones, and what to call
 * through.
 */
export interface Variants {
  fips: boolean
  dualStack: boolean
  caBundle: CaBundle | null
  proxies: Proxies
}

/** How to reach an account. `endpoint` is where calls go instead of to AWS. */
export interface Connection {
  region: string
  endpoint?: string
  credentials: Credentials | (() => Promise<Credentials>)
  pacing: Pacing
  /** A person waits for the first answer, so that it has to come, or fail, soon. */
  hurried?: boolean
  /** What the person's settings say about calls, besides where they go. */
  variants?: Variants
  /** What to do about calls that fail temporarily. */
  patience?: Patience
  /** Called when the clients are closed. */
  onClose?: () => void
}

const services = {
  apiGateway: APIGatewayClient,
  apiGatewayV2: ApiGatewayV2Client,
  cloudformation: CloudFormationClient,
  config: ConfigServiceClient,
  ec2: EC2Client,
  elasticLoadBalancing: ElasticLoadBalancingClient,
  elasticLoadBalancingV2: ElasticLoadBalancingV2Client,
  iam: IAMClient,
  lambda: LambdaClient,
  logs: CloudWatchLogsClient,
  pricing: PricingClient,
  quotas: ServiceQuotasClient,
  scheduler: SchedulerClient,
  ssm: SSMClient,
  sts: STSClient,
  tagging: ResourceGroupsTaggingAPIClient,
} as const

type Clients = { readonly [N in keyof typeof services]: InstanceType<(typeof services)[N]> }

type Handler = (args: unknown) => Promise<unknown>

interface OuterStack {
  add(wrap: (next: Handler) => Handler, place: typeof outermost): void
}

const outermost = { step: 'initialize', priority: 'high', name: 'patience' } as const

/** One client per service, for one account and Region. */
export interface Aws extends Clients {
  readonly region: string
  readonly pacing: Pacing
  /** Where calls go instead of to AWS, and what says so; null when they go to AWS. */
  readonly detour: { endpoint: string; from: string } | null
  close(): void
}

/**
 * Opens the clients of an account; each is created on first use. Endpoint, credentials and Region are always
 * explicit, because one process uses the practice account and real ones: the SDK must not take them from the
 * environment unnoticed.
 */
export function openClients(connection: Connection, detour: Aws['detour'] = null): Aws {
  const { region, credentials, pacing, hurried = false } = connection
  const requestHandler = createRequestHandler({
    to: destinationOf(connection.endpoint, detour),
    caBundle: connection.variants?.caBundle ?? null,
    proxies: connection.variants?.proxies ?? noProxies,
    hurried,
  })
  const config = {
    region,
    credentials,
    ...endpointConfig(connection.endpoint, connection.variants),
    requestHandler,
  }
  const patiently = createPatience(connection.patience ?? { patienceMs: 0, tell: () => undefined })
  const made = new Map<string, object>()
  const aws = {
    region,
    pacing,
    detour,
    close() {
      // All that a client has to give back, and for those that are made later, too.
      requestHandler.destroy()
      connection.onClose?.()
    },
  }
  for (const [name, Client] of Object.entries(services)) {
    Object.defineProperty(aws, name, {
      enumerable: true,
      get: () => {
        const known = made.get(name)
        if (known !== undefined) return known
        const client = new Client({ ...config, retryStrategy: createRetries() })
        // Outermost: around the SDK's own retries. The clients' types differ in their inputs and outputs,
        // which the wrapper passes on.
        ;(client.middlewareStack as unknown as OuterStack).add(
          (next) => (args) => patiently(() => next(args)),
          outermost,
        )
        made.set(name, client)
        return client
      },
    })
  }
  return aws as Aws
}

/**
 * What a client would take from the environment or from the default profile where nobody says it: here all
 * of it is said. A test compares the list with the SDK's. The variants of AWS's endpoints, such as FIPS, do
 * not exist elsewhere.
 */
export function endpointConfig(
  endpoint: string | undefined,
  variants?: Pick<Variants, 'fips' | 'dualStack'>,
) {
  return {
    ignoreConfiguredEndpointUrls: true,
    useFipsEndpoint: endpoint === undefined && variants?.fips === true,
    useDualstackEndpoint: endpoint === undefined && variants?.dualStack === true,
    authSchemePreference: [],
    defaultsMode: 'standard' as const,
    disableClockSkewCorrection: false,
    maxAttempts: 3,
    retryMode: 'standard',
    sigv4aSigningRegionSet: [],
    userAgentAppId: '',
    ...(endpoint === undefined ? {} : { endpoint }),
  }
}

/** An endpoint that no setting names is the practice account's. */
export function destinationOf(endpoint: string | undefined, detour: Aws['detour']): Destination {
  if (detour !== null) return { kind: 'detour', ...detour }
  return { kind: endpoint === undefined ? 'aws' : 'practice' }
}
