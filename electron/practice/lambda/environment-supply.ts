import { availableParallelism } from 'node:os'
import { internet } from '../address-book.ts'
import { unreachableAddresses } from '../traffic/reachable.ts'
import type { World } from '../world.ts'
import { type Environment, type FunctionSettings, startEnvironment } from './environment.ts'
import { type Found, openWaitingEvents } from './waiting-events.ts'
import { openIdleEnvironments } from './idle-environments.ts'
import { type MemoryLimits, roomFor, type Supply, usedMemoryMb, usualLimits } from './memory.ts'

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

/** @param usedMb how much memory this process uses, in MB */
export function openEnvironmentSupply(
  world: World,
  usedMb: () => number = usedMemoryMb,
  limits: MemoryLimits = usualLimits,
): EnvironmentSupply {
  const all = new Set<Environment>()
  const idle = openIdleEnvironments(
    (environment) => void end(environment),
    () => usedMb() > limits.shortAboveMb,
  )
  const events = openWaitingEvents()
  let starting = 0

  async function end(environment: Environment): Promise<void> {
    all.delete(environment)
    idle.remove(environment)
    await environment.end()
    events.serve(find)
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
    events.serve(find)
  }

  function find(settings: FunctionSettings): Found {
    const free = idle.take(settings.arn)
    if (free !== undefined) return free
    if (starting >= mostStarting) return 'wait'
    const longestIdle = idle.longestIdle()
    const room = roomFor(supplyFor(all, settings.arn, longestIdle !== undefined, usedMb()), limits)
    if (room === 'in-place' && longestIdle !== undefined) void end(longestIdle)
    if (room === 'beside' || room === 'in-place') return start(settings)
    return room === 'wait' ? 'wait' : undefined
  }

  return {
    async take(settings) {
      const environment = find(settings)
      return environment === 'wait' ? events.wait(settings) : environment
    },
    async giveBack(environment) {
      if (!environment.usable() || !all.has(environment)) return end(environment)
      if (!events.give(environment)) idle.put(environment)
    },
    async forget(functionArn) {
      await Promise.all([...all].filter((environment) => environment.functionArn === functionArn).map(end))
    },
    async close() {
      idle.close()
      events.serve(() => undefined)
      await Promise.all([...all].map(end))
    },
  }
}

function supplyFor(all: ReadonlySet<Environment>, arn: string, hasIdle: boolean, usedMb: number): Supply {
  const liveOfFunction = [...all].filter(({ functionArn }) => functionArn === arn).length
  return { live: all.size, liveOfFunction, mostLive: mostEnvironments, hasIdle, usedMb }
}

function environmentOf(world: World, settings: FunctionSettings): Environment {
  const network = {
    addressBookFile: world.addresses.file,
    network: settings.vpc?.vpcId ?? internet,
    unreachable: settings.vpc === undefined ? [] : unreachableAddresses(world, settings.vpc),
  }
  return startEnvironment(settings, network, (line) => world.log('info', line, { function: settings.name }))
}
