import { CommanderError } from 'commander'
import { errorData, type ErrorCode } from '../../shared/errors.ts'
import type { RunStatus } from '../../shared/run.ts'

export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  /** A condition of a gate could not be judged; with `--strict` also where it is undecided. */
  notJudged: 3,
  /** A condition of a gate is violated; as k6 ends for a crossed threshold. */
  violated: 99,
  interrupted: 130,
} as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** How `run` ends by how its run has ended. */
export const runExitCodes: Record<RunStatus, ExitCode> = {
  succeeded: exitCodes.done,
  incomplete: exitCodes.failed,
  failed: exitCodes.failed,
  cancelled: exitCodes.failed,
  interrupted: exitCodes.failed,
  running: exitCodes.failed,
}

/** Errors that the caller can correct; nothing was created. */
const usageErrors: ReadonlySet<ErrorCode> = new Set([
  'invalid-input',
  'not-found',
  'account-refused',
  'credentials',
  'unconfirmed',
  'unconfirmed-checks',
  'preflight',
])

/** The exit code for what a command threw. Help and `--version` are thrown by commander too. */
export function exitCodeOf(thrown: unknown): ExitCode {
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? exitCodes.done : exitCodes.usage
  return usageErrors.has(errorData(thrown).code) ? exitCodes.usage : exitCodes.failed
}
