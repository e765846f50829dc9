import { unreachableAddresses } from '../traffic/reachable.ts'
import type { World } from '../world.ts'
import type { Environment, FunctionSettings } from './environment.ts'
import { startEnvironment } from './environment.ts'
import type { InvokeOutcome } from './outcome.ts'
import { maxPayloadBytes } from './outcome.ts'

/** AWS keeps an idle environment for minutes; memory is dearer here. */
const idleMs = 60_000
/** At most so many environments at a time, of all functions together: each takes some 10 MB. The account's limit stands above it. */
const mostEnvironments = 200

export interface LambdaPool {
  /** Runs a function once, in an idle environment or in a new one. Never rejects. */
  invoke(settings: FunctionSettings, event: string): Promise<InvokeOutcome>
  /** Ends the environments of a function that is gone. */
  forget(functionArn: string): Promise<void>
  close(): Promise<void>
}

/** The execution environments of an account: made on demand, used by one event at a time, ended when nobody needs them. */
export function lambdaPool(world: World): LambdaPool {
  const all = new Set<Environment>()
  /** The one used last is taken first, as on AWS, so that those not needed grow old. */
  const idle: { environment: Environment; sinceMs: number }[] = []
  const running = new Map<string, number>()

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

  const take = (settings: FunctionSettings): Environment | undefined => {
    const at = idle.findLastIndex(({ environment }) => environment.functionArn === settings.arn && environment.usable())
    if (at >= 0) return idle.splice(at, 1)[0]?.environment
    if (all.size >= mostEnvironments) {
      const [longestIdle] = idle
      if (longestIdle === undefined) return undefined
      void end(longestIdle.environment)
    }
    const network = { addressBookFile: world.addresses.file, unreachable: unreachableAddresses(world, settings.groupIds) }
    const environment = startEnvironment(settings, network, (line) => {
      world.log('info', line, { function: settings.name })
    })
    all.add(environment)
    return environment
  }

  const count = (region: string, change: number): void => {
    running.set(region, (running.get(region) ?? 0) + change)
  }

  return {
    async invoke(settings, event) {
      if (Buffer.byteLength(event) > maxPayloadBytes) return { kind: 'request-too-large' }
      if ((running.get(settings.region) ?? 0) >= world.faults().lambdaConcurrency) return { kind: 'throttled' }
      const environment = take(settings)
      if (environment === undefined) return { kind: 'throttled' }
      count(settings.region, 1)
      const outcome = await environment.invoke(event)
      count(settings.region, -1)
      if (environment.usable() && all.has(environment)) idle.push({ environment, sinceMs: performance.now() })
      else await end(environment)
      if (outcome.kind === 'failed') world.log('warn', outcome.message, { function: settings.name, errorType: outcome.errorType })
      return outcome
    },
    async forget(functionArn) {
      await Promise.all([...all].filter((environment) => environment.functionArn === functionArn).map(end))
    },
    async close() {
      clearInterval(reaper)
      await Promise.all([...all].map(end))
    },
  }
}
