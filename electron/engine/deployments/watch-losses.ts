import type { Deployment } from '../../../shared/deployment.ts'
import type { AppError } from '../../../shared/errors.ts'
import { report, type EngineContext } from '../engine-context.ts'
import { readLease } from '../store/leases.ts'
import { failureOf } from './failure-of.ts'

/** How often to look, and how long a look may take: nobody waits for it. */
const lookEveryMs = 30_000
const longestLookMs = 20_000

/** Looks after deployments that wait, ready, for somebody to use them. */
export interface LossWatch {
  /** Looks now. Throws nothing. */
  look(): Promise<void>
  close(): void
}

/**
 * A ready deployment that has lost a part is of no more use, and what is left of it may cost money: its
 * removal begins, and says why. Only accounts that can be asked without a person are looked at; elsewhere
 * the loss shows with the next run.
 */
export function watchLosses(context: EngineContext, remove: (id: string) => Promise<void>): LossWatch {
  const closed = new AbortController()
  let looking: Promise<void> | undefined

  async function lookAt(deployment: Deployment): Promise<void> {
    const { id } = deployment
    if (!isWaiting(context, id)) return
    const error = await lookFor(context, deployment, closed.signal).catch(() => undefined)
    if (closed.signal.aborted || error === undefined || !isWaiting(context, id)) return
    context.deployments.recordFailure(id, failureOf(error))
    report(context, id, { level: 'error', message: error.message })
    await remove(id)
  }

  async function lookAtAll(): Promise<void> {
    for (const deployment of context.deployments.list()) await lookAt(deployment)
  }

  function look(): Promise<void> {
    const fail = (thrown: unknown): never => {
      throw thrown
    }
    looking ??= lookAtAll()
      .catch((thrown: unknown) => context.guarded(() => fail(thrown)))
      .finally(() => (looking = undefined))
    return looking
  }

  const timer = setInterval(() => void look(), lookEveryMs)
  timer.unref()
  return {
    look,
    close() {
      clearInterval(timer)
      closed.abort()
    },
  }
}

function isWaiting({ store, deployments }: EngineContext, id: string): boolean {
  return deployments.get(id).phase === 'ready' && readLease(store, id) === undefined
}

async function lookFor(
  context: EngineContext,
  { account, accountId, region, stacks }: Deployment,
  closed: AbortSignal,
): Promise<AppError | undefined> {
  const { lossError, lossOf } = await import('./losses.ts')
  const signal = AbortSignal.any([closed, AbortSignal.timeout(longestLookMs)])
  const aws = await context.connect(account, region, {
    deploymentId: null,
    accountId,
    unattended: true,
    signal,
  })
  const loss = await lossOf(aws, stacks).finally(() => aws.close())
  return loss && lossError(loss)
}
