import { z } from 'zod'
import { internet } from '../../address-book.ts'
import { leftMs } from '../../age.ts'
import { apiCertificate } from '../../traffic/certificate.ts'
import type { HttpApiSettings, HttpStage, ToHttpApi } from '../../traffic/http-api-messages.ts'
import type { InvokeWanted } from '../../traffic/rest-api-messages.ts'
import { startListeningWorker, type Listening } from '../../traffic/listening-worker.ts'
import type { InvokeFromMethod } from '../api-gateway/rest-api.ts'
import { dnsSuffix, randomText } from '../names.ts'
import { parseProperties, propertyList, yesOrNo } from '../properties.ts'
import { recordPause } from '../record-steps.ts'
import type {
  CreatedResource,
  JsonObject,
  ResourceContext,
  ResourceRecord,
  ResourceType,
  World,
} from '../../world.ts'
import { ResourceError } from '../../world.ts'
import { apiTypeName, partsOfHttpApi, requireHttpApi, routeSettings, tagMap } from './api-parts.ts'
import { defaultIntegration } from './integrations.ts'

const schema = z.strictObject({
  Name: z.string().min(1).max(128),
  ProtocolType: z.literal('HTTP', 'the practice account has HTTP APIs only'),
  Description: z.string().optional(),
  DisableExecuteApiEndpoint: yesOrNo.pipe(z.literal(false, 'the API has no other name here')).optional(),
  IpAddressType: z.literal('ipv4').optional(),
  Tags: tagMap.optional(),
})

const stageSchema = z.strictObject({
  ApiId: z.string(),
  StageName: z.literal('$default', 'the practice account has the stage $default only'),
  AutoDeploy: yesOrNo.pipe(z.literal(true, 'the practice account deploys every change: AutoDeploy')),
  Description: z.string().optional(),
  DefaultRouteSettings: routeSettings.optional(),
  StageVariables: z.record(z.string(), z.string()).optional(),
  Tags: tagMap.optional(),
})

const stageTypeName = 'AWS::ApiGatewayV2::Stage'

/** How often it is looked whether route, integration, stage or security groups have changed. */
const watchEveryMs = 200

/**
 * AWS::ApiGatewayV2::Api, of protocol HTTP: an HTTPS server in a worker thread of its own, published as `<api
 * id>.execute-api.<region>.amazonaws.com:443`. Its stage deploys every change, so it serves what the records
 * say.
 */
export class HttpApiType implements ResourceType {
  readonly type = apiTypeName
  readonly properties = propertyList(schema)
  readonly #world: World
  readonly #invoke: InvokeFromMethod
  /** How to end each, by the id of the API. */
  readonly #running = new Map<string, () => Promise<void>>()

  constructor(world: World, invoke: InvokeFromMethod) {
    this.#world = world
    this.#invoke = invoke
  }

  async create(raw: JsonObject, context: ResourceContext): Promise<CreatedResource> {
    parseProperties(schema, raw)
    await recordPause(context)
    const { accountId, partition } = this.#world
    const { region } = context
    const apiId = randomText('base36', 10)
    await this.#start(apiId, region)
    return {
      physicalId: apiId,
      attributes: {
        ApiId: apiId,
        ApiEndpoint: `https://${this.#domainOf(apiId, region)}`,
        ExecuteApiArn: `arn:${partition}:execute-api:${region}:${accountId}:${apiId}`,
        _createdAt: new Date().toISOString(),
      },
    }
  }

  async delete({ physicalId: apiId }: ResourceRecord): Promise<void> {
    const end = this.#running.get(apiId)
    this.#running.delete(apiId)
    await end?.()
  }

  async resume({ physicalId: apiId, region }: ResourceRecord): Promise<void> {
    try {
      await this.#start(apiId, region)
    } catch (thrown) {
      this.#world.log('error', 'An HTTP API did not come back.', { apiId, reason: String(thrown) })
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running.values()].map((end) => end()))
    this.#running.clear()
  }

  async #start(apiId: string, region: string): Promise<void> {
    const world = this.#world
    const { accountId, partition, folder, addresses } = world
    const domainName = this.#domainOf(apiId, region)
    const { key, cert } = await apiCertificate(folder, partition, region)
    const addressBookFile = addresses.file
    const settings: HttpApiSettings = {
      apiId,
      accountId,
      partition,
      region,
      domainName,
      addressBookFile,
      tls: { key, cert },
    }
    const { worker, ports, close } = await startListeningWorker('http-api', settings, (reason) => {
      world.log('error', 'An HTTP API ended unexpectedly.', { apiId, reason })
    })
    const post = (message: ToHttpApi): void => worker.postMessage(message, [])
    worker.on('message', (message: InvokeWanted | Listening) => {
      if (message.kind !== 'invoke') return
      const { id, functionArn, sourceArn, event } = message
      void this.#invoke(functionArn, sourceArn, event).then((outcome) =>
        post({ kind: 'invoked', id, outcome }),
      )
    })
    let known = 'null'
    const look = (): void => {
      const stage = stageOf(world, apiId)
      // How long it is still to wait changes with every look, and is no change.
      const seen = JSON.stringify(stage === null ? null : { ...stage, readyAfterMs: 0 })
      if (seen !== known) post({ kind: 'stage', stage })
      known = seen
    }
    look()
    const watch = setInterval(look, watchEveryMs).unref()
    addresses.publish(internet, domainName, 443, ports[0] ?? 0)
    this.#running.set(apiId, async () => {
      clearInterval(watch)
      addresses.withdraw(internet, domainName, 443)
      await close()
    })
  }

  #domainOf(apiId: string, region: string): string {
    return `${apiId}.execute-api.${region}.${dnsSuffix(this.#world.partition)}`
  }
}

/** AWS::ApiGatewayV2::Stage: `$default`, without a name in the path. A new one answers 404 for a moment. */
export function httpStageType(world: World): ResourceType {
  return {
    type: stageTypeName,
    properties: propertyList(stageSchema),
    async create(raw, context) {
      const { ApiId: apiId, StageName: name } = parseProperties(stageSchema, raw)
      await recordPause(context)
      requireHttpApi(world, apiId)
      if (partsOfHttpApi(world, stageTypeName, apiId).length > 0)
        throw new ResourceError('Stage already exists')
      return { physicalId: name, attributes: { _readyAtMs: Date.now() + world.pace.stageReadyMs } }
    },
    async delete() {
      // Nothing but the record: the API notices.
    },
  }
}

/** What the stage of an API serves at this moment; null while there is none. */
function stageOf(world: World, apiId: string): HttpStage | null {
  const api = world.resource(apiId)
  const [record] = partsOfHttpApi(world, stageTypeName, apiId)
  if (api === undefined || record === undefined) return null
  const { DefaultRouteSettings: settings, StageVariables } = parseProperties(stageSchema, record.properties)
  const { ThrottlingRateLimit: ratePerSec, ThrottlingBurstLimit: burst } = settings ?? {}
  return {
    integration: integrationNow(world, api),
    variables: StageVariables ?? null,
    throttle:
      ratePerSec === undefined && burst === undefined
        ? null
        : { ratePerSec: ratePerSec ?? 10_000, burst: burst ?? 5_000 },
    readyAfterMs: leftMs(Number(record.attributes['_readyAtMs'] ?? 0), world.pace.stageReadyMs),
  }
}

/** What an integration needs may go before it does, with a stack of its own: then nothing is served. */
function integrationNow(world: World, api: ResourceRecord): HttpStage['integration'] {
  try {
    return defaultIntegration(world, api)
  } catch (thrown) {
    if (thrown instanceof ResourceError) return null
    throw thrown
  }
}
