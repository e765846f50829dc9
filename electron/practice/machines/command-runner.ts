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

/** The agent works on so many commands at once (amazon-ssm-agent, DefaultCommandWorkersLimit). */
const workers = 5
/** How often a command that waits for its instance looks again, in milliseconds. */
const lookMs = 50

export interface CommandRunner {
  /** Delivers a command to its instances, in the background. */
  deliver(command: Command): void
  /** Asks for the end of a command on these instances. */
  cancel(command: Command, instanceIds: readonly string[]): void
  /** Stops waiting and ends every script. */
  close(): Promise<void>
}

/**
 * Carries commands to instances and their outcomes back, with the delays, limits and failures of the real
 * service.
 */
export function openCommandRunner(
  world: World,
  shelf: CommandShelf,
  machines: ReadonlyMap<string, Machine>,
): CommandRunner {
  const busy = new Map<string, number>()
  const running = new Map<Invocation, RunningScript>()
  const closing = new AbortController()
  const deliveries = new Set<Promise<void>>()

  function end(command: Command, invocation: Invocation, outcome: Partial<Invocation>): void {
    Object.assign(invocation, { endedAtMs: Date.now(), ...outcome })
    shelf.save(command)
  }

  /**
   * Waits until the instance's agent takes the command; undefined where it has been cancelled or its time
   * is up.
   */
  async function takenBy(command: Command, invocation: Invocation): Promise<Machine | undefined> {
    const untilMs = command.requestedAtMs + command.timeoutSec * 1000
    await delay(
      world.pace.invocationAppearsMs + world.pace.commandStartsMs + world.faults().slowSsmMs,
      undefined,
      {
        signal: closing.signal,
      },
    )
    for (;;) {
      if (invocation.status !== 'Pending') return undefined
      const machine = machines.get(invocation.instanceId)
      if (
        machine !== undefined &&
        answers(world, machine) &&
        (busy.get(invocation.instanceId) ?? 0) < workers
      )
        return machine
      if (Date.now() >= untilMs) {
        end(command, invocation, { status: 'TimedOut', statusDetails: 'Delivery Timed Out' })
        return undefined
      }
      await delay(lookMs, undefined, { signal: closing.signal })
    }
  }

  async function run(command: Command, invocation: Invocation, machine: Machine): Promise<void> {
    const { instanceId } = invocation
    busy.set(instanceId, (busy.get(instanceId) ?? 0) + 1)
    Object.assign(invocation, { status: 'InProgress', statusDetails: 'InProgress', startedAtMs: Date.now() })
    shelf.save(command)
    let timedOut = false
    let timer: NodeJS.Timeout | undefined
    try {
      const script = runOnMachine(world, machine, command)
      running.set(invocation, script)
      timer = setTimeout(() => {
        timedOut = true
        script.kill()
      }, command.executionTimeoutSec * 1000)
      const { exitCode, stdout, stderr } = await script.ended
      end(command, invocation, {
        ...outcomeOf(exitCode, timedOut, invocation.status === 'Cancelling'),
        stdout: cut(stdout, longest.stdout),
        stderr: cut(stderr, longest.stderr),
      })
    } catch (error) {
      end(command, invocation, {
        status: 'Failed',
        statusDetails: 'Failed',
        responseCode: 1,
        stderr: errorMessage(error),
      })
    } finally {
      clearTimeout(timer)
      running.delete(invocation)
      busy.set(instanceId, (busy.get(instanceId) ?? 1) - 1)
    }
  }

  async function deliverTo(command: Command, invocation: Invocation): Promise<void> {
    const machine = await takenBy(command, invocation)
    if (machine !== undefined) await run(command, invocation, machine)
  }

  return {
    deliver(command) {
      for (const invocation of command.invocations) {
        const delivery = deliverTo(command, invocation)
          .catch((error: unknown) => {
            if (!closing.signal.aborted)
              world.log('error', 'A command was lost.', {
                commandId: command.commandId,
                reason: errorMessage(error),
              })
          })
          .finally(() => deliveries.delete(delivery))
        deliveries.add(delivery)
      }
    },
    cancel(command, instanceIds) {
      const asked = command.invocations.filter(
        (invocation) => instanceIds.length === 0 || instanceIds.includes(invocation.instanceId),
      )
      for (const invocation of asked.filter((one) => isUnderWay(one))) {
        const script = running.get(invocation)
        if (script === undefined) {
          end(command, invocation, { status: 'Cancelled', statusDetails: 'Cancelled' })
          continue
        }
        Object.assign(invocation, { status: 'Cancelling', statusDetails: 'Cancelling' })
        shelf.save(command)
        script.kill()
      }
    },
    async close() {
      closing.abort()
      for (const script of running.values()) script.kill()
      await Promise.all(deliveries)
    },
  }
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
