import type { Worker } from 'node:worker_threads'
import { z } from 'zod'
import type { InvokeOutcome } from '../../lambda/outcome.ts'
import type { ResourceRecord, ResourceType, World } from '../../world.ts'
import { ResourceError } from '../../world.ts'
import { apiCertificate } from '../../traffic/certificate.ts'
import type { Listening } from '../../traffic/listening-worker.ts'
import { startListeningWorker } from '../../traffic/listening-worker.ts'
import { unescapedMediaTypes } from '../../traffic/media-types.ts'
import { dnsSuffix, randomText } from '../names.ts'
import { takeDeletionTurn } from './rest-api-deletions.ts'
import { parseProperties, propertyList, tagList, textAt } from '../properties.ts'
import type {
  InvokeWanted,
  RestApiSettings,
  StageSettings,
  ToRestApi,
} from '../../traffic/rest-api-messages.ts'

const schema = z.strictObject({
  Name: z.string().min(1),
  Description: z.string().optional(),
  EndpointConfiguration: z.strictObject({
    Types: z.tuple([z.literal('REGIONAL', 'the practice account has REGIONAL endpoints only')]),
  }),
  BinaryMediaTypes: z.array(z.string()).default([]),
  Tags: tagList.optional(),
})

export interface RestApis {
  type: ResourceType
  /** Tells a running API about one of its stages, or that it is gone. */
  setStage(apiId: string, name: string, settings: StageSettings | undefined): void
  close(): Promise<void>
}

export type InvokeFromMethod = (
  functionArn: string,
  sourceArn: string,
  event: string,
) => Promise<InvokeOutcome>

/**
 * AWS::ApiGateway::RestApi: an HTTPS server in a worker thread of its own, published as `<api
 * id>.execute-api.<region>.amazonaws.com:443`.
 * @param stagesOf the stages that a restarted API serves again.
 */
export function restApis(
  world: World,
  invoke: InvokeFromMethod,
  stagesOf: (apiId: string) => { name: string; settings: StageSettings }[],
): RestApis {
  const running = new Map<string, { worker: Worker; close: () => Promise<void> }>()
  const domainOf = (apiId: string, region: string): string =>
    `${apiId}.execute-api.${region}.${dnsSuffix(world.partition)}`

  const start = async (apiId: string, region: string, binaryMediaTypes: readonly string[]): Promise<void> => {
    const domainName = domainOf(apiId, region)
    const { key, cert } = await apiCertificate(world.folder, world.partition, region)
    const settings: RestApiSettings = {
      apiId,
      accountId: world.accountId,
      partition: world.partition,
      region,
      domainName,
      binaryMediaTypes: unescapedMediaTypes(binaryMediaTypes),
      addressBookFile: world.addresses.file,
      tls: { key, cert },
    }
    const listening = await startListeningWorker('rest-api', settings, (reason) => {
      world.log('error', 'A REST API ended by itself.', { apiId, reason })
    })
    listening.worker.on('message', (message: InvokeWanted | Listening) => {
      if (message.kind !== 'invoke') return
      void passOn(message)
    })
    const passOn = async ({ id, functionArn, sourceArn, event }: InvokeWanted): Promise<void> => {
      const outcome = await invoke(functionArn, sourceArn, event)
      listening.worker.postMessage({ kind: 'invoked', id, outcome } satisfies ToRestApi, [])
    }
    world.addresses.publish(domainName, 443, listening.ports[0] ?? 0)
    running.set(apiId, listening)
  }

  const setStage = (apiId: string, name: string, settings: StageSettings | undefined): void => {
    const message: ToRestApi =
      settings === undefined ? { kind: 'stage-removed', name } : { kind: 'stage', name, settings }
    running.get(apiId)?.worker.postMessage(message, [])
  }

  const type: ResourceType = {
    type: 'AWS::ApiGateway::RestApi',
    properties: propertyList(schema),

    async create(raw, context) {
      const properties = parseProperties(schema, raw)
      const apiId = randomText('base36', 10)
      await start(apiId, context.region, properties.BinaryMediaTypes)
      return { physicalId: apiId, attributes: { RestApiId: apiId, RootResourceId: randomText('base36', 10) } }
    },

    async delete(record, context) {
      await takeDeletionTurn(context)
      world.addresses.withdraw(domainOf(record.physicalId, record.region), 443)
      await running.get(record.physicalId)?.close()
      running.delete(record.physicalId)
    },

    async resume(record) {
      try {
        await start(
          record.physicalId,
          record.region,
          parseProperties(schema, record.properties).BinaryMediaTypes,
        )
        for (const stage of stagesOf(record.physicalId))
          setStage(record.physicalId, stage.name, stage.settings)
      } catch (thrown) {
        world.log('error', 'A REST API did not come back.', {
          apiId: record.physicalId,
          reason: String(thrown),
        })
      }
    },
  }

  const close = async (): Promise<void> => {
    await Promise.all([...running.values()].map((api) => api.close()))
    running.clear()
  }
  return { type, setStage, close }
}

/** The record of a REST API. @throws ResourceError in the words of the service. */
export function requireApi(world: World, apiId: string): ResourceRecord {
  const api = world.resource(apiId)
  if (api?.type !== 'AWS::ApiGateway::RestApi') throw new ResourceError('Invalid API identifier specified')
  return api
}

/** What belongs to an API, of one type. */
export function partsOf(world: World, type: string, apiId: string): ResourceRecord[] {
  return world.resources(type).filter((record) => textAt(record.properties, 'RestApiId') === apiId)
}
