import { availableParallelism } from 'node:os'
import { internet } from '../address-book.ts'
import { unreachableAddresses } from '../traffic/reachable.ts'
import type { World } from '../world.ts'
import { type Environment, type FunctionSettings, startEnvironment } from './environment.ts'
import { openIdleEnvironments } from './idle-environments.ts'
import { type MemoryLimits, usedMemoryMb, usualLimits } from './memory.ts'

/** The most environments at a time, of all functions together, while there is memory. */
const mostEnvironments = 200

/**
 * The most environments in INIT at a time. Fifty at once on two cores would all be ready at the very end; one
 * after the other, the first answer while the others start, and those that become free save a start.
 */
const mostStarting = Math.max(2, availableParallelism())

/** Execution environments: started when they are needed, used by one event at a time, ended when idle. */
export interface EnvironmentSupply {
  /**
   * An idle environment, a new one, or while memory is short the next that becomes free; undefined when there
   * are too many.
   */
  take(settings: FunctionSettings): Promise<Environment | undefined>
  /** Gives back what was taken: for the next event, or to be ended if it is not usable any more. */
  giveBack(environment: Environment): Promise<void>
  /** Ends the environments of a function that is deleted. */
  forget(functionArn: string): Promise<void>
  close(): Promise<void>
}

interface Waiting {
  settings: FunctionSettings
  give: (environment: Environment | undefined) => void
}

/** @param usedMb how much memory this process uses, in MB */
export function openEnvironmentSupply(
  world: World,
  usedMb: () => number = usedMemoryMb,
  limits: MemoryLimits = usualLimits,
): EnvironmentSupply {
  const isShort = (): boolean => usedMb() > limits.shortAboveMb
  const all = new Set<Environment>()
  const idle = openIdleEnvironments((environment) => void end(environment), isShort)
  /** Events whose environment has not been started yet, in the order of their arrival. */
  const waiting: Waiting[] = []
  let starting = 0

  async function end(environment: Environment): Promise<void> {
    all.delete(environment)
    idle.remove(environment)
    await environment.end()
    startWaiting()
  }

  /** Whether a new environment of a function may start. Ends the one that was idle longest if need be. */
  function makeRoom({ arn }: FunctionSettings): 'made' | 'full' | 'short' {
    const full = all.size >= mostEnvironments
    if (!full && !isShort()) return 'made'
    const longestIdle = idle.longestIdle()
    if (longestIdle !== undefined) {
      void end(longestIdle)
      return 'made'
    }
    if (full) return 'full'
    // A function without any environment could wait for ever.
    const mayStart = all.size < limits.environments || ![...all].some((one) => one.functionArn === arn)
    return mayStart ? 'made' : 'short'
  }

  function start(settings: FunctionSettings): Environment {
    const environment = environmentOf(world, settings)
    all.add(environment)
    starting += 1
    void waitForStart(environment)
    return environment
  }

  async function waitForStart({ started }: Environment): Promise<void> {
    await started
    starting -= 1
    startWaiting()
  }

  function startWaiting(): void {
    for (let at = 0; at < waiting.length && starting < mostStarting;) {
      const environment = next(waiting[at]?.settings)
      if (environment === 'wait') at += 1
      else waiting.splice(at, 1)[0]?.give(environment)
    }
  }

  /** The environment for an event; undefined when there are too many, `wait` when one will become free. */
  function next(settings: FunctionSettings | undefined): Environment | undefined | 'wait' {
    if (settings === undefined) return undefined
    const free = idle.take(settings.arn)
    if (free !== undefined) return free
    if (starting >= mostStarting) return 'wait'
    const room = makeRoom(settings)
    if (room === 'made') return start(settings)
    return room === 'short' ? 'wait' : undefined
  }

  return {
    async take(settings) {
      const environment = next(settings)
      return environment === 'wait' ? new Promise((give) => waiting.push({ settings, give })) : environment
    },
    async giveBack(environment) {
      if (!environment.usable() || !all.has(environment)) return end(environment)
      const at = waiting.findIndex(({ settings }) => settings.arn === environment.functionArn)
      if (at >= 0) waiting.splice(at, 1)[0]?.give(environment)
      else idle.put(environment)
    },
    async forget(functionArn) {
      await Promise.all([...all].filter((environment) => environment.functionArn === functionArn).map(end))
    },
    async close() {
      idle.close()
      for (const { give } of waiting.splice(0)) give(undefined)
      await Promise.all([...all].map(end))
    },
  }
}

function environmentOf(world: World, settings: FunctionSettings): Environment {
  const network = {
    addressBookFile: world.addresses.file,
    network: settings.vpc?.vpcId ?? internet,
    unreachable: settings.vpc === undefined ? [] : unreachableAddresses(world, settings.vpc),
  }
  return startEnvironment(settings, network, (line) => world.log('info', line, { function: settings.name }))
}
