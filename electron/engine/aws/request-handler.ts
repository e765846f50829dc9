import { setTimeout as delay } from 'node:timers/promises'
import type { HttpRequest } from '@smithy/core/transport'
import { certificateIssuer } from './certificate-issuer.ts'
import { withoutLogin } from './endpoint-address.ts'
import { agentProxy, proxyFor, type Proxies } from './proxy.ts'
import { createHandlers, type Handle, type Handler, type Way } from './sdk-handlers.ts'
import {
  isOfProxy,
  UnreachableError,
  unreachableReason,
  type Destination,
  type Unreachable,
} from './unreachable.ts'

export interface Reach extends Way {
  to: Destination
  proxies: Proxies
  /**
   * A person waits for the first answer: until there is one, every request fails within 8 s, and the SDK does
   * not repeat it. Otherwise failures are the SDK's to repeat.
   */
  hurried: boolean
}

/** How long a person waits for the first answer of an account. */
const firstAnswerMs = 8_000
/** Before the second and last try of a hurried request. */
const secondTryMs = 300

/** An HTTP handler for the SDK's clients that says what it could not reach. */
export type RequestHandler = Handler & {
  /** What could not be reached last; null once something has answered. */
  failure(): Unreachable | null
}

/**
 * Wraps the SDK's HTTP handler. What Node throws on the way gets a property `unreachable`, so that nobody has
 * to read its text, and no request is without a deadline. Once destroyed it refuses requests: what goes on
 * after its owner has given up would open connections that nobody closes.
 * @throws AppError `credentials` for a bundle of certificates that cannot be read
 */
export function createRequestHandler(reach: Reach): RequestHandler {
  const handlers = createHandlers(reach)
  const direct = handlers.through(null)
  let answered = false
  let failure: Unreachable | null = null
  let isClosed = false

  async function attempt(...[request, options]: Parameters<Handle>): ReturnType<Handle> {
    if (isClosed) throw new DOMException('The connection to the account is closed.', 'AbortError')
    const proxy = proxyFor(request, reach.proxies)
    try {
      const answer = await handlers.through(proxy).handle(request, options)
      answered = true
      failure = null
      return answer
    } catch (thrown) {
      const why = unreachableReason(thrown)
      if (why === null) throw thrown
      failure = await unreachable(request, reach, why)
      throw Object.assign(thrown as Error, { unreachable: failure })
    }
  }

  const burst = createBurst()
  async function handle(...[request, options]: Parameters<Handle>): ReturnType<Handle> {
    if (answered || !reach.hurried) return attempt(request, options)
    const caller = options?.abortSignal
    const { deadline, end } = burst.begin()
    const signal = caller ? AbortSignal.any([deadline, caller]) : deadline
    try {
      return await twice(() => attempt(request, { ...options, abortSignal: signal }), signal)
    } catch (thrown) {
      if (caller?.aborted) throw thrown
      if (deadline.aborted && failure === null)
        failure = await unreachable(request, reach, { reason: 'silent', code: null })
      throw failure === null ? thrown : new UnreachableError(failure)
    } finally {
      end()
    }
  }

  return {
    metadata: direct.metadata,
    handle,
    destroy() {
      isClosed = true
      handlers.destroy()
    },
    updateHttpClientConfig: (key, value) => direct.updateHttpClientConfig(key, value),
    httpHandlerConfigs: () => direct.httpHandlerConfigs(),
    failure: () => failure,
  }
}

/** Requests that are under way at the same time share the wait for the first answer. */
function createBurst(): { begin(): { deadline: AbortSignal; end: () => void } } {
  let underWay = 0
  let deadline = new AbortController().signal
  return {
    begin() {
      if (underWay === 0) deadline = AbortSignal.timeout(firstAnswerMs)
      underWay += 1
      return { deadline, end: () => void (underWay -= 1) }
    },
  }
}

/** A network that has just come back, or a kept connection that was closed, is worth one more try. */
async function twice<T>(attempt: () => Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await attempt()
  } catch (thrown) {
    const why = unreachableReason(thrown)
    if (why === null || why.reason === 'certificate' || signal.aborted) throw thrown
    await delay(secondTryMs, undefined, { signal })
    return attempt()
  }
}

async function unreachable(
  request: HttpRequest,
  { to, proxies }: Reach,
  why: Pick<Unreachable, 'reason' | 'code'>,
): Promise<Unreachable> {
  const proxy = proxyFor(request, proxies)
  const url = proxy === null ? null : withoutLogin(proxy.url)
  const { hostname, port, protocol } =
    proxy !== null && isOfProxy(why.reason) ? addressOf(new URL(proxy.url)) : request
  const issuer =
    why.reason === 'certificate' ? await certificateIssuer(hostname, port ?? 443, agentProxy(proxy)) : null
  const usual = protocol === 'https:' ? 443 : 80
  const host = port === undefined || port === usual ? hostname : `${hostname}:${port}`
  return { host, ...why, issuer, to, proxy: proxy && url !== null ? { url, from: proxy.from } : null }
}

function addressOf({ hostname, port, protocol }: URL): Pick<HttpRequest, 'hostname' | 'port' | 'protocol'> {
  return { hostname, protocol, ...(port === '' ? {} : { port: Number(port) }) }
}
