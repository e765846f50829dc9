import type { ReactNode } from 'react'
import { ruleLine, ruleSentences } from '../../../shared/rule-text.ts'
import type { Rule } from '../../../shared/run.ts'

/** When the run ends, in a line; what that means in detail behind it. */
export function RuleNote({ rule }: { rule: Rule }): ReactNode {
  return (
    <details className="rule-note small">
      <summary>{ruleLine(rule)}</summary>
      {ruleSentences(rule).map((sentence) => (
        <p key={sentence} className="muted">
          {sentence}
        </p>
      ))}
    </details>
  )
}
