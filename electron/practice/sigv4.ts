import { sameText } from './same-text.ts'
import { type AccessKey, type CredentialScope, signatureOf } from './signature.ts'

/** Why a request is not believed. Each protocol has its own name for it (`wire/`). */
export type Disbelief = 'missing-token' | 'unknown-key' | 'expired' | 'too-old' | 'wrong-signature'

/**
 * Who a request says it is from, before that is proved: enough to refuse it early and in the service's own
 * words.
 */
export interface Claim {
  accessKeyId: string
  scope: CredentialScope
  signedHeaders: string[]
  signature: string
  /** `x-amz-date` as sent. */
  timestamp: string
}

/** How far a signature's time may be off, either way. AWS allows five minutes for most services. */
export const maxSkewMs = 300_000

/** Reads the Authorization header; undefined when there is none, or none that can be read. */
export function readClaim(headers: Readonly<Record<string, string>>): Claim | undefined {
  const match =
    /^AWS4-HMAC-SHA256 +Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/([^/,\s]+)\/aws4_request, *SignedHeaders=([^,\s]+), *Signature=([0-9a-f]{64})$/.exec(
      headers['authorization'] ?? '',
    )
  const timestamp = headers['x-amz-date']
  if (match === null || timestamp === undefined) return undefined
  const [, accessKeyId = '', date = '', region = '', service = '', names = '', signature = ''] = match
  return {
    accessKeyId,
    scope: { date, region, service },
    signedHeaders: names.split(';'),
    signature,
    timestamp,
  }
}

/** The key that a request is signed with; a temporary one also has a token, and an end. */
export interface SigningKey extends AccessKey {
  token?: string
  expiresAtMs?: number
}

/**
 * What can be refused before the body is read: a key of somebody else, a token that is not the key's own,
 * its end, a time that is off.
 */
export function disbeliefOfClaim(
  claim: Claim | undefined,
  headers: Readonly<Record<string, string>>,
  key: SigningKey | undefined,
  nowMs: number,
): Disbelief | undefined {
  if (claim === undefined) return 'missing-token'
  if (key === undefined || !sameText(claim.accessKeyId, key.accessKeyId)) return 'unknown-key'
  if (!sameText(headers['x-amz-security-token'] ?? '', key.token ?? '')) return 'unknown-key'
  if (key.expiresAtMs !== undefined && key.expiresAtMs <= nowMs) return 'expired'
  const signedAtMs = epochMsOf(claim.timestamp)
  if (signedAtMs === undefined || !claim.timestamp.startsWith(claim.scope.date)) return 'wrong-signature'
  if (Math.abs(nowMs - signedAtMs) > maxSkewMs) return 'too-old'
  return undefined
}

/**
 * Whether the claim is true: host and every `x-amz-` header must be covered (else one could be swapped
 * under a valid signature), and the signature must be the one that the key gives, over the body that was
 * really received.
 */
export function isSignedBy(
  key: AccessKey,
  claim: Claim,
  request: { method: string; target: string; headers: Readonly<Record<string, string>>; body: Uint8Array },
): boolean {
  const covered = new Set(claim.signedHeaders)
  const mustBeCovered = Object.keys(request.headers).filter(
    (name) => name === 'host' || name.startsWith('x-amz-'),
  )
  if (mustBeCovered.some((name) => !covered.has(name))) return false
  if (claim.signedHeaders.some((name) => request.headers[name] === undefined)) return false
  const { signedHeaders, scope, timestamp } = claim
  return sameText(
    claim.signature,
    signatureOf({ ...request, signedHeaders }, scope, timestamp, key.secretAccessKey),
  )
}

function epochMsOf(timestamp: string): number | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(timestamp)
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second] = match
  const epochMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(epochMs) ? undefined : epochMs
}
