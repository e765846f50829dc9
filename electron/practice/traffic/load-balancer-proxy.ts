import type { ClientRequest, IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { Agent, createServer, request as startRequest } from '../../platform/node-http.ts'
import { lookupInFile } from '../address-book.ts'
import type { InstanceHealth } from './instance-health.ts'
import { afterCheck, checkTcp, unknownHealth } from './instance-health.ts'
import type { LoadBalancerSettings } from './load-balancer-settings.ts'
import { endToEndHeaders, hasBody, relayResponse } from './relay.ts'

interface Instance {
  host: string
  health: InstanceHealth
  /**
   * Loopback ports by the instance's own: looked up with each check, since a look into the file costs 7 %
   * of a request.
   */
  loopbackPorts: Map<number, number>
  /** Requests that it is answering at this moment. */
  outstanding: number
}

export interface RunningLoadBalancer {
  /** Loopback ports, in the order of the listeners. */
  ports: number[]
  /** The instances that it may reach from now on. Those that it knows keep their health. */
  setInstances(hosts: readonly string[]): void
}

/** Starts the listeners of a classic load balancer on loopback, and the checks of its instances. */
export async function startLoadBalancer(settings: LoadBalancerSettings): Promise<RunningLoadBalancer> {
  const instances: Instance[] = []
  const setInstances = (hosts: readonly string[]): void => {
    const known = new Map(instances.map((instance) => [instance.host, instance]))
    const unknown = { health: unknownHealth, outstanding: 0 }
    const next = hosts.map(
      (host) => known.get(host) ?? { host, loopbackPorts: new Map<number, number>(), ...unknown },
    )
    instances.splice(0, instances.length, ...next)
  }
  setInstances(settings.instanceHosts)
  void checkForEver(instances, settings)
  return {
    ports: await Promise.all(settings.listeners.map((listener) => listen(instances, listener, settings))),
    setInstances,
  }
}

async function checkForEver(instances: readonly Instance[], settings: LoadBalancerSettings): Promise<never> {
  const { port, intervalMs, timeoutMs } = settings.healthCheck
  for (;;) {
    await Promise.all(
      instances.map(async (instance) => {
        for (const wanted of [port, ...settings.listeners.map(({ instancePort }) => instancePort)]) {
          const found = lookupInFile(settings.addressBookFile, settings.vpcId, instance.host, wanted)
          if (found === undefined) instance.loopbackPorts.delete(wanted)
          else instance.loopbackPorts.set(wanted, found)
        }
        const target = instance.loopbackPorts.get(port)
        const succeeded = target !== undefined && (await checkTcp(target, timeoutMs))
        instance.health = afterCheck(
          instance.health,
          { succeeded, atMs: performance.now() },
          settings.healthCheck,
        )
      }),
    )
    await new Promise((resolve) => setTimeout(resolve, intervalMs))
  }
}

function listen(
  instances: readonly Instance[],
  listener: LoadBalancerSettings['listeners'][number],
  settings: LoadBalancerSettings,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: Infinity, timeout: settings.idleTimeoutMs })
  const { tls } = listener
  const options = { keepAliveTimeout: settings.idleTimeoutMs, requestTimeout: 0 }
  const answer: RequestListener = (request, response) => {
    const instance = leastBusy(instances)
    const port = instance?.loopbackPorts.get(listener.instancePort)
    if (instance === undefined || port === undefined)
      return refuse(response, 503, 'Service Unavailable: Back-end server is at capacity')
    instance.outstanding += 1
    response.once('close', () => (instance.outstanding -= 1))
    return forward(request, response, { agent, port, frontPort: listener.port, secure: tls !== undefined })
  }
  const server =
    tls === undefined
      ? createServer(options, answer)
      : createSecureServer({ ...options, ...tls, ALPNProtocols: ['http/1.1'] }, answer)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

/** A classic load balancer sends HTTP requests to the instance with the fewest outstanding ones. */
function leastBusy(instances: readonly Instance[]): Instance | undefined {
  let best: Instance | undefined
  for (const instance of instances) {
    if (instance.health.inService && (best === undefined || instance.outstanding < best.outstanding))
      best = instance
  }
  return best
}

/** The status codes that a classic load balancer makes itself come with an empty body. */
function refuse(response: ServerResponse, status: number, reason: string): void {
  if (response.headersSent) response.destroy()
  else response.writeHead(status, reason, { 'Content-Length': '0', Connection: 'keep-alive' }).end()
}

function forward(
  request: IncomingMessage,
  response: ServerResponse,
  via: { agent: Agent; port: number; frontPort: number; secure: boolean },
): void {
  const withBody = hasBody(request)
  const upstream: ClientRequest = startRequest(
    {
      agent: via.agent,
      host: '127.0.0.1',
      port: via.port,
      method: request.method,
      path: request.url,
      headers: forwardedHeaders(request, via),
      setDefaultHeaders: false,
    },
    (answer) => relayResponse(answer, response),
  )
  upstream.on('timeout', () => {
    refuse(response, 504, 'GATEWAY_TIMEOUT')
    upstream.destroy()
  })
  upstream.on('error', (error: NodeJS.ErrnoException) => {
    // The instance may close a kept connection just as it is used again; what does no harm twice is sent
    // again.
    const raced =
      upstream.reusedSocket &&
      error.code === 'ECONNRESET' &&
      request.method === 'GET' &&
      !withBody &&
      !response.headersSent
    if (raced) forward(request, response, via)
    else if (error.code?.startsWith('HPE_') === true) refuse(response, 502, 'BAD_GATEWAY')
    else refuse(response, 504, 'GATEWAY_TIMEOUT')
  })
  response.once('close', () => {
    if (!response.writableFinished) upstream.destroy()
  })
  if (withBody) request.pipe(upstream)
  else upstream.end()
}

/** The request's headers, and where it came from. An X-Forwarded-For that is there already is continued. */
function forwardedHeaders(
  request: IncomingMessage,
  { frontPort, secure }: { frontPort: number; secure: boolean },
): string[] {
  const before = request.headers['x-forwarded-for']
  const client = request.socket.remoteAddress ?? ''
  const headers = endToEndHeaders(request.rawHeaders).filter(
    (_, at, all) => !(all[at - (at % 2)] ?? '').toLowerCase().startsWith('x-forwarded-'),
  )
  headers.push('X-Forwarded-For', before === undefined ? client : `${String(before)}, ${client}`)
  headers.push('X-Forwarded-Port', String(frontPort), 'X-Forwarded-Proto', secure ? 'https' : 'http')
  headers.push('Connection', 'keep-alive')
  return headers
}
