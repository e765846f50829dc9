import { accountName } from '../../../shared/account-name.ts'
import { offeredScenarios } from '../../../shared/offered-scenarios.ts'
import { timeLeftText } from '../../../shared/time-left.ts'
import { count, countOf } from '../../ui/format.ts'
import type { PlanStep } from '../../router.ts'
import { durationOf } from './duration.ts'
import { loadOf, presetTitle } from './load-fields.ts'
import type { DraftEditor } from './use-draft.ts'

/** What was chosen at each step, in a few words. */
export function railNotes({
  draft,
  experiment,
  scenarios,
  faults,
}: Pick<DraftEditor, 'draft' | 'experiment' | 'scenarios' | 'faults'>): Record<PlanStep, string> {
  const { total } = durationOf({ ...draft, load: loadOf(draft.load) }, scenarios)
  const predictable = draft.scenarios.filter(
    (id) => id !== experiment.baseline && !experiment.floors.includes(id),
  )
  const predicted = predictable.filter((id) => (draft.predictions[id] ?? null) !== null).length
  const offered = offeredScenarios(experiment).length
  return {
    question: 'What to find out',
    account: draft.account.kind === 'practice' ? 'Practice account' : accountName(draft.account),
    scenarios: `${count(draft.scenarios.length)} of ${countOf(offered, 'scenario')}`,
    load: presetTitle(draft.preset, experiment),
    predict: predicted === 0 ? 'Optional' : `${count(predicted)} of ${count(predictable.length)} predicted`,
    review: faults.length > 0 ? 'Check and start' : `Takes ${timeLeftText(total)}`,
  }
}
