import { parentPort } from 'node:worker_threads'
import type { InvokeOutcome } from '../lambda/outcome.ts'
import type { InvokeWanted } from './rest-api-messages.ts'
import type { Invoke } from './lambda-integration.ts'

/** What the main thread answers an invocation that a worker has asked for. */
export interface Invoked {
  kind: 'invoked'
  id: number
  outcome: InvokeOutcome
}

/** Invokes functions from a worker thread, through the account's main thread. */
export function invokeByMessage(): { invoke: Invoke; onInvoked: (message: Invoked) => void } {
  const waiting = new Map<number, (outcome: InvokeOutcome) => void>()
  let nextId = 0
  return {
    invoke(functionArn, sourceArn, event) {
      const id = nextId++
      const wanted: InvokeWanted = { kind: 'invoke', id, functionArn, sourceArn, event }
      parentPort?.postMessage(wanted, [])
      return new Promise((resolve) => waiting.set(id, resolve))
    },
    onInvoked({ id, outcome }) {
      waiting.get(id)?.(outcome)
      waiting.delete(id)
    },
  }
}
