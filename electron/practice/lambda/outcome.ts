/** How long a function ran, without what Lambda adds: in milliseconds. */
interface Ran {
  durationMs: number
  /** How long its cold start took before that; null for an environment that was there. */
  initMs: number | null
}

/** The function threw, ran out of time or memory, or its module did not load. */
export interface Failure {
  kind: 'failed'
  errorType: string
  message: string
  /** Left out where it never ran. */
  ran?: Ran
}

export interface Answered {
  kind: 'answered'
  /** JSON. */
  payload: string
  ran?: Ran
}

/** How an invocation ended, in the terms that its caller needs. */
export type InvokeOutcome =
  | Answered
  | Failure
  | { kind: 'throttled' }
  | { kind: 'not-permitted' }
  | { kind: 'not-found' }
  | { kind: 'request-too-large' }

/** Payload of an invocation, in and out: 6 MB and a little for the envelope. */
export const maxPayloadBytes = 6_291_556
