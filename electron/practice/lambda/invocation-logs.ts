import { invocationLogBytes } from '../../../shared/cost.ts'
import type { FunctionSettings } from './environment.ts'
import type { InvokeOutcome } from './outcome.ts'

/** How much the functions of an account have logged, by log group. Of the lines only the size is kept. */
export interface InvocationLogs {
  note(settings: Pick<FunctionSettings, 'logGroup' | 'logsInvocations'>, outcome: InvokeOutcome): void
  storedBytes(logGroup: string): number
}

/**
 * Lambda logs three lines about each invocation, unless the function's system log level is WARN: then only
 * what went wrong. Source: AWS Lambda developer guide, "Log-level filtering".
 */
export function openInvocationLogs(): InvocationLogs {
  const bytes = new Map<string, number>()
  return {
    note({ logGroup, logsInvocations }, { kind }) {
      // What is refused never ran.
      if (kind !== 'failed' && (kind !== 'answered' || !logsInvocations)) return
      bytes.set(logGroup, (bytes.get(logGroup) ?? 0) + invocationLogBytes)
    },
    storedBytes: (logGroup) => bytes.get(logGroup) ?? 0,
  }
}
