import { readTarget } from './request-target.ts'
import { sameText } from './same-text.ts'
import { type AccessKey, type SignableRequest, signRequest } from './signature.ts'

/** Why a request is not authenticated. Each protocol has its own error for each (`wire/`). */
export type AuthFailure = 'missing-token' | 'unknown-key' | 'expired' | 'too-old' | 'wrong-signature'

/** What a request says in its Authorization header, not verified yet. */
export interface Authorization {
  accessKeyId: string
  /** Credential scope: `date/region/service/aws4_request`. */
  date: string
  region: string
  service: string
  signedHeaders: string[]
  signature: string
  /** `x-amz-date` as sent. */
  timestamp: string
}

/** How far the time of a signature may differ from the clock. AWS allows five minutes for most services. */
const maxSkewMs = 300_000

const headerPattern = new RegExp(
  String.raw`^AWS4-HMAC-SHA256 +Credential=([^/,\s]+)/(\d{8})/([^/,\s]+)/([^/,\s]+)/aws4_request, *` +
    String.raw`SignedHeaders=([^,\s]+), *Signature=([0-9a-f]{64})$`,
)

/** Reads the Authorization header; undefined when there is none, or none of Signature Version 4. */
export function readAuthorization(headers: Readonly<Record<string, string>>): Authorization | undefined {
  const match = headerPattern.exec(headers['authorization'] ?? '')
  const timestamp = headers['x-amz-date']
  if (match === null || timestamp === undefined) return undefined
  const [, accessKeyId = '', date = '', region = '', service = '', names = '', signature = ''] = match
  return { accessKeyId, date, region, service, signedHeaders: names.split(';'), signature, timestamp }
}

/** The key that a request is signed with; a temporary one also has a session token and an expiry. */
export interface SigningKey extends AccessKey {
  token?: string
  expiresAtMs?: number
}

/** What is refused before the body is read: a wrong key or session token, an expired key, a wrong time. */
export function authFailureOf(
  authorization: Authorization | undefined,
  headers: Readonly<Record<string, string>>,
  key: SigningKey,
  nowMs: number,
): AuthFailure | undefined {
  if (authorization === undefined) return 'missing-token'
  const { accessKeyId, date, timestamp } = authorization
  if (!sameText(accessKeyId, key.accessKeyId)) return 'unknown-key'
  if (!sameText(headers['x-amz-security-token'] ?? '', key.token ?? '')) return 'unknown-key'
  if (key.expiresAtMs !== undefined && key.expiresAtMs <= nowMs) return 'expired'
  const signedAtMs = epochMsOf(timestamp)
  if (signedAtMs === undefined || !timestamp.startsWith(date)) return 'wrong-signature'
  if (Math.abs(nowMs - signedAtMs) > maxSkewMs) return 'too-old'
  return undefined
}

/**
 * Whether the key gives this signature for the request, over the body that was received. Host and every
 * `x-amz-` header must be signed, as one that is not could be replaced under a valid signature.
 */
export async function isSignedBy(
  key: AccessKey,
  authorization: Authorization,
  request: SignableRequest,
): Promise<boolean> {
  const { region, service, signedHeaders, signature, timestamp } = authorization
  const signedAtMs = epochMsOf(timestamp)
  const names = new Set(signedHeaders)
  if (signedAtMs === undefined || !isCovered(request, names)) return false
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => names.has(name)))
  if (Object.keys(headers).length !== names.size) return false
  const expected = await signRequest({ ...request, headers }, key, region, service, signedAtMs)
  return sameText(signature, readAuthorization(expected)?.signature ?? '')
}

function isCovered({ headers, target }: SignableRequest, names: ReadonlySet<string>): boolean {
  // The library leaves this parameter of presigned URLs out of what it signs.
  const parameters = [...readTarget(target).query.keys()]
  if (parameters.some((name) => name.toLowerCase() === 'x-amz-signature')) return false
  const mustBeSigned = Object.keys(headers).filter((name) => name === 'host' || name.startsWith('x-amz-'))
  return mustBeSigned.every((name) => names.has(name))
}

/** `20260131T235959Z` as epoch milliseconds; undefined for what is no time. */
function epochMsOf(timestamp: string): number | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(timestamp)
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second] = match
  const epochMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(epochMs) ? undefined : epochMs
}
