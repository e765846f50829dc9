/**
 * What a page and the browser host agree on before the first command. Page to host: `RequestMessage`. Host
 * to page: first a `WelcomeMessage`, then `AnswerMessage` and `EventMessage` in any order. One JSON text
 * each.
 */
import type { AnyEvent } from './events.ts'
import type { Answer } from './wire.ts'

export const socketPath = '/engine'

/**
 * The subprotocol that the host answers with; the page offers its credential as a second one, which is a
 * header and never part of an address.
 */
export const subprotocol = 'sluice.1'

/**
 * What a page shows to be let in: the code of the address that it was opened with, which is good for one
 * page, or the token that it was given for that.
 */
export interface Credential {
  kind: 'token' | 'once'
  secret: string
}

const credentialPattern = /^(token|once)\.([\w-]{43})$/

export function credentialText({ kind, secret }: Credential): string {
  return `${kind}.${secret}`
}

/** @returns undefined for whatever is not a credential's text; a secret is 256 bits in base64url */
export function parseCredential(text: string): Credential | undefined {
  const [, kind, secret] = credentialPattern.exec(text) ?? []
  return (kind === 'token' || kind === 'once') && secret !== undefined ? { kind, secret } : undefined
}

/** Longer messages are refused by the host, and not sent by the page. */
export const maxMessageBytes = 1024 * 1024

/** Requests of one page that may be unanswered at once; more are answered with an error at once. */
export const mostRequestsAtOnce = 256

/** The close code (of the range for applications) that tells a page that asking again is of no use. */
export const refusedCloseCode = 4401

export interface RequestMessage {
  id: number
  name: string
  input: unknown
}

/** The first message: the page is let in, from now on with this token. */
interface WelcomeMessage {
  welcome: { token: string }
}

export interface AnswerMessage {
  id: number
  answer: Answer<unknown>
}

export interface EventMessage {
  event: AnyEvent
}

export type HostMessage = WelcomeMessage | AnswerMessage | EventMessage
