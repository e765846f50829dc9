/** Everything that can go wrong, as a closed set: what a host, a screen or the command line may decide on. */
export const errorCodes = [
  'invalid-input',
  'not-found',
  'conflict',
  'account-refused',
  'practice-unavailable',
  'credentials',
  /** Nothing has answered; `details` has `host`, `reason`, `code` and `issuer`. */
  'unreachable',
  /** A check before the start has failed; `details.checks` holds all of them. */
  'preflight',
  /**
   * The account that credentials lead to was not confirmed, or is another one than was confirmed;
   * `details.identity` holds it.
   */
  'unconfirmed',
  /** Warnings of the checks before the start were not confirmed; `details.checks` holds those. */
  'unconfirmed-checks',
  'aws',
  'deployment-failed',
  'load-failed',
  /** The database cannot be used; `details.problem` says why. */
  'database',
  /** There is no folder to keep anything in, or it cannot be used. */
  'data-folder',
  /** The page and the engine have lost each other. */
  'disconnected',
  'internal',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** An error as data; its schema is in `wire.ts`, so that pages need no zod for it. */
export interface ErrorData {
  code: ErrorCode
  /** One sentence or two that are safe to show, and that say what to do next where that is known. */
  message: string
  /** What code may decide on, such as the `field` and the `faults` of an `invalid-input`. */
  details: Record<string, unknown>
}

/** The one error that crosses boundaries. `message` is shown to the person as it is. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly details: Record<string, unknown>
  constructor(code: ErrorCode, message: string, details: Record<string, unknown> = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.details = details
  }
}

/**
 * Any thrown value as data for the wire. What is not an AppError is a defect: its message is kept, its
 * stack is not shown.
 */
export function errorData(thrown: unknown): ErrorData {
  if (thrown instanceof AppError)
    return { code: thrown.code, message: thrown.message, details: thrown.details }
  return { code: 'internal', message: `Something unexpected happened: ${errorMessage(thrown)}`, details: {} }
}

export function errorMessage(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
