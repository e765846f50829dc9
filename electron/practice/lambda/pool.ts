import { availableParallelism } from 'node:os'
import { unreachableAddresses } from '../traffic/reachable.ts'
import type { World } from '../world.ts'
import type { Environment, FunctionSettings } from './environment.ts'
import { startEnvironment } from './environment.ts'
import type { InvokeOutcome } from './outcome.ts'
import { maxPayloadBytes } from './outcome.ts'

/** AWS keeps an idle environment for minutes; memory is dearer here. */
const idleMs = 60_000
/**
 * At most so many environments at a time, of all functions together: each takes some 10 MB. The account's
 * limit stands above it.
 */
const mostEnvironments = 200

/**
 * At most so many environments go through INIT at a time. Fifty at once on two cores would all be ready at
 * the very end; in turn, the first answer while the others start, and what becomes free meanwhile need not
 * be started at all.
 */
const mostStarting = Math.max(2, availableParallelism())

interface Waiting {
  settings: FunctionSettings
  give: (environment: Environment | undefined) => void
}

export interface LambdaPool {
  /** Runs a function once, in an idle environment or in a new one. Never rejects. */
  invoke(settings: FunctionSettings, event: string): Promise<InvokeOutcome>
  /** Ends the environments of a function that is gone. */
  forget(functionArn: string): Promise<void>
  close(): Promise<void>
}

/**
 * The execution environments of an account: made on demand, used by one event at a time, ended when nobody
 * needs them.
 */
export function lambdaPool(world: World): LambdaPool {
  const all = new Set<Environment>()
  /** The one used last is taken first, as on AWS, so that those not needed grow old. */
  const idle: { environment: Environment; sinceMs: number }[] = []
  const running = new Map<string, number>()
  /** Events whose environment has not been started yet, in the order of their arrival. */
  const waiting: Waiting[] = []
  let starting = 0

  const end = async (environment: Environment): Promise<void> => {
    all.delete(environment)
    const at = idle.findIndex((entry) => entry.environment === environment)
    if (at >= 0) idle.splice(at, 1)
    await environment.end()
  }
  const reaper = setInterval(() => {
    const oldest = performance.now() - idleMs
    const unwanted = idle.filter(({ environment, sinceMs }) => sinceMs < oldest || !environment.usable())
    for (const { environment } of unwanted) void end(environment)
  }, 1_000).unref()

  const takeIdle = (settings: FunctionSettings): Environment | undefined => {
    const at = idle.findLastIndex(
      ({ environment }) => environment.functionArn === settings.arn && environment.usable(),
    )
    return at >= 0 ? idle.splice(at, 1)[0]?.environment : undefined
  }
  const take = async (settings: FunctionSettings): Promise<Environment | undefined> => {
    const free = takeIdle(settings)
    if (free) return free
    if (starting < mostStarting) return start(settings)
    return new Promise((give) => waiting.push({ settings, give }))
  }
  const start = (settings: FunctionSettings): Environment | undefined => {
    if (all.size >= mostEnvironments) {
      const [longestIdle] = idle
      if (longestIdle === undefined) return undefined
      void end(longestIdle.environment)
    }
    const network = {
      addressBookFile: world.addresses.file,
      unreachable: unreachableAddresses(world, settings.groupIds),
    }
    const environment = startEnvironment(settings, network, (line) => {
      world.log('info', line, { function: settings.name })
    })
    all.add(environment)
    starting += 1
    void hasStarted(environment)
    return environment
  }
  const hasStarted = async (environment: Environment): Promise<void> => {
    await environment.started
    starting -= 1
    startWaiting()
  }
  const startWaiting = (): void => {
    const next = starting < mostStarting ? waiting.shift() : undefined
    if (!next) return
    next.give(takeIdle(next.settings) ?? start(next.settings))
    startWaiting()
  }
  const release = (environment: Environment): void => {
    const at = waiting.findIndex(({ settings }) => settings.arn === environment.functionArn)
    if (at >= 0) waiting.splice(at, 1)[0]?.give(environment)
    else idle.push({ environment, sinceMs: performance.now() })
  }

  const count = (region: string, change: number): void => {
    running.set(region, (running.get(region) ?? 0) + change)
  }

  return {
    async invoke(settings, event) {
      if (Buffer.byteLength(event) > maxPayloadBytes) return { kind: 'request-too-large' }
      if ((running.get(settings.region) ?? 0) >= world.faults().lambdaConcurrency)
        return { kind: 'throttled' }
      count(settings.region, 1)
      const environment = await take(settings)
      if (environment === undefined) {
        count(settings.region, -1)
        return { kind: 'throttled' }
      }
      const outcome = await environment.invoke(event)
      count(settings.region, -1)
      if (environment.usable() && all.has(environment)) release(environment)
      else await end(environment)
      if (outcome.kind === 'failed')
        world.log('warn', outcome.message, { function: settings.name, errorType: outcome.errorType })
      return outcome
    },
    async forget(functionArn) {
      await Promise.all([...all].filter((environment) => environment.functionArn === functionArn).map(end))
    },
    async close() {
      clearInterval(reaper)
      for (const { give } of waiting.splice(0)) give(undefined)
      await Promise.all([...all].map(end))
    },
  }
}
