import type { ReactNode } from 'react'
import { sharedBaseline, type ComparedRun } from '../../../shared/compare-runs.ts'
import type { ScenarioHeadlines } from '../../../shared/compare-sides.ts'
import { inSentence } from '../../../shared/result.ts'
import { marginsOf } from '../../../shared/statistics/level.ts'
import { verdictText } from '../../../shared/verdict-text.ts'
import { Table } from '../../ui/table.tsx'
import { scenarioName } from './scenario-name.tsx'

interface OwnVerdictsProps {
  runs: readonly ComparedRun[]
  headlines: readonly ScenarioHeadlines[]
}

/** The verdict of each run on its own, against its own baseline; nothing where the runs share none. */
export function OwnVerdicts({ runs, headlines }: OwnVerdictsProps): ReactNode {
  const baseline = sharedBaseline(runs)
  if (baseline === null) return null
  const textOf = (run: ComparedRun, { runs: own }: ScenarioHeadlines, index: number): string => {
    const verdict = own[index]?.verdict
    const margins = marginsOf(run.result.run.rule)
    return verdict ? verdictText(verdict, margins, inSentence(baseline.title)) : '–'
  }
  return (
    <Table
      caption={`What each run says alone, against its own ${inSentence(baseline.title)}`}
      captionShown={runs.length > 1}
      columns={[
        {
          title: 'Scenario',
          header: true,
          cell: scenarioName,
        },
        ...runs.map((run, index) => ({
          title: runs.length > 1 ? run.letter : 'Verdict',
          cell: (row: ScenarioHeadlines) => textOf(run, row, index),
        })),
      ]}
      rows={headlines}
      rowKey={({ scenarioId }) => scenarioId}
    />
  )
}
