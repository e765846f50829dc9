import type { ReactNode } from 'react'
import type { DecidedScenario, Decision } from '../../../shared/decision.ts'
import {
  addedText,
  costText,
  judgedDetail,
  judgementTexts,
  measuredOf,
  mustHavesOf,
  requirementTitle,
} from '../../../shared/decision-table.ts'
import type { Judgement } from '../../../shared/judged-requirements.ts'
import { mustHaveNames } from '../../../shared/must-have-text.ts'
import { Badge } from '../../ui/badge.tsx'
import { ScenarioMark } from '../../ui/scenario-mark.tsx'
import { type Column, Table } from '../../ui/table.tsx'

/** The scenarios with their costs, added milliseconds, and how they stand to each requirement. */
export function DecisionTable({ decision }: { decision: Decision }): ReactNode {
  const { scenarios, requirements, basis, outcome } = decision
  const [first] = scenarios
  const measured = first === undefined ? [] : measuredOf(first)
  const chosen = outcome.kind === 'chosen' ? outcome.scenarioId : null
  return (
    <Table<DecidedScenario>
      caption="Scenarios and your requirements"
      columns={[
        { title: 'Scenario', header: true, cell: (one) => named(one, one.scenarioId === chosen) },
        { title: '$ a month', numeric: true, cell: costText },
        { title: `Adds at ${basis.percentile}`, numeric: true, cell: (one) => addedText(one, decision) },
        ...measured.map((asked, place): Column<DecidedScenario> => ({
          title: requirementTitle(asked, requirements),
          cell: (one) => measuredCell(measuredOf(one)[place]),
        })),
        ...(requirements.mustHaves.length === 0 ? [] : [{ title: 'Must-haves', cell: mustHaveCell }]),
      ]}
      rows={scenarios}
      rowKey={({ scenarioId }) => scenarioId}
    />
  )
}

function named({ scenarioId, title }: DecidedScenario, isChosen: boolean): ReactNode {
  return (
    <>
      <span className="decision-name">
        <ScenarioMark id={scenarioId} size={10} /> {title}
      </span>{' '}
      {isChosen ? <Badge tone="good">Cheapest that meets all</Badge> : null}
    </>
  )
}

function measuredCell(one: ReturnType<typeof measuredOf>[number] | undefined): ReactNode {
  if (one === undefined) return null
  return <Judged judgement={one.judgement} detail={judgedDetail(one)} />
}

function mustHaveCell(one: DecidedScenario): ReactNode {
  const found = mustHavesOf(one)
  if (found === null) return null
  const detail = found.deciding.map(({ id, why }) => `${mustHaveNames[id]}${why === null ? '' : `. ${why}`}`)
  return <Judged judgement={found.judgement} detail={detail.length === 0 ? null : detail.join(' ')} />
}

const signs: Readonly<Record<Judgement, string>> = { meets: '✓', fails: '✗', unknown: '?' }

/** The sign says it without colour, and the word without the sign. */
function Judged({ judgement, detail }: { judgement: Judgement; detail: string | null }): ReactNode {
  return (
    <span className={`judged judged-${judgement}`}>
      <span className="judged-word">
        <span aria-hidden="true">{signs[judgement]}</span> {judgementTexts[judgement]}
      </span>{' '}
      {detail === null ? null : <span className="judged-detail">{detail}</span>}
    </span>
  )
}
