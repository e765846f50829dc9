import { setTimeout as delay } from 'node:timers/promises'
import { ratedOf, type Rated } from '../../../shared/api-turns.ts'
import type { Deployment, Stack } from '../../../shared/deployment.ts'
import type { Pacing } from '../aws/clients.ts'
import type { StackEvent } from '../aws/stack-events.ts'

/**
 * Whose turn it is to have AWS make or delete a REST API or a VPC link: an account may do that only every so
 * often. The turns of all deployments of this process; one of another process is not known here.
 */
export interface CallTurns {
  /**
   * Waits for a turn. @param restMs from its end to the next turn in the same queue
   * @returns what ends the turn; calling it again does nothing
   */
  take(queue: string, restMs: number, signal: AbortSignal): Promise<() => void>
}

export function createCallTurns(): CallTurns {
  /** When the turn that was taken last in a queue is over, in the time of `performance.now`. */
  const last = new Map<string, Promise<number>>()
  return {
    async take(queue, restMs, signal) {
      const before = last.get(queue) ?? Promise.resolve(0)
      const { promise: ended, resolve: end } = Promise.withResolvers<number>()
      last.set(
        queue,
        before.then(async (freeAtMs) => Math.max(freeAtMs, await ended)),
      )
      try {
        const freeAtMs = await unlessAborted(before, signal)
        await delay(Math.max(0, freeAtMs - performance.now()), undefined, { signal })
      } catch (thrown) {
        end(0)
        throw thrown
      }
      return () => end(performance.now() + restMs)
    },
  }
}

/** Rejects with the signal's reason as soon as it is aborted. */
async function unlessAborted<T>(wait: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  const aborted = Promise.withResolvers<never>()
  const abort = (): void => aborted.reject(signal.reason)
  signal.addEventListener('abort', abort)
  return Promise.race([wait, aborted.promise]).finally(() => signal.removeEventListener('abort', abort))
}

/** A turn that a stack needs: the call that is limited, and how it shows that it was made. */
export interface Turn {
  queue: string
  restMs: number
  /** Whether an event of the stack says that the call was made, so that the next may have its turn. */
  isOver(event: Pick<StackEvent, 'type' | 'status'>): boolean
}

type Change = 'create' | 'delete'

/** What the call makes or deletes, and the status that shows it. A link is there, or gone, much later. */
const lastSteps: Record<Change, Record<Rated, [type: string, status: string]>> = {
  create: {
    'rest-api': ['AWS::ApiGateway::Deployment', 'CREATE_COMPLETE'],
    'vpc-link': ['AWS::ApiGatewayV2::VpcLink', 'CREATE_IN_PROGRESS'],
  },
  delete: {
    'rest-api': ['AWS::ApiGateway::RestApi', 'DELETE_COMPLETE'],
    'vpc-link': ['AWS::ApiGatewayV2::VpcLink', 'DELETE_IN_PROGRESS'],
  },
}

/** The turn that a change of a stack waits for. The limits count in the whole account, over its Regions. */
export function turnOf(
  change: Change,
  stack: Pick<Stack, 'billables' | 'sharedId'>,
  { accountId, account }: Pick<Deployment, 'accountId' | 'account'>,
  pacing: Pacing,
): Turn | undefined {
  const rated = ratedOf(stack)
  if (rated === undefined) return undefined
  const [lastType, lastStatus] = lastSteps[change][rated]
  const rests: Record<Change, Record<Rated, number>> = {
    create: { 'rest-api': pacing.createRestApiMs, 'vpc-link': pacing.createVpcLinkMs },
    delete: { 'rest-api': pacing.deleteRestApiMs, 'vpc-link': pacing.deleteVpcLinkMs },
  }
  return {
    queue: `${change} ${rated} ${accountId ?? account.kind}`,
    restMs: rests[change][rated],
    isOver: ({ type, status }) => type === lastType && status === lastStatus,
  }
}
