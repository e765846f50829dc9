import { type ReactNode, useMemo } from 'react'
import { sharedBaseline, type ComparedRun } from '../../../shared/compare-runs.ts'
import { compareSides, headlinesOf, type SideComparison, type Sides } from '../../../shared/compare-sides.ts'
import { betweenText, differenceText, figureText, sidesText } from '../../../shared/compare-text.ts'
import { inSentence } from '../../../shared/result.ts'
import { Card } from '../../ui/card.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { OwnVerdicts } from './own-verdicts.tsx'
import { scenarioName } from './scenario-name.tsx'

interface BeforeAndAfterProps {
  runs: readonly ComparedRun[]
  sides: Sides
}

/** What the runs of both sides say about each scenario, and what each of them says alone. */
export function BeforeAndAfter({ runs, sides }: BeforeAndAfterProps): ReactNode {
  const headlines = useMemo(() => headlinesOf(runs), [runs])
  const compared = useMemo(() => compareSides(headlines, sides), [headlines, sides])
  if (compared.length === 0) return null
  const baseline = sharedBaseline(runs)
  const share = baseline !== null
  const what = share
    ? `share of the ${inSentence(baseline.title)}’s good requests`
    : 'good requests per second'
  return (
    <Card title="After against before" className="compared-sides compared-verdicts">
      <p className="muted">{sidesText(compared, sides)}</p>
      <Table
        caption={`Before and after: ${what}`}
        columns={sideColumns}
        rows={compared}
        rowKey={({ scenarioId }) => scenarioId}
      />
      <OwnVerdicts runs={runs} headlines={headlines} />
    </Card>
  )
}

const none = '–'

const sideColumns: Column<SideComparison>[] = [
  {
    title: 'Scenario',
    header: true,
    cell: scenarioName,
  },
  { title: 'Before', numeric: true, cell: (row) => sideFigure(row, row.before) },
  { title: 'After', numeric: true, cell: (row) => sideFigure(row, row.after) },
  {
    title: 'After − before',
    numeric: true,
    cell: ({ measure, after, before }) => differenceText(measure, after, before) ?? none,
  },
  { title: 'After ÷ before', cell: betweenText },
]

function sideFigure({ measure }: SideComparison, value: number | null): string {
  return value === null ? none : figureText(measure, { value, interval: null, rounds: [], missing: null })
}
