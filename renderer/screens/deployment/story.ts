import type { Deployment } from '../../../shared/deployment.ts'
import { provesEmpty } from '../../../shared/receipt-verdict.ts'
import type { Phase } from '../../../shared/lifecycle.ts'
import type { Run } from '../../../shared/run.ts'

export const chapters = ['Deploy', 'Measure', 'Result', 'Tear down'] as const
export type Chapter = (typeof chapters)[number]
export type ChapterState = 'to come' | 'now' | 'done' | 'failed'

/** Where a deployment is in its story. */
export function chapterStates(
  phase: Phase,
  runs: readonly Run[],
  failed: boolean,
): Record<Chapter, ChapterState> {
  const deployed = phase === 'ready' || phase === 'measuring' || runs.length > 0
  const measured = runs.some(({ status }) => status !== 'running')
  return {
    Deploy:
      phase === 'deploying'
        ? 'now'
        : deployed
          ? 'done'
          : failed
            ? 'failed'
            : phase === 'planned'
              ? 'to come'
              : 'done',
    Measure: phase === 'measuring' ? 'now' : measured ? 'done' : 'to come',
    Result: phase === 'measuring' ? 'to come' : measured ? (phase === 'ready' ? 'now' : 'done') : 'to come',
    'Tear down':
      phase === 'removing'
        ? 'now'
        : phase === 'removed'
          ? 'done'
          : phase === 'stranded'
            ? 'failed'
            : 'to come',
  }
}

const sentences: Record<Phase, string> = {
  planned: 'Nothing is created yet.',
  deploying: 'Everything that the experiment needs is being built WHERE.',
  measuring: 'wrk sends requests through one scenario after another.',
  ready: 'Everything is built and answers. It stays until you tear it down, or until its time is over.',
  removing: 'Everything that was built is being removed.',
  removed: 'Nothing of this deployment is left WHERE.',
  stranded: 'The removal failed: something may still exist WHERE.',
}

/** What the phase means, in a sentence; of what is removed, only as much as the receipt proves. */
export function phaseSentence({
  phase,
  account,
  receipt,
}: Pick<Deployment, 'phase' | 'account' | 'receipt'>): string {
  const where = account.kind === 'practice' ? 'on this machine' : 'in the account'
  if (phase === 'removed' && receipt === null)
    return `Its stacks are gone. No receipt says what may remain ${where}.`
  if (phase === 'removed' && receipt !== null && !provesEmpty(receipt))
    return 'Its stacks are gone. The receipt says what may remain.'
  return sentences[phase].replace('WHERE', where)
}
