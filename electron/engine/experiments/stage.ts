import type { Step } from '../../../shared/lifecycle.ts'
import type { Aws } from '../aws/clients.ts'
import type { Lease } from '../deployments/lease.ts'
import type { EngineContext } from '../engine-context.ts'
import type { RunWork } from '../runs/run-work.ts'

/** What the stages of an experiment (deploy, measure, remove) work with. */
export interface Stage {
  context: EngineContext
  runs: RunWork
  /** The id of the deployment. */
  id: string
  lease: Lease
}

/** Takes a step of the lifecycle. @throws AppError `conflict` where it is not possible */
export function advance({ deployments, owner }: EngineContext, id: string, step: Step): void {
  deployments.takeStep(id, owner.token, step, Date.now())
}

/** Connects to the account of the deployment for as long as `work` lasts. */
export async function withAws<T>(
  { context, id }: Stage,
  signal: AbortSignal,
  work: (aws: Aws) => Promise<T>,
): Promise<T> {
  const { account, region, accountId } = context.deployments.get(id)
  const aws = await context.connect(account, region, { deploymentId: id, accountId, signal })
  try {
    return await work(aws)
  } finally {
    aws.close()
  }
}
