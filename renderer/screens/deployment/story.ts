import type { Deployment } from '../../../shared/deployment.ts'
import { provesEmpty } from '../../../shared/receipt-verdict.ts'
import type { Phase } from '../../../shared/lifecycle.ts'
import { stayText } from '../../../shared/staying.ts'
import type { Run } from '../../../shared/run.ts'

export const chapters = ['Deploy', 'Measure', 'Result', 'Tear down'] as const
export type Chapter = (typeof chapters)[number]
export type ChapterState = 'to come' | 'now' | 'done' | 'failed'

/** Which chapters of its story a deployment has behind it, and where it is now. */
export function chapterStates(
  phase: Phase,
  runs: readonly Run[],
  failed: boolean,
): Record<Chapter, ChapterState> {
  const measured = runs.some(({ status }) => status !== 'running')
  return {
    Deploy: deployState(phase, runs.length > 0, failed),
    Measure: phase === 'measuring' ? 'now' : measured ? 'done' : 'to come',
    Result: resultState(phase, measured),
    'Tear down': tearDownStates[phase],
  }
}

function deployState(phase: Phase, hasRuns: boolean, failed: boolean): ChapterState {
  if (phase === 'deploying') return 'now'
  if (phase === 'planned') return 'to come'
  const deployed = phase === 'ready' || phase === 'measuring' || hasRuns
  return failed && !deployed ? 'failed' : 'done'
}

function resultState(phase: Phase, measured: boolean): ChapterState {
  if (phase === 'measuring' || !measured) return 'to come'
  return phase === 'ready' ? 'now' : 'done'
}

const tearDownStates: Record<Phase, ChapterState> = {
  planned: 'to come',
  deploying: 'to come',
  ready: 'to come',
  measuring: 'to come',
  removing: 'now',
  removed: 'done',
  stranded: 'failed',
}

const sentences: Record<Phase, string> = {
  planned: 'Nothing has been created yet.',
  deploying: 'The stacks of the experiment are being created WHERE.',
  measuring: 'wrk sends requests through one scenario at a time.',
  ready: 'All scenarios have answered.',
  removing: 'All stacks are being deleted.',
  removed: 'Nothing of this deployment is left WHERE.',
  stranded: 'The removal failed. Resources may still exist WHERE.',
}

/** What the phase means, in a sentence. Of a removal it says only as much as the receipt proves. */
export function phaseSentence(
  deployment: Pick<Deployment, 'phase' | 'account' | 'receipt' | 'afterwards' | 'expiresAtMs'>,
  nowMs: number,
): string {
  const { phase, account, receipt } = deployment
  const where = account.kind === 'practice' ? 'on this machine' : 'in the account'
  if (phase === 'removed' && receipt === null)
    return `Its stacks are deleted. There is no receipt of what may remain ${where}.`
  if (phase === 'removed' && receipt !== null && !provesEmpty(receipt))
    return 'Its stacks are deleted. The receipt says what may remain.'
  const stay = stayText(deployment, nowMs)
  return `${sentences[phase].replace('WHERE', where)}${stay === null ? '' : ` The deployment ${stay}.`}`
}
