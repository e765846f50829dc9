import type { ReactNode } from 'react'
import { planText } from '../../../shared/staying.ts'
import { ScenarioDiagram } from '../../diagrams/scenario-diagram.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Card } from '../../ui/card.tsx'
import { ScenarioMark } from '../../ui/scenario-mark.tsx'
import { Term } from '../../ui/term.tsx'
import { stayOf } from './draft.ts'
import type { DraftEditor } from './use-draft.ts'
import './question.css'

/** What the experiment is to find out, and what to expect. */
export function QuestionStep({
  editor: { experiment, scenarios, draft },
}: {
  editor: DraftEditor
}): ReactNode {
  return (
    <>
      <p className="plan-question">{experiment.question}</p>
      <p className="plan-words">
        Sluice builds the scenarios side by side. A <Term id="load-generator">load generator</Term> next to
        them sends requests through each with <Term id="wrk">wrk</Term> and counts the answers.{' '}
        {planText(stayOf(draft))}
      </p>
      <Card title="Scenarios">
        <ul className="plan-ways">
          {scenarios.map((scenario) => (
            <li key={scenario.id}>
              <p className="plan-way-title">
                <ScenarioMark id={scenario.id} /> {scenario.title}
                {scenario.id === experiment.baseline ? <Badge>Baseline</Badge> : null}
              </p>
              <ScenarioDiagram scenario={scenario} />
            </li>
          ))}
        </ul>
      </Card>
      <Card title="What to expect">
        <p className="plan-words">{experiment.expect}</p>
        <h3>Why</h3>
        <p className="plan-words">{experiment.why}</p>
      </Card>
      {experiment.published === undefined ? null : (
        <details className="plan-details">
          <summary>Published results</summary>
          <p className="plan-words">{experiment.published.title}</p>
          <p className="plan-words small muted">Source: {experiment.published.source}</p>
          <ul className="plan-notes">
            {experiment.published.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
