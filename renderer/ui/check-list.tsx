import type { ReactNode } from 'react'
import type { Check } from '../../shared/check.ts'
import { Badge, type Tone } from './badge.tsx'
import { capitalised, WithCode } from './prose.tsx'
import './check-list.css'

const outcomes: Record<Check['outcome'], { word: string; tone: Tone }> = {
  ok: { word: 'OK', tone: 'good' },
  warning: { word: 'Warning', tone: 'warning' },
  unknown: { word: 'Unknown', tone: 'neutral' },
  failed: { word: 'Failed', tone: 'bad' },
}

/** Checks with what was found, and beside it what to do about it. */
export function CheckList({ checks }: { checks: readonly Check[] }): ReactNode {
  if (checks.length === 0) return null
  return (
    <ul className="check-list">
      {checks.map((check) => (
        <li key={check.name} data-check={check.name} data-outcome={check.outcome}>
          <Badge tone={outcomes[check.outcome].tone}>{outcomes[check.outcome].word}</Badge>
          <div>
            <h3>{capitalised(check.name)}</h3>
            <p className="muted">
              <WithCode text={check.finding} />
            </p>
          </div>
          {check.remedy === null ? null : (
            <p className="check-remedy">
              <WithCode text={check.remedy} />
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
