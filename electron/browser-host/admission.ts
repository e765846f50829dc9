import { createHash, randomBytes } from 'node:crypto'
import type { Credential } from '../../shared/socket-protocol.ts'

/** Who may give commands to the browser host. */
export interface Admission {
  /**
   * 256 bits, good for as long as the host runs, for any number of pages. For the terminal, which only its
   * owner reads.
   */
  token: string
  /**
   * A code that is good for one page within a minute. For the command line of the browser, which every user
   * of the machine can list: whoever copies it from there is either too late, or is shut out, together with
   * the page, as soon as the browser shows it too.
   */
  once(): string
  /** @returns the token that the page has from now on; undefined when it is not let in */
  admit(credential: Credential): string | undefined
}

/** Time enough for a browser to start. */
const onceMs = 60_000

/**
 * Secrets are found by their hash: how long that takes says nothing about the secret.
 * @param revoke told the token of a page that is to be shut out
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
