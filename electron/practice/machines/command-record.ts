import type { Documents } from '../world.ts'

type CommandStatus = 'Pending' | 'InProgress' | 'Success' | 'Cancelled' | 'Failed' | 'TimedOut' | 'Cancelling'

/** The outcome of a command on one instance. Times in epoch milliseconds. */
export interface Invocation {
  instanceId: string
  status: CommandStatus
  statusDetails: string
  /** -1 until it has ended. */
  responseCode: number
  startedAtMs?: number
  endedAtMs?: number
  /** The first characters, up to the longest output of SSM. */
  stdout: string
  stderr: string
}

export interface Command {
  commandId: string
  region: string
  documentName: string
  comment: string
  script: string
  workingDirectory: string
  executionTimeoutSec: number
  /** The delivery timeout, in seconds. */
  timeoutSec: number
  requestedAtMs: number
  invocations: Invocation[]
}

/** AWS keeps commands for 30 days; here the newest are enough. */
const mostKept = 200

const keyOf = (commandId: string): string => `command/${commandId}`

export interface CommandShelf {
  all(): Command[]
  find(commandId: string): Command | undefined
  save(command: Command): void
}

/**
 * All commands, as documents. Those that were under way when the account last ended have failed: their
 * processes died with it.
 */
export function openCommands(documents: Documents): CommandShelf {
  const commands = new Map<string, Command>()
  const save = (command: Command): void => {
    commands.set(command.commandId, command)
    documents.put(keyOf(command.commandId), command)
    for (const old of [...commands.values()].slice(0, -mostKept)) {
      if (old.invocations.some((invocation) => isUnderWay(invocation))) continue
      commands.delete(old.commandId)
      documents.remove(keyOf(old.commandId))
    }
  }
  const kept = documents.keys('command/').map((key) => documents.get(key) as Command)
  for (const command of kept.toSorted((a, b) => a.requestedAtMs - b.requestedAtMs)) {
    commands.set(command.commandId, command)
    const broken = command.invocations.filter((invocation) => isUnderWay(invocation))
    for (const invocation of broken) {
      Object.assign(invocation, {
        status: 'Failed',
        statusDetails: 'Terminated',
        responseCode: -1,
        endedAtMs: Date.now(),
      })
      invocation.stderr = 'The practice account ended while the command was under way.\n'
    }
    if (broken.length > 0) save(command)
  }
  return { all: () => [...commands.values()], find: (commandId) => commands.get(commandId), save }
}

export function isUnderWay({ status }: Pick<Invocation, 'status'>): boolean {
  return status === 'Pending' || status === 'InProgress' || status === 'Cancelling'
}

/**
 * The agent's cuts: 24,000 characters of standard output and 8,000 of standard error, the mark included.
 * Source: amazon-ssm-agent, iohandler.go (MaxStdoutLength, MaxStderrLength).
 */
export const longest = { stdout: 24_000, stderr: 8_000 } as const

const mark = '--output truncated--'

/** The first `length` characters; where more came, the last of them are the mark. */
export function cut(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length - mark.length) + mark
}
