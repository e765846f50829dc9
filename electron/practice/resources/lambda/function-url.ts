import { z } from 'zod'
import { internet } from '../../address-book.ts'
import { functionUrlCertificate } from '../../traffic/certificate.ts'
import type { FunctionUrlSettings } from '../../traffic/function-url-gateway.ts'
import type { Invoked } from '../../traffic/invoke-by-message.ts'
import { startListeningWorker, type Listening } from '../../traffic/listening-worker.ts'
import type { InvokeWanted } from '../../traffic/rest-api-messages.ts'
import type { InvokeFromMethod } from '../api-gateway/rest-api.ts'
import { randomText } from '../names.ts'
import { parseProperties, propertyList, textAt } from '../properties.ts'
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

const schema = z.strictObject({
  TargetFunctionArn: z.string(),
  AuthType: z.literal('NONE', 'the practice account has URLs without authorization only'),
  InvokeMode: z.literal('BUFFERED', 'the practice account has no streamed answers').optional(),
})

const functionUrlTypeName = 'AWS::Lambda::Url'

/**
 * AWS::Lambda::Url: an HTTPS server in a worker thread of its own, published as `<url
 * id>.lambda-url.<region>.on.aws:443`.
 */
export class FunctionUrlType implements ResourceType {
  readonly type = functionUrlTypeName
  readonly properties = propertyList(schema)
  readonly #world: World
  readonly #invoke: InvokeFromMethod
  /** How to end each, by the domain. */
  readonly #running = new Map<string, () => Promise<void>>()

  constructor(world: World, invoke: InvokeFromMethod) {
    this.#world = world
    this.#invoke = invoke
  }

  async create(raw: JsonObject, context: ResourceContext): Promise<CreatedResource> {
    const world = this.#world
    const { TargetFunctionArn: named } = parseProperties(schema, raw)
    await recordPause(context)
    const { region } = context
    const functionArn = requireFunction(world, region, named)
    const twins = world.resources(functionUrlTypeName)
    if (twins.some(({ attributes }) => attributes['FunctionArn'] === functionArn))
      throw new ResourceError(
        `Failed to create function url config for [functionArn = ${functionArn}]. Error message: ` +
          'FunctionUrlConfig exists for this Lambda function',
      )
    const domainName = `${randomText('base36', 32)}.lambda-url.${region}.on.aws`
    await this.#start(domainName, functionArn, region)
    return {
      // What `Ref` gives.
      physicalId: functionArn,
      attributes: {
        FunctionArn: functionArn,
        FunctionUrl: `https://${domainName}/`,
        _createdAt: new Date().toISOString(),
      },
    }
  }

  async delete({ attributes }: ResourceRecord): Promise<void> {
    const domainName = domainIn(attributes)
    const end = this.#running.get(domainName)
    this.#running.delete(domainName)
    await end?.()
  }

  async resume({ region, attributes }: ResourceRecord): Promise<void> {
    const domainName = domainIn(attributes)
    try {
      await this.#start(domainName, textAt(attributes, 'FunctionArn'), region)
    } catch (thrown) {
      this.#world.log('error', 'A function URL did not come back.', { domainName, reason: String(thrown) })
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running.values()].map((end) => end()))
    this.#running.clear()
  }

  async #start(domainName: string, functionArn: string, region: string): Promise<void> {
    const { folder, addresses } = this.#world
    const { key, cert } = await functionUrlCertificate(folder, region)
    const urlId = domainName.split('.')[0] ?? ''
    const settings: FunctionUrlSettings = { urlId, domainName, functionArn, tls: { key, cert } }
    const { worker, ports, close } = await startListeningWorker('function-url', settings, (reason) => {
      this.#world.log('error', 'A function URL ended unexpectedly.', { domainName, reason })
    })
    worker.on('message', (message: InvokeWanted | Listening) => {
      if (message.kind !== 'invoke') return
      const { id, sourceArn, event } = message
      void this.#invoke(functionArn, sourceArn, event).then((outcome) =>
        worker.postMessage({ kind: 'invoked', id, outcome } satisfies Invoked, []),
      )
    })
    addresses.publish(internet, domainName, 443, ports[0] ?? 0)
    this.#running.set(domainName, async () => {
      addresses.withdraw(internet, domainName, 443)
      await close()
    })
  }
}

function domainIn(attributes: JsonObject): string {
  return new URL(textAt(attributes, 'FunctionUrl')).hostname
}

/** The ARN of a function that is named, or given by it. @throws ResourceError in the words of the service */
function requireFunction(world: World, region: string, named: string): string {
  const found = world
    .resources('AWS::Lambda::Function')
    .find(
      (record) => record.region === region && [record.physicalId, record.attributes['Arn']].includes(named),
    )
  if (found === undefined) throw new ResourceError(`Function does not exist: ${named}`)
  return textAt(found.attributes, 'Arn')
}
