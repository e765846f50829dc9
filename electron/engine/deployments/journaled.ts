import { errorMessage } from '../../../shared/errors.ts'
import type { EngineContext } from '../engine-context.ts'
import { journalHandle, journalIntent, journalOutcome } from '../store/journal.ts'

/**
 * Does one thing to the account between two entries of the journal: the intent before, the outcome after.
 * An entry without an outcome says that the thing may have been done. A text that the work answers (an ARN,
 * a command's id) is kept as its handle.
 */
export async function journaled<T>(
  context: EngineContext,
  deploymentId: string,
  intent: string,
  subject: string,
  work: (seq: number) => Promise<T>,
): Promise<T> {
  const seq = journalIntent(context.store, deploymentId, intent, subject, Date.now())
  try {
    const handle = await work(seq)
    if (typeof handle === 'string') journalHandle(context.store, seq, handle)
    journalOutcome(context.store, seq, 'done', Date.now())
    return handle
  } catch (thrown) {
    journalOutcome(context.store, seq, `failed: ${errorMessage(thrown)}`, Date.now())
    throw thrown
  }
}
