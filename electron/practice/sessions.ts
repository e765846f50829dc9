import { createHmac, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { randomText } from './resources/names.ts'
import type { Documents, Json } from './world.ts'

/**
 * Temporary credentials that STS has issued, kept on disk: they survive a restart of the account, as on AWS.
 */
const sessionSchema = z.strictObject({
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  token: z.string(),
  /** The ARN of the caller who uses it. */
  arn: z.string(),
  expiresAtMs: z.number(),
  /** Policies of its own, for callers that tests ask for; otherwise those of the account's user. */
  policies: z.array(z.json()).optional(),
  /** The policy that was given with AssumeRole. */
  sessionPolicy: z.json().optional(),
  /** When a code of an MFA device was given for it. */
  mfaAtMs: z.number().optional(),
})

type KeptSession = z.infer<typeof sessionSchema>
export interface Session extends Omit<KeptSession, 'policies' | 'sessionPolicy'> {
  policies?: Json[]
  sessionPolicy?: Json
}

/** What a session may do other than the account's user. */
export type SessionPermissions = Pick<Session, 'policies' | 'sessionPolicy' | 'mfaAtMs'>

export function issueSession(
  documents: Documents,
  arn: string,
  expiresAtMs: number,
  permissions: SessionPermissions = {},
): Session {
  const session: Session = {
    accessKeyId: `ASIA${randomText('capitals', 16)}`,
    secretAccessKey: randomBytes(30).toString('base64'),
    token: randomBytes(96).toString('base64'),
    arn,
    expiresAtMs,
    ...permissions,
  }
  documents.put(`session/${session.accessKeyId}`, session)
  return session
}

export function findSession(documents: Documents, accessKeyId: string): Session | undefined {
  if (!/^ASIA[A-Z0-9]{16}$/.test(accessKeyId)) return undefined
  const found = documents.get(`session/${accessKeyId}`)
  return found === undefined ? undefined : (sessionSchema.parse(found) as Session)
}

const mfaStepMs = 30_000

/**
 * The code that the account's MFA device shows: a time-based one-time password. Source: RFC 6238 with
 * HMAC-SHA-1, 30 s and six digits.
 */
export function mfaCode(documents: Documents, nowMs: number): string {
  const kept = documents.get('mfa/secret')
  const secret = typeof kept === 'string' ? kept : randomBytes(20).toString('hex')
  if (kept === undefined) documents.put('mfa/secret', secret)
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(nowMs / mfaStepMs)))
  const hash = createHmac('sha1', Buffer.from(secret, 'hex')).update(counter).digest()
  const offset = (hash.at(-1) ?? 0) & 15
  return String((hash.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0')
}

/** Whether a code is the current one of the device, or the one before: typing takes time. */
export function isMfaCode(documents: Documents, code: string, nowMs: number): boolean {
  return [nowMs, nowMs - mfaStepMs].some((atMs) => mfaCode(documents, atMs) === code)
}
