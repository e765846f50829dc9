import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Documents } from '../world.ts'
import { keepPassing } from './passing.ts'

/**
 * Whoever shows such a token is believed, until it ends: the access tokens of IAM Identity Center, and web
 * identities.
 */
const tokenSchema = z.strictObject({ token: z.string(), expiresAtMs: z.number() })

export type TokenKind = 'sso-token' | 'web-identity'

/** A new token, kept on disk: it outlives a restart of the account, as on AWS. */
export function issueToken(documents: Documents, kind: TokenKind, seconds: number, nowMs: number): string {
  const token = `practice-${kind}-${randomBytes(48).toString('base64url')}`
  keepPassing(documents, kind, nameOf(token), { token, expiresAtMs: nowMs + seconds * 1000 }, nowMs)
  return token
}

/** What is known of a token that somebody shows. */
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

/** File names tell nothing, and looking one up takes as long for a guess as for the token. */
function nameOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
