import type { Worker } from 'node:worker_threads'
import { z } from 'zod'
import type { InvokeOutcome } from '../../lambda/outcome.ts'
import { apiCertificate } from '../../traffic/certificate.ts'
import { startListeningWorker, type Listening } from '../../traffic/listening-worker.ts'
import { unescapedMediaTypes } from '../../traffic/media-types.ts'
import type {
  InvokeWanted,
  RestApiSettings,
  StageSettings,
  ToRestApi,
} from '../../traffic/rest-api-messages.ts'
import type {
  CreatedResource,
  JsonObject,
  ResourceContext,
  ResourceRecord,
  ResourceType,
  World,
} from '../../world.ts'
import { dnsSuffix, randomText } from '../names.ts'
import { parseProperties, propertyList, tagList } from '../properties.ts'
import { internet } from '../../address-book.ts'
import { takeCallTurn } from './call-turns.ts'
import { stagesOf } from './stage-settings.ts'

const schema = z.strictObject({
  Name: z.string().min(1),
  Description: z.string().optional(),
  EndpointConfiguration: z.strictObject({
    Types: z.tuple([z.literal('REGIONAL', 'the practice account has REGIONAL endpoints only')]),
  }),
  BinaryMediaTypes: z.array(z.string()).default([]),
  Tags: tagList.optional(),
})

export type InvokeFromMethod = (
  functionArn: string,
  sourceArn: string,
  event: string,
) => Promise<InvokeOutcome>

/**
 * AWS::ApiGateway::RestApi: an HTTPS server in a worker thread of its own, published as `<api
 * id>.execute-api.<region>.amazonaws.com:443`.
 */
export class RestApiType implements ResourceType {
  readonly type = 'AWS::ApiGateway::RestApi'
  readonly properties = propertyList(schema)
  readonly #world: World
  readonly #invoke: InvokeFromMethod
  /** By the id of the API. */
  readonly #running = new Map<string, { worker: Worker; close: () => Promise<void> }>()

  constructor(world: World, invoke: InvokeFromMethod) {
    this.#world = world
    this.#invoke = invoke
  }

  async create(raw: JsonObject, context: ResourceContext): Promise<CreatedResource> {
    const { BinaryMediaTypes } = parseProperties(schema, raw)
    await takeCallTurn('CreateRestApi', context)
    const apiId = randomText('base36', 10)
    await this.#start(apiId, context.region, BinaryMediaTypes)
    return { physicalId: apiId, attributes: { RestApiId: apiId, RootResourceId: randomText('base36', 10) } }
  }

  async delete({ physicalId: apiId, region }: ResourceRecord, context: ResourceContext): Promise<void> {
    await takeCallTurn('DeleteRestApi', context)
    this.#world.addresses.withdraw(internet, this.#domainOf(apiId, region), 443)
    await this.#running.get(apiId)?.close()
    this.#running.delete(apiId)
  }

  async resume({ physicalId: apiId, region, properties }: ResourceRecord): Promise<void> {
    try {
      await this.#start(apiId, region, parseProperties(schema, properties).BinaryMediaTypes)
      for (const { name, settings } of stagesOf(this.#world, apiId)) this.setStage(apiId, name, settings)
    } catch (thrown) {
      this.#world.log('error', 'A REST API did not come back.', { apiId, reason: String(thrown) })
    }
  }

  /** Tells a running API about one of its stages; undefined when the stage is gone. */
  setStage(apiId: string, name: string, settings: StageSettings | undefined): void {
    this.#send(
      apiId,
      settings === undefined ? { kind: 'stage-removed', name } : { kind: 'stage', name, settings },
    )
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running.values()].map((api) => api.close()))
    this.#running.clear()
  }

  async #start(apiId: string, region: string, binaryMediaTypes: readonly string[]): Promise<void> {
    const { accountId, partition, folder, addresses } = this.#world
    const domainName = this.#domainOf(apiId, region)
    const { key, cert } = await apiCertificate(folder, partition, region)
    const settings: RestApiSettings = {
      apiId,
      accountId,
      partition,
      region,
      domainName,
      binaryMediaTypes: unescapedMediaTypes(binaryMediaTypes),
      addressBookFile: addresses.file,
      tls: { key, cert },
    }
    const listening = await startListeningWorker('rest-api', settings, (reason) => {
      this.#world.log('error', 'A REST API ended unexpectedly.', { apiId, reason })
    })
    listening.worker.on('message', (message: InvokeWanted | Listening) => {
      if (message.kind === 'invoke') void this.#answerInvoke(listening.worker, message)
    })
    addresses.publish(internet, domainName, 443, listening.ports[0] ?? 0)
    this.#running.set(apiId, listening)
  }

  async #answerInvoke(worker: Worker, { id, functionArn, sourceArn, event }: InvokeWanted): Promise<void> {
    const outcome = await this.#invoke(functionArn, sourceArn, event)
    worker.postMessage({ kind: 'invoked', id, outcome } satisfies ToRestApi, [])
  }

  #send(apiId: string, message: ToRestApi): void {
    this.#running.get(apiId)?.worker.postMessage(message, [])
  }

  #domainOf(apiId: string, region: string): string {
    return `${apiId}.execute-api.${region}.${dnsSuffix(this.#world.partition)}`
  }
}
