import type { ReactNode } from 'react'
import { comparedName } from '../../../shared/run-name.ts'
import { planText } from '../../../shared/staying.ts'
import { ScenarioDiagram } from '../../diagrams/scenario-diagram.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Card } from '../../ui/card.tsx'
import { ScenarioMark } from '../../ui/scenario-mark.tsx'
import { Term } from '../../ui/term.tsx'
import { stayOf } from './draft.ts'
import { OtherQuestions } from './other-questions.tsx'
import { scenarioGroups, sharedWay } from './scenario-groups.ts'
import type { DraftEditor } from './use-draft.ts'
import './question.css'

/** What the experiment is to find out, and what to expect. */
export function QuestionStep({ editor }: { editor: DraftEditor }): ReactNode {
  const { experiment, scenarios, draft } = editor
  const own = scenarios.filter(({ id }) => experiment.scenarios.includes(id))
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
          {scenarioGroups(experiment, own).own.flatMap(({ choices }) =>
            choices.map((choice) => (
              <li key={choice.members[0].id}>
                <p className="plan-way-title">
                  {choice.members.map(({ id }) => (
                    <ScenarioMark key={id} id={id} />
                  ))}{' '}
                  {comparedName(choice.members, experiment)}
                  {choice.members.some(({ id }) => id === experiment.baseline) ? (
                    <Badge>Baseline</Badge>
                  ) : null}
                </p>
                <ScenarioDiagram scenario={sharedWay(choice)} />
              </li>
            )),
          )}
        </ul>
      </Card>
      <Card title="What to expect">
        <p className="plan-words">{experiment.expect}</p>
        <h3>Why</h3>
        <p className="plan-words">{experiment.why}</p>
      </Card>
      <OtherQuestions editor={editor} />
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
