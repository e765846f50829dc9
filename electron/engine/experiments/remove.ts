import { errorMessage } from '../../../shared/errors.ts'
import type { Receipt } from '../../../shared/receipt.ts'
import { provesEmpty, receiptVerdict } from '../../../shared/receipt-verdict.ts'
import type { Aws } from '../aws/clients.ts'
import { failureOf } from '../deployments/failure-of.ts'
import { proveEmpty } from '../deployments/receipt.ts'
import { removeStacks } from '../deployments/remove-stacks.ts'
import { report } from '../engine-context.ts'
import { advance, withAws, type Stage } from './stage.ts'

/** Removes everything of the deployment and writes the receipt; a removal that fails leaves it stranded. */
export async function remove(stage: Stage): Promise<void> {
  const { context, id, lease } = stage
  try {
    const receipt = await withAws(stage, lease.leave, (aws) => removeAll(stage, aws))
    context.deployments.change(id, { removalFailure: null })
    advance(context, id, 'removed')
    report(context, id, {
      level: provesEmpty(receipt) ? 'info' : 'warning',
      message: `Removed. ${receiptVerdict(receipt)}`,
    })
  } catch (thrown) {
    lease.leave.throwIfAborted()
    if (context.storeHealth.isStorageError(thrown)) throw thrown
    await strand(stage, thrown)
  }
}

async function removeAll(stage: Stage, aws: Aws): Promise<Receipt> {
  const { context, id, lease } = stage
  await endRun(stage, aws)
  const removed = await removeStacks(context, aws, context.deployments.get(id), lease.leave)
  const receipt = await proveEmpty(context, aws, removed, lease.leave)
  context.deployments.change(id, { receipt })
  return receipt
}

async function strand(stage: Stage, thrown: unknown): Promise<void> {
  const { context, id } = stage
  await endRun(stage, undefined)
  context.deployments.change(id, { removalFailure: failureOf(thrown) })
  advance(context, id, 'strand')
  report(context, id, {
    level: 'error',
    message: `The removal failed: ${errorMessage(thrown)}`,
  })
}

/** Ends the run that a process has left unfinished. Where the account can be reached, its trials are kept. */
async function endRun({ context, runs, id }: Stage, aws: Aws | undefined): Promise<void> {
  const run = context.runs.findGoing(id)
  if (run) await runs.salvage(run.id, aws)
}
