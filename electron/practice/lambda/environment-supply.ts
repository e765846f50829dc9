import { availableParallelism } from 'node:os'
import { internet } from '../address-book.ts'
import { unreachableAddresses } from '../traffic/reachable.ts'
import type { World } from '../world.ts'
import { type Environment, type FunctionSettings, startEnvironment } from './environment.ts'
import { openIdleEnvironments } from './idle-environments.ts'

/** The most environments at a time, of all functions together: each needs about 10 MB. */
const mostEnvironments = 200

/**
 * The most environments in INIT at a time. Fifty at once on two cores would all be ready at the very end; one
 * after the other, the first answer while the others start, and those that become free save a start.
 */
const mostStarting = Math.max(2, availableParallelism())

/** Execution environments: started when they are needed, used by one event at a time, ended when idle. */
export interface EnvironmentSupply {
  /** An idle environment, or a new one; undefined when there are too many. */
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

export function openEnvironmentSupply(world: World): EnvironmentSupply {
  const all = new Set<Environment>()
  const idle = openIdleEnvironments((environment) => void end(environment))
  /** Events whose environment has not been started yet, in the order of their arrival. */
  const waiting: Waiting[] = []
  let starting = 0

  async function end(environment: Environment): Promise<void> {
    all.delete(environment)
    idle.remove(environment)
    await environment.end()
  }

  function start(settings: FunctionSettings): Environment | undefined {
    if (all.size >= mostEnvironments) {
      const longestIdle = idle.longestIdle()
      if (longestIdle === undefined) return undefined
      void end(longestIdle)
    }
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
    while (starting < mostStarting) {
      const next = waiting.shift()
      if (next === undefined) return
      next.give(idle.take(next.settings.arn) ?? start(next.settings))
    }
  }

  return {
    async take(settings) {
      const free = idle.take(settings.arn)
      if (free !== undefined) return free
      if (starting < mostStarting) return start(settings)
      return new Promise((give) => waiting.push({ settings, give }))
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
