import type { World } from '../world.ts'
import type { FunctionSettings } from './environment.ts'
import { openEnvironmentSupply } from './environment-supply.ts'
import { type InvokeOutcome, maxPayloadBytes } from './outcome.ts'

/** What the fault `functionErrors` puts in the place of an answer. */
const thrown: InvokeOutcome = {
  kind: 'failed',
  errorType: 'Error',
  message: 'The fault functionErrors lets this invocation fail.',
}

export interface LambdaPool {
  /** Runs a function once, in an idle environment or in a new one. Never rejects. */
  invoke(settings: FunctionSettings, event: string): Promise<InvokeOutcome>
  /** Ends the environments of a function that is deleted. */
  forget(functionArn: string): Promise<void>
  close(): Promise<void>
}

/** Invocations of all functions, within the account's concurrency in each Region. */
export function lambdaPool(world: World, supply = openEnvironmentSupply(world)): LambdaPool {
  /** Region → the number of invocations that run now. */
  const running = new Map<string, number>()

  async function invokeOnce(settings: FunctionSettings, event: string): Promise<InvokeOutcome> {
    const environment = await supply.take(settings)
    if (environment === undefined) return { kind: 'throttled' }
    const fails = Math.random() < world.faults().functionErrors
    const outcome = fails ? thrown : await environment.invoke(event)
    await supply.giveBack(environment)
    return outcome
  }

  return {
    async invoke(settings, event) {
      if (Buffer.byteLength(event) > maxPayloadBytes) return { kind: 'request-too-large' }
      const { region, name } = settings
      if ((running.get(region) ?? 0) >= world.faults().lambdaConcurrency) return { kind: 'throttled' }
      running.set(region, (running.get(region) ?? 0) + 1)
      const outcome = await invokeOnce(settings, event)
      running.set(region, (running.get(region) ?? 1) - 1)
      if (outcome.kind === 'failed')
        world.log('warn', outcome.message, { function: name, errorType: outcome.errorType })
      return outcome
    },
    forget: (functionArn) => supply.forget(functionArn),
    close: () => supply.close(),
  }
}
