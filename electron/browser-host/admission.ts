import { createHash, randomBytes } from 'node:crypto'
import type { Credential } from '../../shared/socket-protocol.ts'

/** Decides which pages may send commands to the browser host. */
export interface Admission {
  /**
   * 256 bits, valid while the host runs, for any number of pages. For the terminal, which only its owner
   * reads.
   */
  token: string
  /**
   * A code that is valid for one page within a minute. For the command line of the browser, which every user
   * of the machine can list: a copied code is either spent, or gets revoked together with the page as soon
   * as the browser uses it, too.
   */
  once(): string
  /** @returns the page's token; undefined when it is not admitted */
  admit(credential: Credential): string | undefined
}

/** Time enough for a browser to start. */
const onceMs = 60_000

/**
 * Secrets are looked up by their hash, so that the time it takes reveals nothing about them.
 * @param revoke called with the token of a page that is no longer admitted
 */
export function createAdmission(revoke: (token: string) => void, now: () => number = Date.now): Admission {
  const token = secret()
  const tokens = new Map([[hash(token), token]])
  const codes = new Map<string, { untilMs: number; token: string | undefined }>()

  const redeem = (code: string): string | undefined => {
    const known = codes.get(hash(code))
    if (known === undefined) return undefined
    if (known.token !== undefined) {
      tokens.delete(hash(known.token))
      revoke(known.token)
      return undefined
    }
    if (now() > known.untilMs) return undefined
    known.token = secret()
    tokens.set(hash(known.token), known.token)
    return known.token
  }
  return {
    token,
    once() {
      const code = secret()
      codes.set(hash(code), { untilMs: now() + onceMs, token: undefined })
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
