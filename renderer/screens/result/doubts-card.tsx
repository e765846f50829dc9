import type { ReactNode } from 'react'
import { noiseFloorSentence } from '../../../shared/answer.ts'
import type { Assessment } from '../../../shared/assessment.ts'
import { detectableSentence } from '../../../shared/detectable-sentence.ts'
import type { Doubt } from '../../../shared/doubts.ts'
import type { Result } from '../../../shared/result.ts'
import { Card } from '../../ui/card.tsx'
import { DoubtList } from './doubt-list.tsx'

interface DoubtsCardProps {
  result: Result
  found: Assessment | null
  doubts: readonly Doubt[]
}

/** What may be wrong with the figures as a whole; what concerns one scenario stands with it. */
export function DoubtsCard({ result, found, doubts }: DoubtsCardProps): ReactNode {
  // What the shares measure together stands below the answer.
  const whole = doubts.filter(({ id, scenarioId }) => scenarioId === null && id !== 'tls')
  const quiet = found === null ? [] : [noiseFloorSentence(result, found), detectableSentence(result, found)]
  const said = quiet.filter((sentence) => sentence !== null)
  if (whole.length === 0 && said.length === 0) return null
  return (
    <Card title="What may be wrong with these figures">
      <DoubtList doubts={whole} />
      {said.map((sentence) => (
        <p key={sentence} className="small muted">
          {sentence}
        </p>
      ))}
    </Card>
  )
}
