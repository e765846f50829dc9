import { AppError } from '../../../shared/errors.ts'
import { withoutLogin } from './endpoint-address.ts'

/** A proxy, and the variable of the environment that names it. */
export interface Proxy {
  url: string
  from: string
}

/** The proxies that calls go through, by the protocol of the call, and which hosts need none. */
export interface Proxies {
  http: Proxy | null
  https: Proxy | null
  /** The value of NO_PROXY. */
  exempt: string
}

export const noProxies: Proxies = { http: null, https: null, exempt: '' }

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The proxies that the environment names. As for the AWS CLI, names in lower case count first, and a value
 * without a protocol means http. Source: AWS CLI user guide, "Using an HTTP proxy".
 * @throws AppError `invalid-input` for a proxy that is neither http nor https
 */
export function proxiesOf(environment: Environment): Proxies {
  return {
    http: proxyIn(environment, ['http_proxy', 'HTTP_PROXY']),
    https: proxyIn(environment, ['https_proxy', 'HTTPS_PROXY']),
    exempt: environment['no_proxy'] || environment['NO_PROXY'] || '',
  }
}

function proxyIn(environment: Environment, names: readonly string[]): Proxy | null {
  const from = names.find((name) => environment[name])
  const value = from === undefined ? undefined : environment[from]
  if (from === undefined || value === undefined) return null
  const url = value.includes('://') ? value : `http://${value}`
  const why = !/^https?:\/\//i.test(url) || !URL.canParse(url) ? 'it must be an http or https proxy' : null
  if (why !== null)
    throw new AppError('invalid-input', `${from} is ${withoutLogin(value)}, which Sluice cannot use: ${why}.`)
  requireSupport(from)
  return { url, from }
}

/** Node hands calls on to a proxy from 22.21 and 24.5 on, and would pass it by silently before. */
function requireSupport(from: string): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 24 || (major === 24 && minor >= 5) || (major === 22 && minor >= 21)) return
  throw new AppError(
    'invalid-input',
    `${from} names a proxy, which Node ${process.versions.node} cannot use. Install Node 24.5 or newer.`,
  )
}

/** The parts of a request that say where it goes. */
interface Target {
  protocol: string
  hostname: string
  port?: number | string | undefined
}

/**
 * The proxy that a request goes through; null for none. A name of NO_PROXY stands for the names below it
 * too, as for the AWS CLI. What is on this computer is reached directly.
 */
export function proxyFor({ protocol, hostname, port }: Target, proxies: Proxies): Proxy | null {
  const proxy = protocol === 'https:' ? proxies.https : proxies.http
  if (proxy === null) return null
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, '')
  return isLoopback(host) || isExempt(host, port, proxies.exempt) ? null : proxy
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127(\.\d+){3}$/.test(host)
}

function isExempt(host: string, port: Target['port'], exempt: string): boolean {
  const names = exempt.toLowerCase().split(',')
  return names.some((entry) => {
    const name = entry.trim().replace(/^\*?\.+/, '')
    if (name === '') return false
    if (name === '*') return true
    return [host, `${host}:${port}`].some((one) => one === name || one.endsWith(`.${name}`))
  })
}

/** What makes an agent of Node's use the proxy for everything, and without one ignore the environment. */
export function agentProxy(proxy: Proxy | null): { proxyEnv: Record<string, string> } {
  return { proxyEnv: proxy === null ? {} : { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url } }
}
