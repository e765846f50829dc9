import { type ReactNode, useMemo } from 'react'
import { sharedBaseline, type ComparedRun } from '../../../shared/compare-runs.ts'
import { compareSides, headlinesOf, type SideComparison, type Sides } from '../../../shared/compare-sides.ts'
import { betweenText, differenceText, figureText } from '../../../shared/compare-text.ts'
import { listed } from '../../../shared/figures.ts'
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
      <p className="muted">{extentOf(compared, sides)}</p>
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

/** How many runs there are on each side, what follows from that, and which paths the figures are of. */
function extentOf(compared: readonly SideComparison[], sides: Sides): string {
  const after = sides.filter((side) => side === 'after').length
  const before = sides.length - after
  const paths = [...new Set(compared.flatMap((one) => one.paths))]
  const fewer = Math.min(before, after)
  const verdict =
    fewer === 0
      ? 'Put at least one run on each side.'
      : fewer < 3
        ? 'Under three on a side, the ratio only describes: it does not tell a difference from chance.'
        : 'Intervals hold for all scenarios together with 95 % confidence.'
  const over =
    paths.length === 0 ? '' : ` Figures are of the ${paths.length === 1 ? 'path' : 'paths'} ${listed(paths)}.`
  return `${before} before, ${after} after. ${verdict}${over}`
}
