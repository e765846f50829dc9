import { invocationLogBytes } from '../../../shared/cost.ts'
import type { FunctionSettings } from './environment.ts'
import type { InvokeOutcome } from './outcome.ts'

/** One invocation as its lines tell it. */
export interface LoggedInvocation {
  /** Its number in the log group, from 0 on: it never changes. */
  number: number
  /** Epoch milliseconds. */
  endedAtMs: number
  durationMs: number
  /** Of its cold start; null for a warm one. */
  initMs: number | null
  memoryMb: number
  status: 'success' | 'error' | 'timeout'
}

/** What the functions of an account have logged, by log group. */
export interface InvocationLogs {
  note(
    settings: Pick<FunctionSettings, 'logGroup' | 'logsInvocations' | 'mayLog' | 'memoryMb'>,
    outcome: InvokeOutcome,
    endedAtMs: number,
  ): void
  storedBytes(logGroup: string): number
  /** At most `most` invocations of a group, oldest first, beginning with number `number`. */
  listFrom(logGroup: string, number: number, most: number): LoggedInvocation[]
}

/** No group keeps more than twice this many. */
const kept = 50_000

/** Per invocation: end, duration, INIT (-1: none), memory, status. Numbers alone, since there are many. */
const width = 5
const statuses = ['success', 'error', 'timeout'] as const

interface Group {
  bytes: number
  /** The number of the first invocation that is still there. */
  first: number
  values: number[]
}

/**
 * Lambda logs lines about each invocation, unless the function's system log level is WARN: then only what
 * went wrong. Source: AWS Lambda developer guide, "Log-level filtering".
 * @param exists whether a log group is there: what a deleted one held is forgotten
 */
export function openInvocationLogs(exists: (logGroup: string) => boolean): InvocationLogs {
  const groups = new Map<string, Group>()
  const groupOf = (name: string): Group => {
    const known = groups.get(name)
    if (known !== undefined) return known
    for (const other of groups.keys()) if (!exists(other)) groups.delete(other)
    const made = { bytes: 0, first: 0, values: [] }
    groups.set(name, made)
    return made
  }
  return {
    note({ logGroup, logsInvocations, mayLog, memoryMb }, outcome, endedAtMs) {
      // What is refused never ran.
      if (outcome.kind !== 'failed' && (outcome.kind !== 'answered' || !logsInvocations)) return
      if (!mayLog) return
      const group = groupOf(logGroup)
      group.bytes += invocationLogBytes
      if (outcome.ran === undefined) return
      const { durationMs, initMs } = outcome.ran
      group.values.push(endedAtMs, durationMs, initMs ?? -1, memoryMb, statuses.indexOf(statusOf(outcome)))
      if (group.values.length < 2 * kept * width) return
      group.values.splice(0, kept * width)
      group.first += kept
    },
    storedBytes: (logGroup) => groups.get(logGroup)?.bytes ?? 0,
    listFrom(logGroup, number, most) {
      const group = groups.get(logGroup)
      if (group === undefined) return []
      const from = Math.max(number, group.first)
      const to = Math.min(from + most, group.first + group.values.length / width)
      return Array.from({ length: Math.max(0, to - from) }, (_, at) => invocationAt(group, from + at))
    },
  }
}

function statusOf(outcome: InvokeOutcome): LoggedInvocation['status'] {
  if (outcome.kind !== 'failed') return 'success'
  return outcome.errorType === 'Sandbox.Timedout' ? 'timeout' : 'error'
}

function invocationAt({ first, values }: Group, number: number): LoggedInvocation {
  const at = (number - first) * width
  const [endedAtMs = 0, durationMs = 0, initMs = -1, memoryMb = 0, status = 0] = values.slice(at, at + width)
  return {
    number,
    endedAtMs,
    durationMs,
    initMs: initMs < 0 ? null : initMs,
    memoryMb,
    status: statuses[status] ?? 'success',
  }
}
