import { createHash, randomBytes } from 'node:crypto'
import type { Credential } from '../../shared/socket-protocol.ts'

/** Decides which pages may send commands to the browser host. */
export interface Admission {
  /** Makes a code that lets in one page, once. */
  issueCode(options?: CodeOptions): string
  /**
   * @returns the page's own token, which is valid while the host runs; undefined when it is not admitted. A
   * code that is spent or too old changes nothing for the page that has used it.
   */
  admit(credential: Credential): string | undefined
}

interface CodeOptions {
  /** For ever unless said. */
  validMs?: number
  onUsed?: (() => void) | undefined
}

/**
 * Secrets have 256 bits and are looked up by their hash, so that the time this takes reveals nothing about
 * them.
 */
export function createAdmission(now: () => number = Date.now): Admission {
  const tokens = new Map<string, string>()
  const codes = new Map<string, { untilMs: number; onUsed: () => void }>()

  const redeem = (code: string): string | undefined => {
    const known = codes.get(hash(code))
    if (known === undefined) return undefined
    codes.delete(hash(code))
    if (now() > known.untilMs) return undefined
    const token = secret()
    tokens.set(hash(token), token)
    known.onUsed()
    return token
  }
  return {
    issueCode({ validMs = Infinity, onUsed = () => undefined } = {}) {
      const code = secret()
      codes.set(hash(code), { untilMs: now() + validMs, onUsed })
      return code
    },
    admit: ({ kind, secret }) => (kind === 'token' ? tokens.get(hash(secret)) : redeem(secret)),
  }
}

function secret(): string {
  return randomBytes(32).toString('base64url')
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}
