import { STSClient } from '@aws-sdk/client-sts'
import type { HttpRequest, HttpResponse } from '@smithy/core/transport'
import { agentProxy, type Proxy } from './proxy.ts'
import { trustedAuthorities, type CaBundle } from './trusted-authorities.ts'

interface HandlerOptions {
  abortSignal?: AbortSignal
}

export type Handle = (request: HttpRequest, options?: HandlerOptions) => Promise<{ response: HttpResponse }>

/** What the SDK's clients take as HTTP handler. */
export type Handler = {
  metadata: { handlerProtocol: string }
  handle: Handle
  destroy(): void
  updateHttpClientConfig(key: never, value: never): void
  httpHandlerConfigs(): object
}

/** What the SDK's own handlers need to know of a way to an account. */
export interface Way {
  caBundle: CaBundle | null
  /** A person waits. */
  hurried: boolean
}

/** How long a request may wait for its answer, and an answer may pause. */
const requestMs = 60_000
const silenceMs = 65_000
const connectionMs = { hurried: 3_000, patient: 5_000 }

/**
 * The SDK's HTTP handlers, one for each proxy, and one that uses none.
 * @throws AppError `credentials` for a bundle of certificates that cannot be read
 */
export function createHandlers(way: Way): { through(proxy: Proxy | null): Handler; destroy(): void } {
  const direct = sdkHandler(way, null)
  /** By the address of the proxy. */
  const proxied = new Map<string, Handler>()
  return {
    through(proxy) {
      if (proxy === null) return direct
      const handler = proxied.get(proxy.url) ?? sdkHandler(way, proxy)
      proxied.set(proxy.url, handler)
      return handler
    },
    destroy() {
      for (const handler of [direct, ...proxied.values()]) handler.destroy()
    },
  }
}

/** The handler that the SDK makes of these settings; it warns nobody on the terminal. */
function sdkHandler({ caBundle, hurried }: Way, proxy: Proxy | null): Handler {
  const ca = caBundle === null ? {} : { ca: trustedAuthorities(caBundle) }
  const silence = (): void => undefined
  const client = new STSClient({
    region: 'us-east-1',
    requestHandler: {
      connectionTimeout: hurried ? connectionMs.hurried : connectionMs.patient,
      requestTimeout: requestMs,
      throwOnRequestTimeout: true,
      socketTimeout: silenceMs,
      logger: { trace: silence, debug: silence, info: silence, warn: silence, error: silence },
      httpAgent: agentProxy(proxy),
      httpsAgent: { ...ca, ...agentProxy(proxy) },
    },
  })
  return client.config.requestHandler as unknown as Handler
}
