import type { ReactNode } from 'react'
import type { Assessment } from '../../../shared/assessment.ts'
import { checkOrder, checkPrediction, type Checked, type Expected } from '../../../shared/expectations.ts'
import { measuredReason } from '../../../shared/likely-reason.ts'
import type { Result } from '../../../shared/result.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { withUnits } from '../../ui/prose.tsx'

interface ExpectationsProps {
  id: string
  /** Undefined where the app no longer knows it. */
  scenario: Scenario | undefined
  result: Result
  found: Assessment | null
}

/** What was expected of a scenario and predicted for it, what became of that, and the likely reason. */
export function Expectations({ id, scenario, result, found }: ExpectationsProps): ReactNode {
  const order = found === null ? null : checkOrder(result, found, id)
  const prediction = found === null ? null : checkPrediction(result, found, id)
  const reason = found === null ? null : measuredReason(result, found, id)
  if (scenario === undefined && prediction === null && reason === null) return null
  return (
    <dl className="scenario-words">
      {scenario === undefined ? null : <ExpectedOrder expect={scenario.expect} order={order} />}
      {prediction === null ? null : (
        <div>
          <dt>Predicted</dt>
          <dd>
            {prediction.sentence} <Outcome checked={prediction} />
          </dd>
        </div>
      )}
      <LikelyReason sentences={[scenario?.why, reason]} />
    </dl>
  )
}

function ExpectedOrder({ expect, order }: { expect: string; order: Checked | null }): ReactNode {
  return (
    <div>
      <dt>Expected</dt>
      <dd>
        <p>
          {withUnits(expect)} <Outcome checked={order} />
        </p>
        {order?.sentence == null ? null : <p>{order.sentence}</p>}
      </dd>
    </div>
  )
}

function LikelyReason({ sentences }: { sentences: readonly (string | null | undefined)[] }): ReactNode {
  const said = sentences.filter((sentence) => typeof sentence === 'string')
  if (said.length === 0) return null
  return (
    <div>
      <dt>Likely reason</dt>
      <dd>
        {said.map((sentence) => (
          <p key={sentence}>{withUnits(sentence)}</p>
        ))}
      </dd>
    </div>
  )
}

const words: Record<Expected, { word: string; tone: Tone }> = {
  'as-expected': { word: 'as expected', tone: 'good' },
  'not-as-expected': { word: 'not as expected', tone: 'warning' },
  'cannot-know': { word: 'cannot know yet', tone: 'neutral' },
}

function Outcome({ checked }: { checked: Checked | null }): ReactNode {
  if (checked === null) return null
  const { word, tone } = words[checked.outcome]
  return <Badge tone={tone}>{word}</Badge>
}
