import { setTimeout as delay } from 'node:timers/promises'
import { errorMessage } from '../../../shared/errors.ts'
import type { World } from '../world.ts'
import { killedExitCode, runOnMachine, type RunningScript } from './command-process.ts'
import {
  cut,
  isUnderWay,
  longest,
  type Command,
  type CommandShelf,
  type Invocation,
} from './command-record.ts'
import type { Machine } from './machine.ts'

/** How many commands the agent runs at a time (amazon-ssm-agent, DefaultCommandWorkersLimit). */
const workers = 5
/** How often a command that waits for its instance looks again, in milliseconds. */
const lookMs = 50

export interface CommandRunner {
  /** Delivers a command to its instances, in the background. */
  deliver(command: Command): void
  /** Asks for the end of a command on these instances; on all of them if none is named. */
  cancel(command: Command, instanceIds: readonly string[]): void
  /** Stops waiting and ends every script. */
  close(): Promise<void>
}

interface Runner {
  world: World
  shelf: CommandShelf
  machines: ReadonlyMap<string, Machine>
  /** Instance → the number of commands that it runs. */
  busy: Map<string, number>
  scripts: Map<Invocation, RunningScript>
  closing: AbortController
}

/** Runs commands on instances and records their outcomes, with the delays, limits and failures of SSM. */
export function openCommandRunner(
  world: World,
  shelf: CommandShelf,
  machines: ReadonlyMap<string, Machine>,
): CommandRunner {
  const closing = new AbortController()
  const runner: Runner = { world, shelf, machines, busy: new Map(), scripts: new Map(), closing }
  const deliveries = new Set<Promise<void>>()
  return {
    deliver(command) {
      for (const invocation of command.invocations) {
        const delivery = deliverTo(runner, command, invocation).finally(() => deliveries.delete(delivery))
        deliveries.add(delivery)
      }
    },
    cancel(command, instanceIds) {
      for (const invocation of command.invocations)
        if (instanceIds.length === 0 || instanceIds.includes(invocation.instanceId))
          cancelInvocation(runner, command, invocation)
    },
    async close() {
      closing.abort()
      for (const script of runner.scripts.values()) script.kill()
      await Promise.all(deliveries)
    },
  }
}

async function deliverTo(runner: Runner, command: Command, invocation: Invocation): Promise<void> {
  try {
    const machine = await waitForAgent(runner, command, invocation)
    if (machine !== undefined) await run(runner, command, invocation, machine)
  } catch (error) {
    if (runner.closing.signal.aborted) return
    const reason = errorMessage(error)
    runner.world.log('error', 'A command was lost.', { commandId: command.commandId, reason })
    // The outcome is known in memory, even if it cannot be saved.
    const outcome = { status: 'Failed', statusDetails: 'Failed', responseCode: -1, stderr: reason } as const
    Object.assign(invocation, { endedAtMs: Date.now(), ...outcome })
  }
}

/** Waits until the instance's agent takes the command; undefined if it is cancelled or times out before. */
async function waitForAgent(
  runner: Runner,
  command: Command,
  invocation: Invocation,
): Promise<Machine | undefined> {
  const { world, machines } = runner
  const { signal } = runner.closing
  const deadlineMs = performance.now() + command.timeoutSec * 1000
  const { invocationAppearsMs, commandStartsMs } = world.pace
  await delay(invocationAppearsMs + commandStartsMs + world.faults().slowSsmMs, undefined, { signal })
  while (invocation.status === 'Pending') {
    const machine = machines.get(invocation.instanceId)
    if (machine !== undefined && isFree(runner, machine)) return machine
    if (performance.now() >= deadlineMs)
      end(runner, command, invocation, { status: 'TimedOut', statusDetails: 'Delivery Timed Out' })
    else await delay(lookMs, undefined, { signal })
  }
  return undefined
}

function isFree({ world, busy }: Runner, machine: Machine): boolean {
  return answers(world, machine) && (busy.get(machine.facts.instanceId) ?? 0) < workers
}

async function run(
  { world, shelf, busy, scripts }: Runner,
  command: Command,
  invocation: Invocation,
  machine: Machine,
): Promise<void> {
  const { instanceId } = invocation
  busy.set(instanceId, (busy.get(instanceId) ?? 0) + 1)
  Object.assign(invocation, { status: 'InProgress', statusDetails: 'InProgress', startedAtMs: Date.now() })
  shelf.save(command)
  let timedOut = false
  let timer: NodeJS.Timeout | undefined
  try {
    const script = runOnMachine(world, machine, command)
    scripts.set(invocation, script)
    timer = setTimeout(() => {
      timedOut = true
      script.kill()
    }, command.executionTimeoutSec * 1000)
    const { exitCode, stdout, stderr } = await script.ended
    end({ shelf }, command, invocation, {
      ...outcomeOf(exitCode, timedOut, invocation.status === 'Cancelling'),
      stdout: cut(stdout, longest.stdout),
      stderr: cut(stderr, longest.stderr),
    })
  } catch (error) {
    const stderr = errorMessage(error)
    end({ shelf }, command, invocation, {
      status: 'Failed',
      statusDetails: 'Failed',
      responseCode: 1,
      stderr,
    })
  } finally {
    clearTimeout(timer)
    scripts.delete(invocation)
    busy.set(instanceId, (busy.get(instanceId) ?? 1) - 1)
  }
}

function cancelInvocation(runner: Runner, command: Command, invocation: Invocation): void {
  if (!isUnderWay(invocation)) return
  const script = runner.scripts.get(invocation)
  if (script === undefined) {
    end(runner, command, invocation, { status: 'Cancelled', statusDetails: 'Cancelled' })
    return
  }
  Object.assign(invocation, { status: 'Cancelling', statusDetails: 'Cancelling' })
  runner.shelf.save(command)
  script.kill()
}

function end(
  { shelf }: Pick<Runner, 'shelf'>,
  command: Command,
  invocation: Invocation,
  outcome: Partial<Invocation>,
): void {
  Object.assign(invocation, { endedAtMs: Date.now(), ...outcome })
  shelf.save(command)
}

/** Whether the instance's agent takes commands at this moment. */
export function answers(world: World, machine: Machine): boolean {
  return (
    machine.registeredAtMs() !== undefined && !world.faults().lostInstances.includes(machine.facts.logicalId)
  )
}

function outcomeOf(
  exitCode: number,
  timedOut: boolean,
  cancelled: boolean,
): Pick<Invocation, 'status' | 'statusDetails' | 'responseCode'> {
  if (timedOut)
    return { status: 'TimedOut', statusDetails: 'Execution Timed Out', responseCode: killedExitCode }
  if (cancelled) return { status: 'Cancelled', statusDetails: 'Cancelled', responseCode: killedExitCode }
  if (exitCode === 0) return { status: 'Success', statusDetails: 'Success', responseCode: 0 }
  return { status: 'Failed', statusDetails: 'Failed', responseCode: exitCode }
}
