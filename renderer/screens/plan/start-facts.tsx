import type { ReactNode } from 'react'
import { planText } from '../../../shared/staying.ts'
import { timeLeftText } from '../../../shared/time-left.ts'
import { countOf, duration, roughDuration } from '../../ui/format.ts'
import type { CostFact } from './cost-fact.ts'
import { stayOf } from './draft.ts'
import { durationOf } from './duration.ts'
import { loadOf } from './load-fields.ts'
import type { DraftEditor } from './use-draft.ts'
import './start-facts.css'

/**
 * How long the experiment takes, what it costs, and what happens afterwards. Nothing is computed for a draft
 * with faults: its cost is null.
 */
export function StartFacts({
  editor: { draft, scenarios },
  cost,
}: {
  editor: Pick<DraftEditor, 'draft' | 'scenarios'>
  cost: CostFact | null
}): ReactNode {
  const takes = durationOf({ ...draft, load: loadOf(draft.load) }, scenarios)
  const { trials, measureMs, deployMs, total } = takes
  const load = `${duration(measureMs)} of load in ${countOf(trials, 'trial')}`
  const most = draft.load.untilSure ? ' at most' : ''
  const known = cost !== null
  return (
    <div className="plan-facts">
      <Fact name="How long" value={known ? sentence(timeLeftText(total)) : '–'}>
        {known ? `${roughDuration(deployMs)} to deploy, ${load}${most}.` : ''}
      </Fact>
      <Fact name="What it costs" value={cost?.value ?? '–'}>
        {cost === null ? '' : `${cost.text}.`}
      </Fact>
      <Fact name="Afterwards" value={draft.afterwards === 'keep' ? 'It stays' : 'It is torn down'}>
        {planText(stayOf(draft))}
      </Fact>
    </div>
  )
}

function Fact({ name, value, children }: { name: string; value: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <p className="small muted">{name}</p>
      <p className="plan-fact">{value}</p>
      <p className="small muted">{children}</p>
    </div>
  )
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}
