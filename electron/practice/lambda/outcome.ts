/** The function threw, ran out of time or memory, or its module did not load. */
export interface Failure {
  kind: 'failed'
  errorType: string
  message: string
}

/** How an invocation ended, in the terms that its caller needs. */
export type InvokeOutcome =
  | { kind: 'answered'; /** JSON. */ payload: string }
  | Failure
  | { kind: 'throttled' }
  | { kind: 'not-permitted' }
  | { kind: 'not-found' }
  | { kind: 'request-too-large' }

/** Payload of an invocation, in and out: 6 MB and a little for the envelope. */
export const maxPayloadBytes = 6_291_556
