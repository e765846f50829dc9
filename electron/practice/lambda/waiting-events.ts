import type { Environment, FunctionSettings } from './environment.ts'

/** An environment for an event; undefined when it gets none, `wait` when one will become free. */
export type Found = Environment | undefined | 'wait'

/** Events whose environment has not been started yet, in the order of their arrival. */
export interface WaitingEvents {
  wait(settings: FunctionSettings): Promise<Environment | undefined>
  /** Gives an environment to the first event of its function. @returns whether there is one */
  give(environment: Environment): boolean
  /** Serves all events that need not wait any more. */
  serve(find: (settings: FunctionSettings) => Found): void
}

export function openWaitingEvents(): WaitingEvents {
  const waiting: { settings: FunctionSettings; give: (environment: Environment | undefined) => void }[] = []
  return {
    wait: (settings) => new Promise((give) => waiting.push({ settings, give })),
    give(environment) {
      const at = waiting.findIndex(({ settings }) => settings.arn === environment.functionArn)
      if (at < 0) return false
      waiting.splice(at, 1)[0]?.give(environment)
      return true
    },
    serve(find) {
      for (const event of waiting.slice()) {
        const environment = find(event.settings)
        if (environment === 'wait') continue
        waiting.splice(waiting.indexOf(event), 1)
        event.give(environment)
      }
    },
  }
}
