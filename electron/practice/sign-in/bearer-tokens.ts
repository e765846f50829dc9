import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Documents } from '../world.ts'
import { keepExpiring } from './expiring-documents.ts'

/** A bearer token, valid until it expires: the access tokens of IAM Identity Center, and web identities. */
const tokenSchema = z.strictObject({ token: z.string(), expiresAtMs: z.number() })

export type TokenKind = 'sso-token' | 'web-identity'

/** A new token, kept on disk: it survives a restart of the account, as on AWS. */
export function issueToken(documents: Documents, kind: TokenKind, seconds: number, nowMs: number): string {
  const token = `practice-${kind}-${randomBytes(48).toString('base64url')}`
  keepExpiring(documents, kind, nameOf(token), { token, expiresAtMs: nowMs + seconds * 1000 }, nowMs)
  return token
}

/** The state of a token that a caller presents. */
export function stateOfToken(
  documents: Documents,
  kind: TokenKind,
  token: string,
  nowMs: number,
): 'good' | 'ended' | 'unknown' {
  const found = documents.get(`${kind}/${nameOf(token)}`)
  if (found === undefined) return 'unknown'
  return tokenSchema.parse(found).expiresAtMs > nowMs ? 'good' : 'ended'
}

/** A hash, so that file names reveal nothing and looking up a guess takes as long as looking up the token. */
function nameOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
