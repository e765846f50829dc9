import type { Proxy } from './proxy.ts'

/** Why a call never got an answer of AWS's. */
type UnreachableReason =
  /** The name has no address, or nobody could be asked for it. */
  | 'dns'
  | 'refused'
  /** No connection came about in time. */
  | 'no-connection'
  /** There is a connection, but no answer in time. */
  | 'silent'
  | 'reset'
  | 'no-route'
  /** A certificate that this computer does not trust, or not for this name, or not now. */
  | 'certificate'
  /** What answers does not speak TLS as it should. */
  | 'tls'
  /** The proxy does not let it through, for example because it wants a password. */
  | 'proxy'

/** Whether the proxy has failed, where a call goes through one, and not what is behind it. */
export function isOfProxy(reason: UnreachableReason): boolean {
  return ['dns', 'refused', 'no-connection', 'no-route'].includes(reason)
}

/** Where calls go: to AWS, to an endpoint that the person's settings name, or to the practice account. */
export type Destination =
  | { kind: 'aws' }
  | { kind: 'detour'; endpoint: string; from: string }
  | { kind: 'practice' }

/** A call that never got an answer, as data. */
export interface Unreachable {
  /** With its port, where that is not the usual one. */
  host: string
  reason: UnreachableReason
  /** Node's own code, such as `CERT_HAS_EXPIRED`; null where it has none. */
  code: string | null
  /** Who issued the certificate, where one was refused and could be read. */
  issuer: string | null
  to: Destination
  /** What the call went through, without user and password. */
  proxy: Proxy | null
}

/** Sources: Node.js error codes; the verification errors of OpenSSL. */
const reasons: Readonly<Record<string, UnreachableReason>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  EHOSTUNREACH: 'no-route',
  ENETUNREACH: 'no-route',
  ENETDOWN: 'no-route',
  EADDRNOTAVAIL: 'no-route',
  EPROTO: 'tls',
  ERR_PROXY_TUNNEL: 'proxy',
  CERT_HAS_EXPIRED: 'certificate',
  CERT_NOT_YET_VALID: 'certificate',
  CERT_CHAIN_TOO_LONG: 'certificate',
  CERT_REJECTED: 'certificate',
  CERT_REVOKED: 'certificate',
  CERT_SIGNATURE_FAILURE: 'certificate',
  CERT_UNTRUSTED: 'certificate',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate',
  HOSTNAME_MISMATCH: 'certificate',
  INVALID_CA: 'certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate',
}

/** What Node throws: several addresses of one name fail together, as one AggregateError. */
type NodeError = Error & { code?: string; syscall?: string; errors?: readonly unknown[] }

/**
 * Why a request got no answer, from what Node or the SDK's HTTP handler has thrown.
 * @returns null for anything else, such as a request that was aborted
 */
export function unreachableReason(
  thrown: unknown,
): { reason: UnreachableReason; code: string | null } | null {
  if (!(thrown instanceof Error)) return null
  const { name, code, syscall, errors = [] } = thrown as NodeError
  if (code === 'ETIMEDOUT') return { reason: syscall === 'connect' ? 'no-connection' : 'silent', code }
  const known = code === undefined ? undefined : (reasons[code] ?? otherTls(code))
  if (known !== undefined) return { reason: known, code: code ?? null }
  // The SDK's handler sets no code when a connection times out.
  if (name === 'TimeoutError') return { reason: 'no-connection', code: null }
  return errors.map(unreachableReason).find((one) => one !== null) ?? null
}

function otherTls(code: string): UnreachableReason | undefined {
  return code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') ? 'tls' : undefined
}

/** An error that says what it could not reach; it is not tried again by the SDK. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError'
  readonly unreachable: Unreachable
  constructor(unreachable: Unreachable) {
    super([unreachable.host, unreachable.reason, unreachable.code].filter((part) => part !== null).join(' '))
    this.unreachable = unreachable
  }
}

/** What a thrown error says it could not reach; null where it was something else. */
export function unreachableOf(thrown: unknown): Unreachable | null {
  if (!(thrown instanceof Error)) return null
  return (thrown as { unreachable?: Unreachable }).unreachable ?? null
}

/** The sentence for people: what does not answer, why, and what to do about it. */
export function unreachableText(unreachable: Unreachable): string {
  const { to, proxy } = unreachable
  const why = unreachableReasonText(unreachable)
  if (to.kind === 'practice') return `The practice account does not answer (${why}). Try again.`
  const is = to.kind === 'aws' ? 'AWS cannot' : `${to.endpoint} cannot`
  const through = proxy === null ? '' : ` through the proxy ${proxy.url}`
  return `${is} be reached from here${through} (${why}). ${remedyText(unreachable)}`
}

/** Why, in some words: for example `no DNS answer for sts.us-west-2.amazonaws.com`. */
export function unreachableReasonText({ host, reason, code, issuer }: Unreachable): string {
  const by = issuer === null ? '' : `, issued by "${issuer}"`
  const texts: Record<UnreachableReason, string> = {
    dns: `no DNS answer for ${host}`,
    refused: `${host} refuses the connection`,
    'no-connection': `no connection to ${host}`,
    silent: `${host} accepts the connection, but does not answer`,
    reset: `${host} cuts the connection`,
    'no-route': `no route to ${host}`,
    certificate: `${host} shows a certificate that is not trusted${by}: ${code}`,
    tls: `${host} does not speak TLS: ${code}`,
    proxy: `it opens no way to ${host}`,
  }
  return texts[reason]
}

const outOfDate = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'])

function remedyText({ reason, code, to, proxy }: Unreachable): string {
  if (reason === 'certificate' && outOfDate.has(code ?? '')) return 'Is the clock of this computer right?'
  if (reason === 'certificate')
    return (
      'A proxy may read the traffic of this network. If you trust it, name a file with the certificate of ' +
      'its authority in AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS.'
    )
  if (proxy !== null)
    return `The proxy is used because of ${proxy.from}. Does it run, and does it want a password?`
  if (to.kind === 'detour') return `It is used instead of AWS because of ${to.from}. Is it running?`
  return 'Are you offline, or behind a proxy?'
}
